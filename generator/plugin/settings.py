"""What can be set under the plugin, and what follows for every page."""

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig


class SaysoConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types its hook for subclasses not at all
    """What can be set under `plugins: [sayso: …]`."""

    strict = Type(bool, default=False)
    """Whether warnings about the content are errors."""
    language = Type(str, default="")
    """The language of the interface; by default the theme's locale."""
    reviews = Choice(("optional", "required"), default="optional")
    """Whether a position that no second person has read is an error."""
    texts = Type(str, default="")
    """A private folder with source texts that are not in the content, from the project's folder."""
    maps = Type(bool, default=True)
    """Whether maps are drawn for places, articles and the list of places."""
    boundaries = Choice(("recognised", "de-facto"), default="recognised")
    """Which borders maps show: as internationally recognised, or by control on the ground."""
    pictures = Choice(("articles", "claims", "none"), default="articles")
    """Which pages have a picture for link previews: articles, claims as well, or none."""
    search = Type(bool, default=True)
    """Whether the site can be searched."""
    publish = ListOfItems(Type(str), default=[])
    """Endings, and paths in the content, of files that are published although a browser may run them."""
    cache = Type(bool, default=True)
    """Whether what was read and found, maps and pictures are kept from one build to the next, in `.sayso-cache`."""
    trusted_pages = Type(bool, default=False)
    """Whether ordinary pages are trusted as templates are, and may hold HTML."""


def is_preview(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs serves a preview, for it writes a script of its own into the pages then.

    A hook for the start of a command would tell as well, but MkDocs keeps the
    plugins that have one from one build to the next.
    """
    return bool(config.site_url) and str(config.site_url).startswith(f"http://{config.dev_addr}")
