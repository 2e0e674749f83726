"""Notes that builds leave for the next one: read only where they are whole and of this version.

A note that was cut short, or holds anything else, is as if it were not there.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from generator.cache import OTHER_FORM, checksum, read_own, write_beside

_VERSION = "sayso-workshop-1"
"""Changes with what the notes hold; notes of other versions are not read."""

Told = TypeVar("Told")


def write(file: Path, told: object) -> None:
    """Write a note beside its place and rename it, so that there is never half of one."""
    body = json.dumps(told, separators=(",", ":")).encode()
    write_beside(file, [_head(body), b"\n", body], file.parent)


def read(file: Path, understand: Callable[[Any], Told]) -> Told | None:
    """Read a note; None where there is none that can be believed, or somebody else's."""
    with suppress(OSError, RecursionError, *OTHER_FORM):
        head, _, body = read_own(file).partition(b"\n")
        return understand(json.loads(body)) if head == _head(body) else None
    return None


def _head(body: bytes) -> bytes:
    return f"{_VERSION} {checksum(body)}".encode()
