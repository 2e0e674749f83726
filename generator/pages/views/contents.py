"""What stands on an article's page, as a short list of links."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.pages.words import Words


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A part of the page. The main ones stand at the foot of a phone, where there is room for four."""

    label: str
    anchor: str
    is_main: bool


def list_contents(words: Words, parts: Iterable[tuple[str, str, int | None]]) -> tuple[ContentsEntry, ...]:
    """List the parts of a page that are there: each its name, its anchor and how many things it holds.

    A part with nothing in it is left out; None stands for one that is not counted.
    """
    return tuple(
        ContentsEntry(_label(words, name, count), anchor, name in MAIN) for name, anchor, count in parts if count != 0
    )


MAIN = ("disputed", "report", "people", "places")


def _label(words: Words, name: str, count: int | None) -> str:
    label = words(f"contents.{name}")
    return label if count is None else words("contents.counted", label=label, count=count)
