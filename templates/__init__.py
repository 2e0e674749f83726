"""The templates of Sayso: the theme frame for MkDocs, the pages, their parts and the stylesheets."""
