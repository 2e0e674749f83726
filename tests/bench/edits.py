"""Edits as editors make them, each with the pages on which it must then be seen."""

from collections.abc import Callable
from pathlib import Path

from archive.names import name
from archive.subjects import SECTIONS

NEW_WORDS = "once more after the flood"
NEW_SENTENCE = "Two ducks sat on the wall."
NEW_NAME = "Greater"

Shown = tuple[str, list[str]]
"""The words that are new, and the pages that must show them."""


def edit_claim(content: Path, articles: int) -> Shown:
    """Change the words of one claim."""
    number, index = articles // 2, SECTIONS // 2
    article, claim = f"articles/article-{number}", f"claim-{number}-{index}"
    path = content / article / "claims.yml"
    before, mark, behind = path.read_text("utf-8").partition(f"  - id: {claim}\n    claim: ")
    path.write_text(before + mark + behind.replace(".\n", f" {NEW_WORDS}.\n", 1), "utf-8")
    return NEW_WORDS, [article, f"claims/{claim}"]


def edit_text(content: Path, articles: int) -> Shown:
    """Add a sentence to a paragraph of one text."""
    article = f"articles/article-{articles // 2}"
    path = content / article / "text.md"
    paragraphs = path.read_text("utf-8").split("\n\n")
    paragraphs[2] += f" {NEW_SENTENCE}"
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return NEW_SENTENCE, [article]


def edit_name(content: Path, articles: int) -> Shown:
    """Give the actor whom most texts name another name; the old one stays, for the texts have it."""
    old = name("actor", 0)
    path = content / "actors" / f"{old[0].lower()}.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"name: {old}\n", f"name: {NEW_NAME} {old}\n    aliases: [{old}]\n", 1), "utf-8")
    return f"{NEW_NAME} {old}", ["actors/actor-0", "actors"]


EDITS: dict[str, Callable[[Path, int], Shown]] = {"claim": edit_claim, "text": edit_text, "name": edit_name}
