"""Second reading: which positions somebody has read beside their source, and whether that was a second person."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from generator.link import Library, LinkedArticle, LinkedPosition
from generator.model import Reading
from generator.problems import Problem, Span
from generator.proof.fingerprints import fingerprint, shared_names
from generator.proof.hands import all_hands
from generator.read import Git
from generator.read.blame import Authors, Blame, read_blame

ReadWord = Literal["unread", "own", "unproven", "second"]

Key = tuple[str, str]
"""What names a position here: the id of its article, and its mark."""

_BEST_FIRST: tuple[ReadWord, ...] = ("second", "unproven", "own")


@dataclass(frozen=True, slots=True)
class ReadState:
    """Whether a position was read, and by whom, as the readings give their names.

    `unread`: no reading fits. `own`: only those who wrote it read it. `unproven`:
    a reading fits, and Git cannot say whose it is. `second`: Git shows that
    somebody else read it than those who wrote it.
    """

    word: ReadWord
    by: tuple[str, ...] = ()


UNREAD = ReadState("unread")


@dataclass(frozen=True, slots=True)
class ReadingProof:
    """The states of all positions that a reading fits, and how many readings fit none any more."""

    states: Mapping[Key, ReadState] = field(default_factory=dict)
    outdated: int = 0


def key_of(position: LinkedPosition) -> Key:
    """Give what names a position here."""
    return position.article, position.mark


def positions_of(library: Library) -> Iterator[LinkedPosition]:
    """Give all positions, article after article, in the order of their words."""
    for article in library.articles.values():
        yield from article.positions


Prints = Callable[[LinkedArticle, Collection[str], Callable[[], list[str]]], list[str]]
"""Gives the fingerprints of an article's positions, which depend on the names that several share, or lets make them."""


def _made_anew(_article: LinkedArticle, _shared: Collection[str], make: Callable[[], list[str]]) -> list[str]:
    return make()


def judge_readings(
    readings: Sequence[Reading],
    library: Library,
    git: Git | None,
    private: frozenset[str],
    prints: Prints = _made_anew,
) -> ReadingProof:
    """Find the positions that the readings fit, and let Git say who wrote what. Without readings Git is not asked.

    `prints` may remember fingerprints.
    """
    if not readings:
        return ReadingProof()
    by_fingerprint: dict[str, list[Reading]] = {}
    for reading in readings:
        by_fingerprint.setdefault(reading.fingerprint, []).append(reading)
    shared = shared_names(library)
    read: list[tuple[LinkedPosition, str]] = []
    for article in library.articles.values():
        make = partial(_fingerprints, article, library, private, shared)
        read += zip(article.positions, prints(article, shared, make), strict=True)
    fitting = [(position, by_fingerprint[print_]) for position, print_ in read if print_ in by_fingerprint]
    fits = {print_ for _, print_ in read}
    states = _judge_by(git, fitting, library, private) if git and fitting else map(_unproven, fitting)
    return ReadingProof(
        {key_of(position): state for (position, _), state in zip(fitting, states, strict=True)},
        sum(len(listed) for print_, listed in by_fingerprint.items() if print_ not in fits),
    )


def _unproven(fitting: tuple[LinkedPosition, list[Reading]]) -> ReadState:
    """Judge the readings of a position where nobody can say who wrote what."""
    return ReadState("unproven", tuple(dict.fromkeys(reading.by for reading in fitting[1])))


def _judge_by(git: Git, fitting: "_Fitting", library: Library, private: frozenset[str]) -> list[ReadState]:
    """Let Git say who wrote the positions, and judge their readings."""
    hands = _hands(git, fitting, library)
    authors = [_written(position, library, hands.positions) for position, _ in fitting]
    chosen = _seemingly_second(fitting, authors, hands)
    positions = [fitting[number][0] for number in chosen]
    found = all_hands(git, positions, library, private, hands.positions) if positions else []
    for number, others in zip(chosen, found, strict=True):
        authors[number] = _both(authors[number], others)
    return [_state(who, listed, hands) for (_, listed), who in zip(fitting, authors, strict=True)]


def _fingerprints(
    article: LinkedArticle, library: Library, private: Collection[str], shared: Collection[str]
) -> list[str]:
    return [fingerprint(position, library, private, shared) for position in article.positions]


def authors_of(position: LinkedPosition, library: Library, blame: Blame) -> frozenset[str] | None:
    """Give the addresses of all whom blame names for a position's lines. None where Git cannot say."""
    authors = _written(position, library, blame)
    return None if authors is None else authors.mails


def _written(position: LinkedPosition, library: Library, blame: Blame) -> Authors | None:
    """Give all who wrote a position: its own lines, and its claim's words. None where Git cannot say."""
    own = position.record
    claim = library.claims[position.claim].record
    about = blame.who(claim.span().file, [*claim.lines("claim"), *claim.lines("type")])
    authors = blame.who(own.span().file, own.lines())
    return _both(about, authors)


def _both(some: Authors | None, others: Authors | None) -> Authors | None:
    return None if some is None or others is None else some.with_others(others)


def files_of(position: LinkedPosition, library: Library) -> set[str]:
    """Give the files in which a position is written."""
    return {position.record.span().file, library.claims[position.claim].record.span().file}


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who wrote the positions, wherever their lines stood before, and who the readings."""

    positions: Blame = field(default_factory=Blame)
    readings: Blame = field(default_factory=Blame)


_Fitting = Sequence[tuple[LinkedPosition, list[Reading]]]
"""Positions, each with the readings that fit it."""


def _hands(git: Git, fitting: _Fitting, library: Library) -> _Hands:
    written = sorted({file for position, _ in fitting for file in files_of(position, library)})
    # One reading looks much like another: Git would take the second for a copy of the first.
    read = sorted({reading.span().file for _, readings in fitting for reading in readings})
    return _Hands(read_blame(git, written, moved=True), read_blame(git, read))


def _seemingly_second(fitting: _Fitting, authors: Sequence[Authors | None], hands: _Hands) -> list[int]:
    """Give which positions a second person has read if nobody wrote them but those whom blame names."""
    words = (_state(who, listed, hands).word for (_, listed), who in zip(fitting, authors, strict=True))
    return [number for number, word in enumerate(words) if word == "second"]


def _state(authors: Authors | None, readings: Iterable[Reading], hands: _Hands) -> ReadState:
    names: dict[ReadWord, list[str]] = {}
    for reading in readings:
        readers = hands.readings.who(reading.span().file, reading.lines())
        names.setdefault(_judge(authors, readers), []).append(reading.by)
    word = next(word for word in _BEST_FIRST if word in names)
    return ReadState(word, tuple(dict.fromkeys(names[word])))


def _judge(authors: Authors | None, readers: Authors | None) -> ReadWord:
    """Weigh one reading. Who has an author's name and another address may be the same person, or not."""
    if authors is None or readers is None:
        return "unproven"
    if authors.mails & readers.mails:
        return "own"
    return "unproven" if authors.names & readers.names or readers.has_bot else "second"


def demand_readings(library: Library, states: Mapping[Key, ReadState], git: Git | None) -> list[Problem]:
    """Report every position that no second person has read, as `reviews: required` asks."""
    problems: list[Problem] = []
    for position in positions_of(library):
        state = states.get(key_of(position), UNREAD)
        if state.word in {"unread", "own"}:
            problems.append(_tell_unread(position.record.span(), state))
        elif state.word == "unproven" and git:
            problems.append(_tell_uncommitted(position.record.span()))
    if not git and any(state.word == "unproven" for state in states.values()):
        problems.append(_NO_HISTORY)
    return problems


def _tell_unread(span: Span, state: ReadState) -> Problem:
    but = ", only somebody who wrote it" if state.word == "own" else ""
    return Problem(
        "position-unread",
        span,
        f"no second person has read this position{but}",
        'ask somebody who did not write it to run "sayso review", '
        "or to paste its lines from the pull request's summary into content/reviews.yml",
    )


def _tell_uncommitted(span: Span) -> Problem:
    return Problem(
        "reading-unproven",
        span,
        "a reading of this position is recorded, but Git cannot say that a second person made it",
        "commit the lines of the position, and let whoever read it commit those of the reading, "
        "under a name that no author of the position has",
    )


_NO_HISTORY = Problem(
    "reading-unproven",
    Span("mkdocs.yml"),
    "readings are recorded, but who made them cannot be checked: there is no Git history here, or only the end of it",
    "fetch the whole history: in a workflow, give actions/checkout the line `fetch-depth: 0`",
)
