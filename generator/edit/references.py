"""One id in the place of another: in a value that is an id, and in the `[[…]]` of prose."""

import re

from generator.edit.surgery import Edit
from generator.model import Scalar
from generator.problems import Problem, Span
from generator.text import prose_references


class ByHand(Exception):  # noqa: N818 - it says how it must be done
    """An id is written in a way that no program should change."""

    def __init__(self, span: Span, some_id: str) -> None:
        super().__init__(some_id)
        self.problem = Problem(
            "rename-by-hand",
            span,
            f'"{some_id}" is meant here and is written with escapes or over several lines; nothing was changed',
            f'write it as "{some_id}", without backslashes and on one line, and run the command again',
        )


def swap(scalar: Scalar, old: str, new: str) -> Edit:
    """Change a value that is an id, whatever quotation marks stand around it.

    Raises:
        ByHand: where its characters are not those of the id.
    """
    at = scalar.raw.find(old)
    if at < 0:
        raise ByHand(scalar.span, old)
    return Edit(_spot(scalar, at, len(old)), old, new)


def swap_in_prose(scalar: Scalar, old: str, new: str) -> list[Edit]:
    """Change an id in all references of a piece of prose.

    Raises:
        ByHand: where it cannot be told which characters of the file they are.
    """
    pattern = re.compile(rf"(?<=\[\[)\s*{re.escape(old)}(?=\s*(?:\]\]|\|))")
    typed = list(pattern.finditer(scalar))
    real = [index for index, match in enumerate(typed) if _is_reference(scalar, match.span(), old)]
    if not real:
        return []
    in_file = list(pattern.finditer(scalar.raw))
    if len(in_file) != len(typed):
        raise ByHand(scalar.span, old)
    return [Edit(_spot(scalar, in_file[index].end() - len(old), len(old)), old, new) for index in real]


def _is_reference(prose: str, place: tuple[int, int], old: str) -> bool:
    """Tell whether what looks like a reference is one: behind a backslash, for one, it is text."""
    start, end = place
    mark = f"{old}-{old}"
    marked = f"{prose[:start]}{mark}{prose[end:]}"
    return any(some_id == mark for some_id, _ in prose_references(marked))


def _spot(scalar: Scalar, at: int, length: int) -> Span:
    """Give the place of some characters of a value in its file."""
    line_start = scalar.raw.rfind("\n", 0, at) + 1
    column = at - line_start + (1 if line_start else scalar.span.column)
    return Span(scalar.span.file, scalar.span.line + scalar.raw.count("\n", 0, at), column, length)
