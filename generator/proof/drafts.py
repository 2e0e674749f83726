"""Drafts: positions written out for what no position covers yet, to be judged and completed by an editor."""

import json
from collections.abc import Iterator

from generator.link import Library, LinkedArticle
from generator.problems import in_public
from generator.proof.coverage import Uncovered, find_uncovered
from generator.proof.readers import readers
from generator.text import Ambiguous, FoldedSource, Found, find_quote

WHO = "who-says-this"
"""Stands for an actor that could not be told; no record has this id, so it cannot be published unseen."""

WHICH = "which-claim"
"""Stands for the claim, which only an editor can word."""

UNTOLD = "which-stance  # its verbs do not settle it"
"""Stands for the stance, where a sentence holds the verbs of several, or one that is negated."""

HEAD = f"# A draft. Replace {WHICH} and {WHO}; nothing here is published by itself."

_NEAR = (20, 60, 200)
"""Characters before a sentence that may single it out, the fewest that do are taken."""


def draft_of(library: Library, article: str) -> str:
    """Write the positions of everything in an article that no position quotes; empty where there is nothing."""
    linked = library.articles[article]
    reader = readers(library)(linked)
    if reader is None or linked.folded is None:
        return ""
    found = list(find_uncovered(library, linked, reader))
    if found and in_public() and linked.record.show_text != "full":
        return "".join(f"# {_place(linked.folded, entry)}\n" for entry in found)
    lines = (line for entry in found for line in _position(linked, linked.folded, entry))
    return f"{HEAD}\npositions:\n" + "".join(f"{line}\n" for line in lines) if found else ""


def _position(article: LinkedArticle, folded: FoldedSource, entry: Uncovered) -> Iterator[str]:
    """Write one position; its quote is the source's own, in double quotation marks as YAML reads them."""
    yield f"  # {_place(folded, entry)}"
    if entry.maybe:
        yield f"  # it may be {' or '.join(entry.maybe)}"
    yield f"  - claim: {WHICH}"
    yield f"    actor: {entry.actors[0] if entry.actors else WHO}"
    yield f"    article: {article.record.id}"
    # A word of speech seldom settles what somebody does with a claim.
    yield f"    stance: {f'{entry.stance}  # see whether this is right' if entry.stance else UNTOLD}"
    yield f"    verb: {_quoted(entry.verb)}"
    yield f"    quote: {_quoted(entry.words)}"
    prefix = prefix_of(folded, entry)
    if prefix:
        yield f"    prefix: {_quoted(prefix)}"


def _place(folded: FoldedSource, entry: Uncovered) -> str:
    line, _ = folded.source.line_and_column(entry.at[0])
    return f"{folded.source.file}, line {line}"


def _quoted(words: str) -> str:
    """Write words as a YAML scalar in double quotation marks; JSON's escapes are YAML's too."""
    return (
        json.dumps(words, ensure_ascii=False).replace("\x85", "\\N").replace("\u2028", "\\L").replace("\u2029", "\\P")
    )


def _words_before(folded: FoldedSource, at: int, near: int) -> str:
    """Give the words of the same paragraph before a place; where the first may be cut, it is left out."""
    start = max(0, at - near)
    passages = folded.source.passages(start, at)
    words = passages[-1] if passages else ""
    is_cut = len(passages) == 1 and not folded.source.text[start - 1 : start].isspace() and start > 0
    return (words.partition(" ")[2] or words) if is_cut else words


def prefix_of(folded: FoldedSource, entry: Uncovered) -> str | None:
    """Give the fewest words before a sentence that single it out, where it stands more than once."""
    if not isinstance(find_quote(folded, entry.words), Ambiguous):
        return None
    for near in _NEAR:
        words = _words_before(folded, entry.at[0], near)
        if isinstance(find_quote(folded, entry.words, words), Found):
            return words
    return None
