"""The Proof: what is known about the content beyond the content, for pages to tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind the positions of a Library."""
