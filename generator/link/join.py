"""The story of linking: from records and texts to one Library, and every problem met on the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from generator.link.alike import check_alike
from generator.link.assemble import Joined, assemble
from generator.link.days import check_days
from generator.link.findings import Findings
from generator.link.ids import Ids, collect_ids, named_records
from generator.link.library import Library, LinkedClaim, LinkedEvent, LinkedPosition, Mention
from generator.link.names import (
    check_own_names,
    collect_names,
    find_spots,
    mentions_of,
    settle,
    unsettled,
)
from generator.link.positions import check_held, gather, link_positions
from generator.link.quotes import Quotes
from generator.link.references import check_id, check_references
from generator.link.renamed import gather_renamed
from generator.link.sides import affiliations, find_circles, find_long_chains, parts, sides_of
from generator.link.status import in_time, statuses
from generator.link.witnesses import changed_texts, check_witnesses
from generator.model import Claim, Entity, Event, Ref
from generator.problems import Problem, Span
from generator.read import Records
from generator.text import FoldedSource, QuoteOutcome, fold_source, parse_source


def link(records: Records, before: Findings | None = None) -> tuple[Library, list[Problem]]:
    """Join all records and texts. The Library is whole only if no problem is an error.

    `before` is what was found in the texts the last time, which is asked first.
    """
    before = before or Findings()
    ids, problems = collect_ids(records)
    problems += _check_ids(records, ids, before)
    problems += check_alike(records)
    above = affiliations(records.actors, records.units)
    chains = parts(records.units, records.places), above
    problems += [*find_circles(*chains), *find_long_chains(*chains)]
    sides = sides_of([record.id for record in (*records.actors, *records.units)], above)

    texts, found = _fold_texts(records)
    problems += found
    changed = changed_texts(records)
    mentions, found = _find_mentions(records, ids, texts, changed, before)
    problems += found

    held = gather(records)
    problems += check_held(held, records, ids)
    problems += check_days(records, held)
    problems += check_witnesses(records, held, texts)
    published = frozenset(article.id for article in records.articles if article.show_text == "full")
    quotes = Quotes(texts, published, changed, before, records.texts)
    positions, found = link_positions(held, ids, sides, records, quotes)
    problems += found
    events, found = _link_events(records.events, quotes)
    problems += found

    claims = _link_claims(records.claims, positions)
    parts_found = Joined(ids, sides, texts, mentions, claims, events)
    return assemble(records, parts_found), problems


def _check_ids(records: Records, ids: Ids, before: Findings) -> list[Problem]:
    everything = [record for _, record in named_records(records)]
    referring = [*everything, *records.positions]
    problems = gather_renamed(check_references(referring, ids, before.sound), referring, ids)
    meant = Ref(("actor", "unit", "place", "term"), ("nobody",))
    for mention in records.mentions:
        problems += check_id(mention.target, meant, mention.target_span, ids)
    return problems + [_contradicts_itself(claim) for claim in records.claims if claim.id in claim.contradicts]


def _contradicts_itself(claim: Claim) -> Problem:
    return Problem(
        "contradicts-itself",
        claim.span("contradicts", claim.contradicts.index(claim.id)),
        f'"{claim.id}" is said to contradict itself',
        "name the other claim here, or delete the line",
    )


def _fold_texts(records: Records) -> tuple[dict[str, FoldedSource], list[Problem]]:
    texts = {article: fold_source(parse_source(file.file, file.text)) for article, file in records.texts.items()}
    empty = {article: text.source.file for article, text in texts.items() if text.source.is_empty}
    problems = [
        Problem("empty-file", Span(file), "this file holds no text", "put the text of the article into it")
        for file in empty.values()
    ]
    return {article: text for article, text in texts.items() if article not in empty}, problems


def _entities(records: Records) -> list[Entity]:
    return [*records.actors, *records.units, *records.places, *records.terms]


def _find_mentions(
    records: Records, ids: Ids, texts: Mapping[str, FoldedSource], changed: frozenset[str], before: Findings
) -> tuple[dict[str, list[Mention]], list[Problem]]:
    names = collect_names(_entities(records), records.mentions)
    before.seek([*names.bearers, *names.settled])
    own = {article.id: article.mentions for article in records.articles}
    spots = {
        article: before.spots(
            article, records.texts[article], own[article], partial(find_spots, names, own[article], text)
        )
        for article, text in texts.items()
        if article in own
    }
    # An article with a fault in its record may have settled its names just there.
    judged = {
        article: settle(names, own[article], found) for article, found in spots.items() if article not in ids.rejected
    }
    problems = unsettled(names, judged, texts)
    for article in records.articles:
        if article.id in texts and article.id not in changed:
            problems += check_own_names(article, records.texts[article.id].file, spots[article.id])
    return {article: mentions_of(article, hits, ids.kinds) for article, hits in judged.items()}, problems


def _link_events(events: Iterable[Event], quotes: Quotes) -> tuple[dict[str, LinkedEvent], list[Problem]]:
    linked: dict[str, LinkedEvent] = {}
    problems: list[Problem] = []
    for event in events:
        outcome = None
        if event.quote is not None:
            outcome, found = _find_words(event, quotes)
            problems += found
        linked.setdefault(event.id, LinkedEvent(event, outcome))
    return linked, problems


def _find_words(event: Event, quotes: Quotes) -> tuple[QuoteOutcome | None, list[Problem]]:
    if event.article is not None:
        return quotes.find(event, event.article)
    message = "this event quotes a text and does not say which"
    help_text = "add article: with the id of the article that holds the words"
    return None, [Problem("missing-key", event.key_span("quote"), message, help_text)]


def _link_claims(claims: Iterable[Claim], positions: Mapping[str, Sequence[LinkedPosition]]) -> dict[str, LinkedClaim]:
    records = {claim.id: claim for claim in reversed(list(claims))}
    ordered = {claim: tuple(in_time(positions[claim])) for claim in sorted(records)}
    against = _contradictions(records)
    computed = statuses(ordered, against)
    return {
        claim: LinkedClaim(
            records[claim], held, computed[claim], against.get(claim, ()), tuple(sorted({p.article for p in held}))
        )
        for claim, held in ordered.items()
    }


def _contradictions(claims: Mapping[str, Claim]) -> dict[str, tuple[str, ...]]:
    """Give the claims against each that has any: two claims that cannot both be true stand against each other."""
    against: dict[str, set[str]] = defaultdict(set)
    for claim in claims.values():
        for other in claim.contradicts:
            if other in claims and other != claim.id:
                against[claim.id].add(other)
                against[other].add(claim.id)
    return {claim: tuple(sorted(others)) for claim, others in against.items()}
