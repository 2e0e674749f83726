"""The part of a long YAML text that is needed to say what is wrong in it.

The parser whose errors can be explained takes ten seconds for a million bytes, and mends are tried again and
again. So of a long text it is given the record in which reading stopped, in its own lines, with what stands below.
"""

from dataclasses import dataclass

SHORT = 60_000
"""Characters of a text that is always looked at as a whole."""

_BELOW = 60
"""Lines below the fault that a window has at least, where there are as many."""

_MOST_LINES = 50_000
"""Lines of a file that is looked at: blank ones cost time as well."""


@dataclass(frozen=True, slots=True)
class Window:
    """A text of as many lines as the whole has up to its end; those before `start` are blank, but for the key's."""

    text: str
    start: int = 0
    is_whole: bool = True


def window_at(text: str, key: int, record: int, fault: int, *, in_quotes: bool = False) -> Window | None:
    """Cut a window out of a long text; None where the record itself is too long to be looked at.

    `key` is the line of the top-level key, `record` the one in which the record begins, `fault` the one where
    reading stopped, all counted from 0. A value whose quotation mark is never closed is no work, however long.
    """
    if len(text) <= SHORT:
        return Window(text)
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    end = len(lines) if in_quotes else min(len(lines), fault + _BELOW)
    while end < len(lines) and not _begins_alike(lines[end], lines[record]) and end < fault + 2 * _BELOW:
        end += 1
    if not in_quotes and sum(map(len, lines[record:end])) > SHORT:
        return None
    above = ["" if number != key else line for number, line in enumerate(lines[:record])]
    below = lines[record:end] if end == len(lines) else [*lines[record:end], ""]
    return Window("\n".join([*above, *below]), record, is_whole=False)


def _begins_alike(line: str, first: str) -> bool:
    """Tell whether a line begins another record, or another list."""
    indent = len(first) - len(first.lstrip(" "))
    return line[: indent + 2] == first[: indent + 2] or (line[:1].isalpha() and first[:1] == " ")
