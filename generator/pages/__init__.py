"""Pages: from the Library to the final HTML of every page body.

All but the addresses is imported when it is asked for: a check needs nothing else of this room.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from generator.pages.addresses import addresses, file_of, source_name, url_of

if TYPE_CHECKING:
    from generator.pages.make import Printer, Sheet, make_files, make_pages, open_printer, plan
    from generator.pages.page import Entry, Page, Site
    from generator.pages.preview import draw_picture
    from generator.pages.styles import PARTS, WHOLE

__all__ = [
    "PARTS",
    "WHOLE",
    "Entry",
    "Page",
    "Printer",
    "Sheet",
    "Site",
    "addresses",
    "draw_picture",
    "file_of",
    "make_files",
    "make_pages",
    "open_printer",
    "plan",
    "source_name",
    "url_of",
]

_STANDS_IN = {
    **dict.fromkeys(("Printer", "Sheet", "make_files", "make_pages", "open_printer", "plan"), "make"),
    **dict.fromkeys(("Entry", "Page", "Site"), "page"),
    **dict.fromkeys(("PARTS", "WHOLE"), "styles"),
    "draw_picture": "preview",
}


def __getattr__(name: str) -> object:
    if name not in _STANDS_IN:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_STANDS_IN[name]}"), name)
