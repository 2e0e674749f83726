"""The story of long lists: which there are in a Library, and how each is divided into pages."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import nlargest, nsmallest
from itertools import islice

from generator.link import Library
from generator.pages.addresses import CORRECTIONS, FOLDERS, ON_ONE_PAGE, part_address, shard_file
from generator.pages.division import NOWHERE, Entry, Part, by_date, by_name, divide, flatten, length
from generator.pages.lists import AT_HOME, First, Leaf, Lists
from generator.pages.shares import Calendar, divide_records, share, sum_up

ARTICLES, CLAIMS, ACTORS, UNITS, PLACES = FOLDERS.values()
GLOSSARY, TIMELINE = ON_ONE_PAGE.values()

MOST = {
    ARTICLES: 150,
    CLAIMS: 300,
    ACTORS: 200,
    UNITS: 200,
    PLACES: 200,
    GLOSSARY: 200,
    TIMELINE: 200,
    CORRECTIONS: 200,
}
"""How many entries of a list stand on one page: fewer of what takes more room, so that a page has about 150 kB."""

MOST_FIRST = 12
"""How many claims or articles the first screen of a divided list shows, and the home page."""

MOST_NAMES = 24
"""How many names a first screen shows."""

_MOST_IDS = 500
"""How many ids one file tells where they stand."""


def divide_lists(library: Library) -> Lists:
    """Divide every list of a site that is too long for one page."""
    lists, calendar = Lists(), Calendar(library)
    for root, entries in _all_lists(library, calendar):
        lists.counts[root] = len(entries)
        if len(entries) > MOST[root]:
            _add(lists, root, divide(entries, MOST[root]))
            lists.ids[root] = ()
            lists.first[root] = _first(root, entries, library, calendar)
        else:
            lists.ids[root] = tuple(dict.fromkeys(entry.id for entry in entries))
    lists.first[AT_HOME] = _first_at_home(library, calendar, is_long=CLAIMS in lists.parts)
    for root in (GLOSSARY, TIMELINE):
        if root in lists.parts:
            _tell_where(lists, library, root)
    for root, kept, total, parts in divide_records(library, calendar):
        lists.shares[root], lists.totals[root] = kept, total
        _add(lists, root, parts)
    _count_disputed(lists, calendar)
    return lists


def _all_lists(library: Library, calendar: Calendar) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Give the entries of each list, in the order in which a page shows them."""
    yield ARTICLES, [Entry(calendar.days[article], article) for article in reversed(library.articles)]
    days = calendar.days
    yield CLAIMS, [Entry(days.get(article, NOWHERE), claim) for claim, article in calendar.told.items()]
    for root, table in (
        (ACTORS, library.actors),
        (UNITS, library.units),
        (PLACES, library.places),
        (GLOSSARY, library.terms),
    ):
        labels: list[tuple[str, str]] = [(record.label, some_id) for some_id, record in table.items()]
        named = sorted((label.casefold(), some_id, label) for label, some_id in labels)
        yield root, [Entry(by_name(label), some_id) for _, some_id, label in named]
    yield TIMELINE, list(dict.fromkeys(_timeline(library)))
    yield CORRECTIONS, list(dict.fromkeys(_corrections(library)))


def _timeline(library: Library) -> Iterator[Entry]:
    """Give events, and claims on each day on which something was said of them."""
    for event, linked in library.events.items():
        yield Entry(by_date(linked.record.when), event)
    for claim, held in library.claims.items():
        for position in held.positions:
            said = position.record.said
            if said is not None:
                yield Entry(by_date(said), claim)


def _corrections(library: Library) -> Iterator[Entry]:
    for article, linked in library.articles.items():
        for correction in linked.record.corrections:
            yield Entry(by_date(correction.on), article)
    for claim, held in library.claims.items():
        for correction in held.record.corrections:
            yield Entry(by_date(correction.on), claim)


def _add(lists: Lists, root: str, parts: Iterable[Part]) -> None:
    """Give the parts of a list their pages."""
    waiting: list[tuple[str, list[Part]]] = [(root, list(parts))]
    while waiting:
        above, beside = waiting.pop()
        around = [None, *(part_address(root, part.slug) for part in beside), None]
        lists.parts[above] = tuple(address for address in around if address)
        for at, part in enumerate(beside, 1):
            address = str(around[at])
            lists.leaves[address] = Leaf(root, part.steps, part.tail, above, around[at - 1], around[at + 1])
            if root in MOST:
                lists.counts[address] = length(part)
                lists.ids[address] = tuple(entry.id for entry in part.entries)
            else:
                lists.shares[address] = share(part.entries)
                lists.totals[address] = sum_up(entry for held in flatten([part]) for entry in held.entries)
            if part.parts:
                waiting.append((address, part.parts))


def _first(root: str, entries: Iterable[Entry], library: Library, calendar: Calendar) -> First:
    """Choose what the first screen of a divided list shows."""
    ranks: dict[str, Callable[[str], int]] = {
        ACTORS: lambda actor: len(library.positions_of.get(actor, ())),
        UNITS: lambda unit: len(library.positions_of.get(unit, ())) + len(library.mentions_of.get(unit, ())),
        PLACES: lambda place: len(library.claims_about.get(place, ())),
        GLOSSARY: lambda term: len(library.mentions_of.get(term, ())),
    }
    tables: dict[str, Collection[str]] = {
        ACTORS: library.actors,
        UNITS: library.units,
        PLACES: library.places,
        GLOSSARY: library.terms,
    }
    if root in ranks:
        found = nsmallest(MOST_NAMES, tables[root], key=lambda some_id: (-ranks[root](some_id), some_id))
        return First(tuple(found))
    if root == CLAIMS:
        newest = nsmallest(MOST_FIRST, library.claims, key=lambda claim: (calendar.age(claim), claim))
        return First(tuple(newest), _newest_disputed(calendar))
    if root == ARTICLES:
        return First(_newest_articles(library))
    latest = nlargest(MOST_FIRST, entries)  # as tuples: by their dates, and then by their ids
    return First(tuple(dict.fromkeys(entry.id for entry in latest)))


def _newest_articles(library: Library) -> tuple[str, ...]:
    return tuple(islice(reversed(library.articles), MOST_FIRST))


def _newest_disputed(calendar: Calendar) -> tuple[str, ...]:
    return tuple(nsmallest(MOST_FIRST, calendar.disputed, key=lambda claim: (calendar.age(claim), claim)))


def _first_at_home(library: Library, calendar: Calendar, *, is_long: bool) -> First:
    """Choose what the home page shows; where all claims stand on one page, the disputed come in the order of that."""
    if is_long:
        return First(_newest_articles(library), _newest_disputed(calendar))
    disputed = (claim for claim in library.claims if claim in calendar.disputed)
    return First(_newest_articles(library), tuple(islice(disputed, MOST_FIRST)))


def _count_disputed(lists: Lists, calendar: Calendar) -> None:
    """Count the disputed claims on the pages of the list of claims, those of their own parts included."""
    for address in reversed(lists.leaves):
        leaf = lists.leaves[address]
        if leaf.root == CLAIMS:
            here = sum(claim in calendar.disputed for claim in lists.ids[address])
            lists.disputed[address] = lists.disputed.get(address, 0) + here
            lists.disputed[leaf.above] = lists.disputed.get(leaf.above, 0) + lists.disputed[address]


def _tell_where(lists: Lists, library: Library, root: str) -> None:
    """Tell of each word or event on which page it stands, for links; in files by their ids, for a script."""
    table = library.terms if root == GLOSSARY else library.events
    for address, leaf in lists.leaves.items():
        if leaf.root == root:
            lists.where.update((some_id, address) for some_id in lists.ids[address] if some_id in table)
    old = [some_id for some_id, new in library.was.items() if new in table]
    parts = divide([Entry(tuple(some_id), some_id) for some_id in (*table, *old)], _MOST_IDS)
    told = {"".join(part.steps): part.entries for part in flatten(parts) if part.entries}
    lists.beginnings[root] = tuple(told)
    for beginning, entries in told.items():
        lists.files[shard_file(root, beginning)] = tuple(entry.id for entry in entries)
