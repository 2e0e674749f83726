"""Titles that stay text in every theme."""

from typing import Self

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Make text safe in HTML and in values within double quotes; apostrophes stay, for search and menus show them."""
    return text.translate(_ESCAPES)


class SafeTitle(str):
    """A page's title that themes can print in any way that MkDocs themes do.

    MkDocs escapes nothing, so printing it must give escaped text: the string
    itself is escaped once. But Material prints `{{ page.title | striptags }}`,
    and Jinja's `striptags` unescapes what it was given; it asks `__html__` for
    that, so there the text is escaped twice and comes out escaped once.
    """

    __slots__ = ()

    def __new__(cls, plain: str) -> Self:
        """Take the title as plain text."""
        return super().__new__(cls, escape(plain))

    def __html__(self) -> str:
        """Give the title to a filter that is going to unescape it once."""
        return escape(str(self))
