"""Readers: an article's text made ready to be read closely, once for all that want to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from generator.link import Library, LinkedArticle
from generator.proof.lexicon import lexicon
from generator.proof.passages import Passages
from generator.proof.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Reader:
    """The passages of a text, and who speaks in them."""

    passages: Passages
    speakers: Speakers


ReaderOf = Callable[[LinkedArticle], Reader | None]
"""Makes a reader of an article; None where no text is at hand, or its language has no list of cues."""


def readers(library: Library) -> ReaderOf:
    """Give a maker of readers; None where no text is at hand, or its language has no list of cues.

    None is kept: all that a text's readers find in it together is larger than the archive.
    """
    return partial(_open, library)


def _open(library: Library, article: LinkedArticle) -> Reader | None:
    known = lexicon(article.record.language) if article.folded else None
    if article.folded is None or known is None:
        return None
    passages = Passages(article, article.folded, known)
    return Reader(passages, Speakers(passages, lambda some_id: library.kinds.get(some_id) in {"actor", "unit"}))
