"""Doubts: reasons to look at a position again, each a warning that only a reason in `because` silences."""

from collections.abc import Callable, Iterator

from generator.link import LinkedArticle, LinkedPosition
from generator.problems import Problem, Severity
from generator.proof.doubts.cut import doubt_cut
from generator.proof.doubts.date import doubt_date
from generator.proof.doubts.gap import doubt_gap
from generator.proof.doubts.look import Doubt, Look
from generator.proof.doubts.speaker import doubt_speaker
from generator.proof.doubts.verb import doubt_verb
from generator.proof.readers import Reader
from generator.text import Found, Range, count_words

__all__ = ["CODES", "Doubted", "find_doubts", "is_answered"]

CODES = (
    "speaker-not-named",
    "other-speaker",
    "cut-changes-sense",
    "verb-not-in-text",
    "other-stance",
    "date-too-exact",
    "gap-changes-speaker",
)
"""The codes of all doubts."""

_OF_THE_VERB = frozenset({"verb-not-in-text", "other-stance"})

_LEAST_WORDS, _LEAST_LETTERS = 3, 6
"""Words and letters that a reason has at least."""

_CHECKS: tuple[Callable[[Look], Iterator[Doubt]], ...] = (doubt_speaker, doubt_verb, doubt_cut, doubt_date, doubt_gap)


Doubted = tuple[Problem, Range]
"""A doubt as a problem, and where in the file the words stand that are shown with it."""


def find_doubts(article: LinkedArticle, reader: Reader, label: Callable[[str], str]) -> Iterator[Doubted]:
    """Look at every position in an article whose words were found; `label` gives the name of whoever is told of."""
    for position in article.positions:
        if isinstance(position.quote, Found) and not is_answered(position):
            quoted = reader.passages.quoted(position.quote)
            look = Look(position, article.record, reader.passages, reader.speakers, quoted, label)
            yield from (_problem(doubt, look, article) for doubt in _doubts(look))


def is_answered(position: LinkedPosition) -> bool:
    """Tell whether a reason is given that is more than a word."""
    reason = position.record.because
    if not reason:
        return False
    return count_words(reason) >= _LEAST_WORDS and sum(map(str.isalpha, reason)) >= _LEAST_LETTERS


def _doubts(look: Look) -> Iterator[Doubt]:
    """Give the doubts about one position; where another seems to speak, the verb is theirs as well."""
    told: set[str] = set()
    for check in _CHECKS:
        for doubt in check(look):
            if not (doubt.code in _OF_THE_VERB and "other-speaker" in told):
                told.add(doubt.code)
                yield doubt


def _problem(doubt: Doubt, look: Look, article: LinkedArticle) -> Doubted:
    passage, sentence = doubt.at
    withheld = article.record.show_text != "full"
    problem = Problem(
        doubt.code,
        look.position.record.span(doubt.key),
        # Not even a word of a withheld text stands in a message, which anybody may read.
        doubt.discreet if withheld and doubt.discreet else doubt.message,
        doubt.help,
        Severity.WARNING,
        withheld=withheld,
    )
    return problem, passage.in_file(*sentence)
