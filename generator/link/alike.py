"""Names that cannot be told apart by eye, though their letters differ: one would be taken for the other.

Names that are written alike letter by letter are another matter: two people may share one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from typing import NamedTuple

from generator.link.names import Path, names_of
from generator.model import Article, Claim, Entity, Event, Record
from generator.model.scripts import mixed_words, scripts_of, skeleton
from generator.model.unseen import name_of_sign
from generator.problems import Problem, Severity, Span
from generator.read import Records
from generator.text import fold

_CYRILLIC = frozenset(("ba", "be", "bg", "ce", "kk", "ky", "mk", "mn", "os", "ru", "sah", "sr", "tg", "tt", "uk"))
_WRITTEN = {**dict.fromkeys(_CYRILLIC, "CYRILLIC"), "el": "GREEK", "hy": "ARMENIAN", "ka": "GEORGIAN"}
"""The alphabets of languages that are not written in Latin letters, and have letters of the same shapes."""


_ENDING = re.compile("['’ʼ].*")
"""What English puts behind a name."""


class _Name(NamedTuple):
    """A name, whose it is, and where it stands; `language` is the one that an alias says it is of."""

    text: str
    owner: str
    record: Record
    path: Path
    language: str | None = None

    @property
    def is_of_its_language(self) -> bool:
        """Tell whether a name says of which language it is, and has just its letters: ВВС is a Russian word."""
        return self.language is not None and scripts_of(self.text) == {_WRITTEN.get(self.language.partition("-")[0])}


def check_alike(records: Records) -> list[Problem]:
    """Report names of entities that look like another's, people who are named like one, and words of two alphabets."""
    first: dict[str, _Name] = {}
    found: list[Problem] = []
    mixed: list[Problem] = []
    for entity in chain[Entity](records.actors, records.units, records.places, records.terms):
        for text, path, language in names_of(entity):
            name = _Name(text, entity.id, entity, path, language)
            known = first.setdefault(skeleton(text), name)
            if known is not name:
                found += _compare(name, known)
            if not text.isascii():
                mixed += _mixed(name)
    for name in _of_people(records.articles, records.claims):
        found += _compare(name, first.get(skeleton(name.text), name))
    found += _in_titles(records, first)
    told = {problem.span for problem in found}
    return [*found, *(problem for problem in mixed if problem.span not in told)]


def _of_people(articles: Iterable[Article], claims: Iterable[Claim]) -> Iterator[_Name]:
    """Give the names that stand beside records without being one: who published, wrote and signed."""
    for article in articles:
        source = article.source
        for key, text in (("publisher", source.publisher), ("author", source.author)):
            if text:
                yield _Name(text, "", article, ("source", key))
    for claim in claims:
        if claim.verdict:
            yield _Name(claim.verdict.by, "", claim, ("verdict", "by"))


def _in_titles(records: Records, first: Mapping[str, _Name]) -> Iterator[Problem]:
    """Find names with a letter of another alphabet in what stands in headings: nobody would find who is meant."""
    titles = chain[tuple[str, Record, str]](
        ((record.claim, record, "claim") for record in records.claims),
        ((record.title, record, "title") for record in chain[Article | Event](records.articles, records.events)),
        ((record.role, record, "role") for record in records.actors if record.role),
    )
    words = [
        (part, record, key)
        for text, record, key in titles
        for word in mixed_words(text)
        for part in dict.fromkeys((word, _ENDING.sub("", word)))
    ]
    parts = [(part, name) for name in first.values() for part in name.text.split()] if words else []
    named = {skeleton(part): name._replace(text=part) for part, name in parts}
    for word, record, key in words:
        name = named.get(skeleton(word))
        if name and word != name.text:
            yield _alike(record.spot(word, key), word, name)


def _compare(name: _Name, other: _Name) -> Iterator[Problem]:
    if name.owner == other.owner or fold(name.text) == fold(other.text) or _are_of_two_languages(name, other):
        return
    if other.owner and not mixed_words(name.text) and mixed_words(other.text):
        name, other = other, name
    yield _alike(name.record.span(*name.path), name.text, other, _or_language(name, other))


def _alike(span: Span, text: str, other: _Name, more: str = "") -> Problem:
    return Problem(
        "names-alike",
        span,
        f'"{text}" looks like "{other.text}" at {other.record.span(*other.path)}, and is not the same: '
        f"{_difference(text, other.text)}",
        f"if the same is meant, copy the name from there; if not, write it so that it can be told apart{more}",
    )


def _are_of_two_languages(name: _Name, other: _Name) -> bool:
    is_told = name.is_of_its_language or other.is_of_its_language
    return is_told and not scripts_of(name.text) & scripts_of(other.text)


def _or_language(name: _Name, other: _Name) -> str:
    """Offer to say of which language an alias is, where that would tell the two apart."""
    alias = next((each for each in (name, other) if each.path[0] == "aliases"), None)
    if alias is None or scripts_of(name.text) & scripts_of(other.text):
        return ""
    return f', or say of which language it is: "{{name: {alias.text}, language: …}}"'


def _difference(text: str, other: str) -> str:
    """Tell the first sign in which two names differ."""
    signs = enumerate(zip_longest(text, other, fillvalue=""), start=1)
    number, (own, its) = next((number, pair) for number, pair in signs if pair[0] != pair[1])
    return f"sign {number} of it is {_told(own)} here, and {_told(its)} there"


def _told(sign: str) -> str:
    return name_of_sign(sign) if sign else "missing"


def _mixed(name: _Name) -> Iterator[Problem]:
    for word in mixed_words(name.text)[:1]:
        scripts = {script: sign for sign in reversed(word) for script in scripts_of(sign)}
        listed = " and ".join(f'{script.capitalize()} ("{sign}")' for script, sign in sorted(scripts.items()))
        yield Problem(
            "mixed-letters",
            name.record.span(*name.path),
            f'the word "{word}" has letters of several alphabets: {listed}',
            "type it anew with one keyboard, or texts that have it in other letters will not be found",
            Severity.WARNING,
        )
