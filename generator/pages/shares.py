"""The lists of single records: all that is said of and by somebody, by years where it is too long for a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.link import Library
from generator.pages.addresses import FOLDERS, ON_ONE_PAGE
from generator.pages.division import NOWHERE, Entry, Part, Steps, by_date, divide
from generator.pages.lists import Share, Total

LEDGER, ABOUT, EVENTS, MENTIONED = "ledger", "about", "events", "mentioned"

_LINES = {LEDGER: 3, ABOUT: 1, EVENTS: 1, MENTIONED: 2}
"""What a page tells of a record, and how many lines an entry takes there."""

MOST = 400
"""How many such lines all that is told of a record may take on its own page."""

MOST_OF_TERM = 160
"""The same for a word, which stands among others."""

KEPT = {LEDGER: 30, ABOUT: 40, EVENTS: 40, MENTIONED: 20}
"""How many entries stay on the page of a record when all stand on pages by years: the newest, the disputed first."""

KEPT_OF_TERM = {LEDGER: 0, ABOUT: 6, EVENTS: 0, MENTIONED: 12}

_DIVIDED = frozenset({"actor", "unit", "place", "term"})
"""The kinds of records of which more and more is told; a claim's voices stay together, and its events are few."""


class Calendar:
    """Knows when what was told: articles and events in their order, claims by the latest article that tells them."""

    def __init__(self, library: Library) -> None:
        self.days = {name: by_date(article.record.published) for name, article in library.articles.items()}
        self.rank = {name: at for at, name in enumerate([*library.articles, *library.events])}
        self.told = {claim: self.latest(linked.articles) for claim, linked in library.claims.items()}
        self.disputed = frozenset(c for c, linked in library.claims.items() if linked.status.word == "disputed")

    def latest(self, articles: Sequence[str]) -> str:
        """Give the latest of some articles; nothing where there is none."""
        return articles[0] if len(articles) == 1 else max(articles, key=self.rank.__getitem__, default="")

    def day(self, article: str) -> Steps:
        """Give the way to what an article tells; what none tells has no date."""
        return self.days.get(article, NOWHERE)

    def age(self, claim: str) -> int:
        """Order claims, those told last first."""
        return -self.rank.get(self.told[claim], -1)

    def disputed_first(self, claim: str) -> tuple[bool, int, str]:
        """Order claims, the disputed first, and of them those told last."""
        return claim not in self.disputed, self.age(claim), claim


def divide_records(library: Library, calendar: Calendar) -> Iterator[tuple[str, Share, Total, list[Part]]]:
    """Divide what is told of records where it is long: their addresses, what stays there, the sum, and the parts."""
    for record, root, most in _long(library):
        entries = list(_entries(library, calendar, record))
        if sum(entry.weight for entry in entries) > most:
            kept = KEPT_OF_TERM if record in library.terms else KEPT
            yield root, _kept(share(entries), kept, calendar), sum_up(entries), divide(entries, MOST)


def _long(library: Library) -> Iterator[tuple[str, str, int]]:
    """Find records of which much may be told, without looking at it."""
    lines: dict[str, int] = {}
    tables: tuple[tuple[Mapping[str, tuple[object, ...]], str], ...] = (
        (library.positions_of, LEDGER),
        (library.claims_about, ABOUT),
        (library.events_of, EVENTS),
        (library.mentions_of, MENTIONED),
    )
    for table, told in tables:
        for record, held in table.items():
            lines[record] = lines.get(record, 0) + len(held) * _LINES[told]
    for record in sorted(record for record, count in lines.items() if count > min(MOST, MOST_OF_TERM)):
        kind, most = library.kinds.get(record), MOST_OF_TERM if record in library.terms else MOST
        if kind is not None and kind in _DIVIDED and lines[record] > most:
            yield record, f"{FOLDERS.get(kind) or ON_ONE_PAGE[kind]}{record}/", most


def _entries(library: Library, calendar: Calendar, record: str) -> Iterator[Entry]:
    """Give all that is told of a record, each with its date."""
    spoken: dict[str, list[str]] = {}
    for position in library.positions_of.get(record, ()):
        spoken.setdefault(position.claim, []).append(position.article)
    for claim, articles in spoken.items():
        yield _entry(LEDGER, claim, calendar.day(calendar.latest(articles)))
    for claim in library.claims_about.get(record, ()):
        yield _entry(ABOUT, claim, calendar.day(calendar.told[claim]))
    if record not in library.terms:
        for event in library.events_of.get(record, ()):
            yield _entry(EVENTS, event, by_date(library.events[event].record.when))
    for article in dict.fromkeys(mention.article for mention in library.mentions_of.get(record, ())):
        yield _entry(MENTIONED, article, calendar.day(article))


def _entry(kind: str, some_id: str, steps: Steps) -> Entry:
    return Entry(steps, some_id, _LINES[kind], kind)


def share(entries: Iterable[Entry]) -> Share:
    """Sort what stands on a page of a record by its kinds."""
    held: dict[str, list[str]] = {LEDGER: [], ABOUT: [], EVENTS: [], MENTIONED: []}
    for entry in entries:
        held[entry.kind].append(entry.id)
    return Share(*(tuple(held[kind]) for kind in (LEDGER, ABOUT, EVENTS, MENTIONED)))


def sum_up(entries: Iterable[Entry]) -> Total:
    """Count what is told of a record."""
    held = share(entries)
    claims = len({*held.ledger, *held.about})
    return Total(len(held.ledger), len(held.about), len(held.events), len(held.mentioned), claims)


def _kept(held: Share, kept: Mapping[str, int], calendar: Calendar) -> Share:
    """Leave on a record's own page what is disputed and what is newest."""
    return Share(
        tuple(sorted(held.ledger, key=calendar.disputed_first)[: kept[LEDGER]]),
        tuple(sorted(held.about, key=calendar.disputed_first)[: kept[ABOUT]]),
        tuple(sorted(held.events, key=calendar.rank.__getitem__)[-kept[EVENTS] :] if kept[EVENTS] else ()),
        tuple(sorted(held.mentioned, key=calendar.rank.__getitem__, reverse=True)[: kept[MENTIONED]]),
    )
