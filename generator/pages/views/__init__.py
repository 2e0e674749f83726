"""Views: what each page and part shows, made from the Library for templates that only print."""
