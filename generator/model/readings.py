"""Readings: that a person has read a position beside its source, and found that the text bears it out."""

import re
from typing import Annotated

from pydantic import AfterValidator

from generator.model.forms import FINGERPRINT, says
from generator.model.records import Record
from generator.model.refusing import refuse
from generator.model.values import Day, Line

_FINGERPRINT = re.compile(r"[0-9]+:[0-9a-f]{32}", re.ASCII)
"""Of any version: a reading of another one fits nothing any more, and does no harm."""


def _check_fingerprint(value: str) -> str:
    if not _FINGERPRINT.fullmatch(value):
        refuse(
            "bad-fingerprint",
            f'"{value}" is not the fingerprint of a position',
            'let "sayso review" write it, or copy the whole of it: a number, a colon, and 32 digits and letters a to f',
        )
    return value


Fingerprint = Annotated[Line, AfterValidator(_check_fingerprint), FINGERPRINT]


class Reading(Record):
    """That somebody has read a position beside its source, as it stood on a day."""

    fingerprint: Annotated[
        Fingerprint,
        says(
            "The fingerprint of the position as it was read; `sayso review` writes it.",
            '"1:0123456789abcdef0123456789abcdef"',
        ),
    ]
    by: Annotated[Line, says("Who read it.", "Ann Example")]
    on: Annotated[Day, says("The day on which it was read.", "2025-04-09")]
