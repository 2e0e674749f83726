"""Names that cannot be told apart by eye, though their letters differ: one would be taken for the other.

Names that are written alike letter by letter are another matter: two people may share one.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, zip_longest
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

_ALPHABETS = frozenset(frozenset([alphabet]) for alphabet in _WRITTEN.values())
_MAIN = ("name", "term")
"""Keys of the names under which records are known."""


_ENOUGH = 2
"""Records whose names are kept of those that are written alike."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .’-]*\w)?")
"""Names that need no quotation marks within a table."""

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
    known = _Known()
    found: list[Problem] = []
    mixed: list[Problem] = []
    for entity in chain[Entity](records.actors, records.units, records.places, records.terms):
        for text, path, language in names_of(entity):
            name = _Name(text, entity.id, entity, path, language)
            found += _compare_with_all(name, known.like(name))
            known.add(name)
            if not text.isascii():
                mixed += _mixed(name)
    found += known.differ_in_capitals()
    for name in _of_people(records.articles, records.claims):
        found += _compare_with_all(name, known.like(name))
    found += _in_titles(records, known)
    told = {problem.span for problem in found}
    return [*found, *(problem for problem in mixed if problem.span not in told)]


class _Known:
    """Names by what they look like."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Name]] = {}

    def __iter__(self) -> Iterator[_Name]:
        """Give the names, of each look the first."""
        return (names[0] for names in self._names.values())

    def like(self, name: _Name) -> list[_Name]:
        """Give the names that look like one."""
        return self._names.get(skeleton(name.text), [])

    def add(self, name: _Name) -> None:
        """Take in a name. Of those written alike two records' are enough: a third record's differs from one of them."""
        names = self._names.setdefault(skeleton(name.text), [])
        owners = {each.owner for each in names if (each.text, each.language) == (name.text, name.language)}
        if len(owners) < _ENOUGH and name.owner not in owners:
            names.append(name)

    def differ_in_capitals(self) -> Iterator[Problem]:
        """Find names that look alike but for capitals, one of them with a word of several alphabets."""
        names = [name for names in self._names.values() for name in names]
        mixed = [name for name in names if mixed_words(name.text)]
        if not mixed:
            return
        shapes: dict[str, list[_Name]] = {}
        for name in names:
            for shape in _shapes_without_capitals(name.text):
                shapes.setdefault(shape, []).append(name)
        for name in mixed:
            alike = chain.from_iterable(shapes[shape] for shape in _shapes_without_capitals(name.text))
            others = [each for each in alike if skeleton(each.text) != skeleton(name.text)]
            yield from _compare_with_all(name, others)


def _shapes_without_capitals(text: str) -> set[str]:
    """Give what a text looks like in capitals and in small letters: letters may be alike in one of the two alone."""
    return {skeleton(text.upper()), skeleton(text.lower())}


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


def _in_titles(records: Records, known: Iterable[_Name]) -> Iterator[Problem]:
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
    parts = [(part, name) for name in known for part in name.text.split()] if words else []
    named = {skeleton(part): name._replace(text=part) for part, name in parts}
    for word, record, key in words:
        name = named.get(skeleton(word))
        if name and word != name.text:
            yield _alike(record.spot(word, key), word, name)


def _compare_with_all(name: _Name, others: Iterable[_Name]) -> list[Problem]:
    """Compare a name with those that look like it, and tell the first that another takes it for."""
    return list(islice(chain.from_iterable(_compare(name, other) for other in others), 1))


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
        f"{tell_difference(text, other.text)}",
        f"if the same is meant, copy the name from there; if not, write it so that it can be told apart{more}",
    )


def _are_of_two_languages(name: _Name, other: _Name) -> bool:
    is_told = name.is_of_its_language or other.is_of_its_language
    return is_told and not scripts_of(name.text) & scripts_of(other.text)


def _or_language(name: _Name, other: _Name) -> str:
    """Offer to say of which language a name is, where that would tell the two apart: an alias alone can say it."""
    if scripts_of(name.text) & scripts_of(other.text):
        return ""
    of_its_own = [each for each in (name, other) if scripts_of(each.text) in _ALPHABETS]
    for each in sorted(of_its_own, key=lambda each: each.path[0] != "aliases"):
        if each.path[0] == "aliases":
            return f", or say of which language it is, {_line_of(each.text)}"
        if each.path[0] in _MAIN:
            return (
                f", such as in full, and put the short one among the aliases with its language, {_line_of(each.text)}"
            )
    return ""


def _line_of(text: str) -> str:
    """Give the line that says of which language a name is, just as it is typed."""
    alphabets = scripts_of(text)
    languages = sorted(language for language, alphabet in _WRITTEN.items() if {alphabet} == alphabets)
    name = text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    one = languages[0] if len(languages) == 1 else "…"
    choice = "" if len(languages) == 1 else f", with one of these in place of the dots: {', '.join(languages)}"
    # Which language it is only its editor knows, and with the dots left in the line is refused.
    return f'in a line of its own below "aliases:"{choice}; the line is: - {{name: {name}, language: {one}}}'


def tell_difference(text: str, other: str) -> str:
    """Tell the first sign in which two names differ."""
    signs = [*enumerate(zip_longest(text, other, fillvalue=""), start=1)]
    differ = [(number, pair) for number, pair in signs if pair[0] != pair[1]]
    # Where capitals differ as well, it is not they that matter.
    number, (own, its) = next((each for each in differ if each[1][0].lower() != each[1][1].lower()), differ[0])
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
