"""What the search finds: an entry for each record, of public words alone.

Names come first: under them a record is looked for, in all their forms. A claim
is never found without its quotation marks and its status.
"""

from collections.abc import Iterable, Iterator

from generator.link import REPORT
from generator.model import Actor, Entity, Place, Unit
from generator.pages.addresses import ON_ONE_PAGE, url_of
from generator.pages.desk import Desk
from generator.pages.page import Entry
from generator.pages.sentences import name_of
from generator.pages.times import tell_time
from generator.pages.views.people import what_is


def find_record(desk: Desk, record_id: str) -> tuple[Entry, ...]:
    """Find what a record's own page is about; nothing where the site is not searched."""
    library = desk.library
    if not desk.house.site.search:
        return ()
    if record_id in library.articles:
        return (_article(desk, record_id),)
    if record_id in library.claims:
        return (_claim(desk, record_id),)
    if record_id in library.places:
        return (_place(desk, library.places[record_id]),)
    return (_speaker(desk, library.actors.get(record_id) or library.units[record_id]),)


def find_terms(desk: Desk, ids: Iterable[str]) -> tuple[Entry, ...]:
    """Find words of the glossary where they are explained; likewise."""
    terms = [desk.library.terms[term] for term in ids] if desk.house.site.search else []
    return tuple(_entity(desk, record, "", about=desk.plain(record.definition)) for record in terms)


def _article(desk: Desk, article_id: str) -> Entry:
    """Find an article by its title, by what editors wrote about it and by its text; by no withheld word of that."""
    article = desk.library.articles[article_id]
    record, publisher = article.record, desk.publisher(article_id)
    day = tell_time(record.published, desk.words).text
    answers = (words for question in record.questions for words in (question.ask, desk.plain(question.answer)))
    told = [desk.plain(line) for line in (*record.in_brief, *record.not_known)]
    named = [desk.library.label(entity) for entity in article.entities]
    is_shown = desk.is_shown(article_id)
    text = _whole(desk, article_id) if is_shown else _quoted(desk, article_id)
    return Entry(
        "article",
        _url(desk, article_id),
        record.title,
        what=desk.words("position.cite", publisher=publisher.label, day=day) if publisher else day,
        about=told[0] if record.in_brief else "",
        words=_once([record.source.author or "", *told, *answers, *text, *named]),
        is_text=is_shown,
    )


def _whole(desk: Desk, article_id: str) -> Iterator[str]:
    source = desk.library.articles[article_id].source
    assert source is not None  # no text is shown that is not at hand
    yield from (source.words(block) for section in source.sections for block in section.blocks)


def _quoted(desk: Desk, article_id: str) -> Iterator[str]:
    for position in desk.library.articles[article_id].positions:
        yield from desk.house.quote_of(position)


def _claim(desk: Desk, claim_id: str) -> Entry:
    """Find a claim by its words, by what is quoted for and against it, and by who speaks."""
    linked, line = desk.library.claims[claim_id], desk.claim(claim_id)
    words: list[str] = []
    for position in linked.positions:
        speaker = position.speaker
        words += [name_of(speaker, desk.library, desk.words), *desk.house.quote_of(position)]
        words += [position.record.original.words] if position.record.original else []
        words += [desk.library.label(relay) for relay in position.record.via]
        words += _names(desk.library.entity(speaker.actor)) if speaker.actor != REPORT else []
    words += [desk.library.label(entity) for entity in linked.record.about]
    kind = linked.record.type
    what = desk.words(f"claim.{kind}") if kind in {"intention", "forecast"} else ""
    return Entry("claim", _url(desk, claim_id), line.words, what=what, status=line.sentence, words=_once(words))


def _speaker(desk: Desk, record: Actor | Unit) -> Entry:
    """Find an actor or a unit by its names, and by whom it speaks for."""
    side = desk.library.sides.get(record.id, record.id)
    belongs = (record.affiliation, record.part_of if isinstance(record, Unit) else None, side)
    related = [desk.library.label(some_id) for some_id in belongs if some_id not in {None, record.id}]
    return _entity(desk, record, what_is(desk, record), related)


def _place(desk: Desk, record: Place) -> Entry:
    """Find a place by its names, and by what it lies in."""
    kind = desk.words(f"kind.{record.type}")
    if record.part_of is None:
        return _entity(desk, record, kind)
    return _entity(desk, record, f"{kind}{desk.words('status.comma')}{desk.library.label(record.part_of)}")


def _entity(desk: Desk, record: Entity, what: str, related: Iterable[str] = (), about: str | None = None) -> Entry:
    summary = desk.plain(record.summary) if record.summary else ""
    aliases = desk.words("status.comma").join(dict.fromkeys(alias.name for alias in record.aliases))
    return Entry(
        desk.library.kinds[record.id],
        _url(desk, record.id),
        record.label,
        names=_names(record),
        also=desk.words("search.also", names=aliases) if aliases else "",
        what=what,
        about=summary if about is None else about,
        words=_once([*related, summary if about is not None else ""]),
    )


def _names(record: Entity) -> tuple[str, ...]:
    return _once([record.label, *(alias.name for alias in record.aliases), *record.forms])


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Leave out what is empty and what has been said."""
    return tuple(dict.fromkeys(word for word in words if word))


def _url(desk: Desk, record_id: str) -> str:
    """Give the way to a record from the site's root, wherever the site stands."""
    kind = desk.library.kinds[record_id]
    url = url_of(desk.compass.page_of(record_id), use_directory_urls=desk.house.site.use_directory_urls)
    return f"{url}#{record_id}" if kind in ON_ONE_PAGE else url
