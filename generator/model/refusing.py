"""Refusing a value: what a check raises, and the reader turns into a problem at the value's place."""

from typing import Final, NoReturn

from pydantic_core import PydanticCustomError

from generator.model.unseen import name_of_sign

_REFUSED: Final = "refused"
"""The type of error by which the reader knows a refusal."""


def refuse(code: str, message: str, help_text: str, part: str = "") -> NoReturn:
    """Refuse a value: raise what the reader turns into a problem at the value's place, or at that of a part of it."""
    # The texts travel in the context so that braces in them are never taken for placeholders.
    told = {"code": code, "message": message, "help": help_text, "part": part}
    raise PydanticCustomError(_REFUSED, _REFUSED, told)


def refuse_unseen(sign: str | None, what: str) -> None:
    """Refuse a text for a character in it that nobody sees, where there is one."""
    if sign:
        refuse(
            "control-character",
            f"an invisible character stands here ({name_of_sign(sign)})",
            f"delete it, or type {what} again; it is not needed, also where words are written from right to left",
            sign,
        )
