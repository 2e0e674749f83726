"""Where ordinary pages may stand: on no ground of the records, and at no address that looks like another.

Readers know a page by its address. What stands at `/claims/…` is taken for a record, and so is what stands in a folder
whose name has a Cyrillic letter in place of the same Latin one.
"""

from collections.abc import Iterator, Sequence

from generator.link.alike import tell_difference
from generator.model.scripts import skeleton
from generator.model.unfit import unfit_in_name
from generator.pages.addresses import CONTRACT, CORRECTIONS, INDEXES, PROBLEMS
from generator.pages.clashes import NOT_FOUND, published_at
from generator.problems import Problem, Span
from generator.read.names import folded

_OURS = (*INDEXES, CORRECTIONS, CONTRACT, PROBLEMS)
"""Pages that Sayso makes, and folders in which it makes all others."""

_NO_FOLDERS = ("assets/", NOT_FOUND)
"""What else of a site looks like ours."""


def find_misleading(folder: str, files: Sequence[str]) -> Iterator[Problem]:
    """Find pages of the content whose addresses would mislead readers; of each page one problem is told."""
    known = {shape: (ours, "") for ours in (*_OURS, *_NO_FOLDERS) for shape in _shapes(ours)}
    for file in files:
        span = Span(f"{folder}/{file}")
        address = published_at(file)
        # Of other files only the names are looked at: they are shown to those who keep them.
        problem = _refuse_name(span, file) or (address and _judge(span, file, address, known))
        if problem:
            yield problem


def _judge(span: Span, file: str, address: str, known: dict[str, tuple[str, str]]) -> Problem | None:
    """Compare an address, and the folders in it, with all that are known, and make them known."""
    first, _, below = address.partition("/")
    if below and folded(f"{first}/") in _OURS:
        return _refuse_ground(span, address)
    found = [_alike(span, step, *known.setdefault(shape, (step, file))) for step, shape in _steps(address)]
    return next(filter(None, found), None)


def _steps(address: str) -> Iterator[tuple[str, str]]:
    """Give the folders of an address, each as a whole, and what they look like."""
    parts = address.split("/")[:-1]
    for end in range(1, len(parts) + 1):
        step = f"{'/'.join(parts[:end])}/"
        yield from ((step, shape) for shape in _shapes(step))


def _shapes(step: str) -> set[str]:
    """Give what an address looks like as it is, and in small letters."""
    return {skeleton(step), skeleton(step.lower())}


def _alike(span: Span, step: str, other: str, file: str) -> Problem | None:
    # Whether capitals or ways to write é make two of one name is asked elsewhere.
    if folded(step) == folded(other):
        return None
    whose = f'where "{file}" is published' if file else "where Sayso puts pages of its own"
    message = f'the address "{step}" looks like "{other}", {whose}, and is not the same: {tell_difference(step, other)}'
    help_text = "give the file, or its folder, a name that can be told apart, in letters of one alphabet"
    return Problem("address-alike", span, message, help_text)


def _refuse_ground(span: Span, address: str) -> Problem:
    ground = f"{address.partition('/')[0]}/"
    message = f"this page would be published at /{address}, where readers expect what Sayso makes of records"
    help_text = f'move it out of the folder "{ground}", for example to the top of the content'
    return Problem("address-taken", span, message, help_text)


def _refuse_name(span: Span, file: str) -> Problem | None:
    """Refuse a name with something in it that nobody sees."""
    unfit = unfit_in_name(file, "the name")
    if unfit is None:
        return None
    return Problem("bad-file-name", span, f"in the name of this file {unfit.message}", "rename it: type its name anew")
