"""The corpus as data files: what Hugo and Eleventy read beside their templates."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from peer.reading import Corpus, day

Table = dict[str, Any]
ORDER = {"disputed": 0, "denied": 1, "confirmed": 2, "shared": 3, "claimed": 4, "unanswered": 5}
OF_POSITIONS = ("actor", "name", "url", "stance", "does", "verb", "day", "quote", "from", "label", "mark", "article")


def write(path: Path, text: str) -> None:
    """Write a file where it is new or holds something else."""
    data = text.encode()
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_tables(corpus: Corpus, folder: Path) -> None:
    """Write one JSON file a kind."""
    for kind, table in tables(corpus).items():
        write(folder / f"{kind}.json", json.dumps(table, ensure_ascii=False))


def tables(corpus: Corpus) -> dict[str, Any]:
    """Give all that pages show, by kind."""
    return {
        "articles": {id_: _article(corpus, article) for id_, article in corpus.articles.items()},
        "claims": {id_: _claim(corpus, claim) for id_, claim in corpus.claims.items()},
        **{kind: _entities(corpus, getattr(corpus, kind)) for kind in PEOPLE},
        "glossary": [_term(corpus, term) for term in sorted(corpus.terms.values(), key=lambda term: term["term"])],
        "timeline": timeline(corpus),
    }


PEOPLE = ("actors", "units", "places")


def _article(corpus: Corpus, article: Table) -> Table:
    kept = ("id", "url", "title", "published", "day", "label", "brief", "sections")
    return {key: article[key] for key in kept} | {
        "author": article["source"]["author"],
        "questions": article.get("questions", []),
        "notKnown": article.get("not_known", []),
        "claims": by_status(corpus, article["claims"]),
    }


def by_status(corpus: Corpus, claims: Any) -> list[str]:
    """Order claims, the disputed ones first."""
    return sorted(claims, key=lambda id_: ORDER[corpus.claims[id_]["status"]])


def _claim(corpus: Corpus, claim: Table) -> Table:
    kept = ("id", "url", "claim", "status", "told", "day", "about", "opposites")
    articles = dict.fromkeys(position["article"] for position in claim["positions"])
    return {key: claim[key] for key in kept} | {
        "positions": [{key: position[key] for key in OF_POSITIONS} for position in claim["positions"]],
        "articles": [{"url": corpus.articles[id_]["url"], "title": corpus.articles[id_]["title"]} for id_ in articles],
    }


def _entities(corpus: Corpus, records: dict[str, Table]) -> dict[str, Table]:
    by_name = sorted(records.values(), key=lambda record: record["name"])
    return {record["id"]: _entity(corpus, record) for record in by_name}


def _entity(corpus: Corpus, record: Table) -> Table:
    """Give an entity with its facts, its ledger (claims, and which of their positions) and where it is named."""
    ledger = [
        [id_, [n for n, held in enumerate(corpus.claims[id_]["positions"]) if held["actor"] == record["id"]]]
        for id_ in by_status(corpus, record["ledger"])
    ]
    return {
        **{key: record[key] for key in ("id", "url", "name", "passages")},
        "summary": record.get("summary", ""),
        "facts": facts(corpus, record),
        "ledger": ledger,
        "about": by_status(corpus, record["about"]),
        "events": [event_row(corpus, corpus.events[id_]) for id_ in record["happened"]],
    }


def facts(corpus: Corpus, record: Table) -> list[Table]:
    """Give what a page tells beside the name."""
    told: list[Table] = [{"label": "Kind", "words": record["type"]}] if "type" in record else []
    told += [{"label": "Role", "words": record["role"]}] if "role" in record else []
    for key, label in (("affiliation", "Speaks for"), ("part_of", "Part of")):
        if key in record:
            other = corpus.entity(record[key])
            told.append({"label": label, "words": other["name"], "url": other["url"]})
    if "aliases" in record:
        told.append({"label": "Other names", "words": ", ".join(record["aliases"])})
    if "coordinates" in record:
        told.append({"label": "Coordinates", "words": ", ".join(record["coordinates"])})
    return told


def _term(corpus: Corpus, term: Table) -> Table:
    articles = dict.fromkeys(passage["article"] for passage in term["passages"])
    used = [{"url": corpus.articles[id_]["url"], "label": corpus.articles[id_]["label"]} for id_ in articles]
    return {"id": term["id"], "term": term["term"], "definition": term["definition"], "articles": used}


def event_row(corpus: Corpus, event: Table) -> Table:
    """Give what a line of a timeline tells about an event."""
    places = [corpus.places[id_] for id_ in event.get("places", ())]
    return {key: event[key] for key in ("id", "title", "day", "quote", "from", "label")} | {
        "places": [{"url": place["url"], "name": place["name"]} for place in places],
        "claims": event.get("claims", []),
    }


def timeline(corpus: Corpus) -> list[Table]:
    """Give the days of the timeline: what happened, and who said what."""
    days: dict[str, Table] = defaultdict(lambda: {"events": [], "said": defaultdict(list)})
    for event in corpus.events.values():
        days[event["when"]]["events"].append(event_row(corpus, event))
    for claim in corpus.claims.values():
        for position in claim["positions"]:
            if "said" in position:
                days[position["said"]]["said"][claim["id"]].append(f"{position['name']} {position['does']}")
    return [
        {
            "day": day(when),
            "events": held["events"],
            "said": [{"claim": id_, "voices": voices} for id_, voices in held["said"].items()],
        }
        for when, held in sorted(days.items())
    ]
