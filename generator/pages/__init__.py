"""Pages: from the Library to the final HTML of every page body."""

from generator.pages.addresses import addresses, file_of, source_name, url_of
from generator.pages.make import make_files, make_pages
from generator.pages.page import Entry, Page, Site
from generator.pages.preview import draw_picture
from generator.pages.styles import PARTS, WHOLE

__all__ = [
    "PARTS",
    "WHOLE",
    "Entry",
    "Page",
    "Site",
    "addresses",
    "draw_picture",
    "file_of",
    "make_files",
    "make_pages",
    "source_name",
    "url_of",
]
