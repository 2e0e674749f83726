"""Signs that a text may not hold, and what is told of them: one rule for names and titles, one for sentences."""

import re
from typing import NamedTuple

from generator.model.marks import OddMark, odd_mark, piled_mark
from generator.model.unseen import is_of_no_meaning, name_of_sign, steering_in, unseen_in_names

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What steers a machine; ends of lines and tabs are among it, which the words of a record may be divided by."""


class Unfit(NamedTuple):
    """A sign that may not stand where it was found: the code of the problem, the sign, and its words."""

    code: str
    sign: str
    message: str
    help: str


def unfit_in_name(text: str, what: str = "the words") -> Unfit | None:
    """Give the first sign that may not stand in a name or a title; None where all may."""
    return _unseen(unseen_in_names(text), what) or _odd(odd_mark(text), what)


def unfit_in_path(path: str) -> Unfit | None:
    """Give the first sign that may not stand in the path of a file: each of its parts is a name, on one line."""
    if path.isascii() and path.isprintable():
        return None
    control = _CONTROL.search(path)
    if control:
        return _unseen(control[0], "the name")
    return next(filter(None, (unfit_in_name(part, "the name") for part in path.split("/"))), None)


def unfit_in_passage(text: str, what: str = "the words") -> Unfit | None:
    """Give the first sign that may not even stand in a sentence; None where all may."""
    return _unseen(steering_in(text), what) or _odd(piled_mark(text), what)


def _unseen(sign: str | None, what: str) -> Unfit | None:
    if sign is None:
        return None
    again, named = f"delete it, or type {what} again", name_of_sign(sign)
    if is_of_no_meaning(sign):
        message = f"a character stands here that means nothing, drawn by each font as it likes ({named})"
        return Unfit("control-character", sign, message, again)
    needless = "it is not needed, also where words are written from right to left"
    return Unfit("control-character", sign, f"an invisible character stands here ({named})", f"{again}; {needless}")


def _odd(mark: OddMark | None, what: str) -> Unfit | None:
    if mark is None:
        return None
    help_text = f"type {what} again, with the marks alone that they are written with"
    return Unfit("odd-mark", mark.sign, f"the mark {name_of_sign(mark.sign)} {mark.why}", help_text)
