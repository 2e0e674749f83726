"""Notes that builds leave for the next one: read only where they are whole and of this version.

A note that was cut short, or holds anything else, is as if it were not there.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from generator.cache import checksum

_VERSION = "sayso-workshop-1"
"""Changes with what the notes hold; notes of other versions are not read."""

Told = TypeVar("Told")


def write(file: Path, told: object) -> None:
    """Write a note beside its place and rename it, so that there is never half of one."""
    body = json.dumps(told, separators=(",", ":")).encode()
    beside = file.with_name(f"{file.name}.beside")
    beside.write_bytes(_head(body) + b"\n" + body)
    beside.replace(file)


def read(file: Path, understand: Callable[[Any], Told]) -> Told | None:
    """Read a note; None where there is none that can be believed."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        head, _, body = file.read_bytes().partition(b"\n")
        return understand(json.loads(body)) if head == _head(body) else None
    return None


def _head(body: bytes) -> bytes:
    return f"{_VERSION} {checksum(body)}".encode()
