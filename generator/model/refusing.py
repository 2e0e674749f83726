"""Refusing a value: what a check raises, and the reader turns into a problem at the value's place."""

from typing import Final, NoReturn

from pydantic_core import PydanticCustomError

from generator.model.unfit import Unfit

_REFUSED: Final = "refused"
"""The type of error by which the reader knows a refusal."""


def refuse(code: str, message: str, help_text: str, part: str = "") -> NoReturn:
    """Refuse a value: raise what the reader turns into a problem at the value's place, or at that of a part of it."""
    # The texts travel in the context so that braces in them are never taken for placeholders.
    told = {"code": code, "message": message, "help": help_text, "part": part}
    raise PydanticCustomError(_REFUSED, _REFUSED, told)


def refuse_unfit(unfit: Unfit | None) -> None:
    """Refuse a text for a sign in it that may not stand there, where there is one."""
    if unfit:
        refuse(unfit.code, unfit.message, unfit.help, unfit.sign)
