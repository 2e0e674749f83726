"""The reader that all adapters share: the corpus' YAML joined into plain tables, ready for any tool's templates.

It does what Sayso does and no more than a page needs: names are found, quotes
marked, positions put under their claims, statuses counted, backlinks turned
round. It checks nothing; a fast reader is all that the other tools need.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import yaml

from peer.status import arithmetic, in_time, status_word
from peer.texts import read_texts

Table = dict[str, Any]
KINDS = ("actors", "units", "places", "terms", "claims", "positions", "events")
STANCES = {
    "asserts": "asserted",
    "confirms": "confirmed",
    "denies": "denied",
    "questions": "questioned",
    "declines": "gave no comment",
}
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_LINK = re.compile(r"\[\[([a-z0-9-]+)\]\]")


@dataclass
class Corpus:
    """Everything that pages show, by kind and id."""

    articles: dict[str, Table] = field(default_factory=dict)
    claims: dict[str, Table] = field(default_factory=dict)
    actors: dict[str, Table] = field(default_factory=dict)
    units: dict[str, Table] = field(default_factory=dict)
    places: dict[str, Table] = field(default_factory=dict)
    terms: dict[str, Table] = field(default_factory=dict)
    events: dict[str, Table] = field(default_factory=dict)

    def entity(self, id_: str) -> Table:
        """Find an actor, a unit, a place or a term."""
        return next(table[id_] for table in (self.actors, self.units, self.places, self.terms) if id_ in table)


def read_corpus(content: Path) -> Corpus:
    """Read a content folder and join all that belongs together."""
    corpus, positions = Corpus(), []
    for path in sorted(content.rglob("*.yml")):
        held = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        if path.name == "article.yml":
            corpus.articles[path.parent.name] = held | {"folder": path.parent}
        else:
            positions += _put_away(corpus, held, path.parent.name)
    _name_everything(corpus)
    _join_positions(corpus, positions)
    _join_claims(corpus)
    entities = (corpus.actors, corpus.units, corpus.places, corpus.terms)
    read_texts(corpus.articles.values(), [record for table in entities for record in table.values()])
    _join_events(corpus)
    return corpus


def day(value: str) -> str:
    """Write a date as pages show it."""
    year, *rest = value.split("-")
    return " ".join([*(str(int(part)) for part in rest[1:]), *(MONTHS[int(part) - 1] for part in rest[:1]), year])


def _put_away(corpus: Corpus, held: Table, folder: str) -> Iterator[Table]:
    """Put a file's records into their tables, and give those of its positions that stand in a list of their own."""
    for kind in KINDS:
        for record in held.get(kind, ()):
            if kind == "positions":
                yield record | {"article": folder}
                continue
            getattr(corpus, kind)[record["id"]] = record | {"home": folder}


def _name_everything(corpus: Corpus) -> None:
    """Give every record its address and its name, and room for what will point at it."""
    for kind in ("actors", "units", "places"):
        for record in getattr(corpus, kind).values():
            record |= {"url": f"/{kind}/{record['id']}/", "kind": kind, "ledger": {}, "passages": [], "about": {}}
            record |= {"happened": []}
    for term in corpus.terms.values():
        term |= {"url": f"/glossary/#{term['id']}", "name": term["term"], "kind": "terms", "passages": []}
    for id_, article in corpus.articles.items():
        article |= {"id": id_, "url": f"/articles/{id_}/", "day": day(article["published"]), "claims": {}, "quotes": []}
        article["label"] = f"{article['source']['publisher']}, {article['day']}"
        article["brief"] = [_prose(corpus, words) for words in article.get("in_brief", ())]


def _prose(corpus: Corpus, words: str) -> str:
    return _LINK.sub(lambda match: link(corpus.entity(match[1])), escape(words, quote=False))


def link(record: Table, words: str | None = None) -> str:
    """Print a link to a record."""
    return f'<a href="{record["url"]}">{escape(words or record["name"], quote=False)}</a>'


def _join_positions(corpus: Corpus, others: list[Table]) -> None:
    """Put positions under their claims, list after list by the articles' days, and into everybody's ledger."""
    for claim in corpus.claims.values():
        claim["positions"] = [{"article": claim["home"]} | position for position in claim["positions"]]
    for position in others:
        corpus.claims[position["claim"]]["positions"].append(position)
    for claim in corpus.claims.values():
        claim["positions"].sort(key=lambda position: corpus.articles[position["article"]]["published"])
    for claim in corpus.claims.values():
        claim["url"] = f"/claims/{claim['id']}/"
        for position in claim["positions"]:
            article, who = corpus.articles[position["article"]], corpus.entity(position["actor"])
            position |= {"name": who["name"], "url": who["url"], "does": STANCES[position["stance"]]}
            position |= {"label": article["label"], "from": article["url"], "claim": claim["id"]}
            position["mark"] = f"q-{claim['id']}--{position['actor']}"
            position["day"] = day(position["said"]) if "said" in position else ""
            article["quotes"].append((position["quote"], position["mark"]))
            article["claims"][claim["id"]] = True
            who["ledger"].setdefault(claim["id"], []).append(position)
        claim["positions"] = in_time(claim["positions"])


def _join_claims(corpus: Corpus) -> None:
    """Count the status of each claim, and tell places and opposites about it."""
    against = defaultdict(dict)
    for claim in corpus.claims.values():
        for other in claim.get("contradicts", ()):
            against[other][claim["id"]] = against[claim["id"]][other] = True
    for claim in corpus.claims.values():
        opposite = [voice for other in against[claim["id"]] for voice in corpus.claims[other]["positions"]]
        claim["status"] = status_word(corpus.actors, claim["positions"], opposite)
        claim["told"] = arithmetic(claim["status"], claim["positions"], opposite)
        claim["opposites"] = list(against[claim["id"]])
        claim["day"] = day(claim["when"]) if "when" in claim else ""
        claim["about"] = [corpus.entity(id_) for id_ in claim.get("about", ())]
        for entity in claim["about"]:
            entity["about"][claim["id"]] = True
        claim["about"] = [{"name": entity["name"], "url": entity["url"]} for entity in claim["about"]]


def _join_events(corpus: Corpus) -> None:
    for event in corpus.events.values():
        article = corpus.articles[event["home"]]
        event |= {"day": day(event["when"]), "from": article["url"], "label": article["label"]}
        for place in event.get("places", ()):
            corpus.places[place]["happened"].append(event["id"])
