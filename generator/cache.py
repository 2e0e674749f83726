"""What is costly to make and depends on nothing but its ingredients is kept from one build to the next.

A thing is kept under the checksum of everything it was made from, so it is
never stale, and a cache that is lost, full or read-only costs time and nothing else.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

FOLDER = ".sayso-cache"
"""The folder in a project that holds what is kept; Git ignores it by a file inside."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of things that were made; without a folder everything is made each time."""

    folder: Path | None = None

    def get(self, kind: str, ingredients: str | bytes, make: Callable[[], bytes]) -> bytes:
        """Give what was made of these ingredients, now or before.

        `kind` is a short word, the folder of its own; the maker's version belongs to the ingredients.
        """
        if self.folder is None:
            return make()
        data = ingredients.encode() if isinstance(ingredients, str) else ingredients
        file = self.folder / kind / sha256(data).hexdigest()
        with suppress(OSError):
            return file.read_bytes()
        made = make()
        with suppress(OSError):
            self._keep(file, made)
        return made

    def _keep(self, file: Path, made: bytes) -> None:
        """Write beside the place and rename, so that another build never reads half a thing."""
        assert self.folder is not None  # nothing is kept without one
        file.parent.mkdir(parents=True, exist_ok=True)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        with NamedTemporaryFile(dir=file.parent, delete=False) as beside:
            beside.write(made)
        os.replace(beside.name, file)  # noqa: PTH105 - one step, on every system


NO_CACHE = Cache()
"""For whoever makes everything each time."""
