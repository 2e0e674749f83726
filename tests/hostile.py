"""Hostile content: a small whole site in which every place for words holds a string that means something elsewhere.

The places (slots) are found from the models, so that a new field is filled without another line of code;
one of a kind that nobody can fill here is an error. Each string is followed by a tag of its own,
under which it can be found again wherever it comes out.
"""

import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

from generator.build import check
from generator.model import Article, forms
from generator.model.records import Record
from generator.model.values import ProseMark, Ref
from generator.problems import Problem, Severity
from generator.read.gathering import KINDS

CASES = Path(__file__).parent / "cases/hostile.txt"
TAG = re.compile(r"zq(\d+)x(\d+)z")

_ESCAPES = re.compile(r"\\(?:([nrt\\])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def read_strings() -> dict[str, list[str]]:
    """Read all hostile strings by their group."""
    groups: dict[str, list[str]] = {}
    lines = CASES.read_text(encoding="utf-8").split("\n")
    for line in lines[4:]:
        if line.startswith("## "):
            groups[line[3:]] = []
        elif line:
            groups[list(groups)[-1]].append(_ESCAPES.sub(_character, line))
    return groups


def _character(escape: re.Match[str]) -> str:
    return _NAMED[escape[1]] if escape[1] else chr(int(escape[2] or escape[3] or escape[4], 16))


STRINGS = list(itertools.chain.from_iterable(read_strings().values()))


# The slots


@dataclass(frozen=True)
class Slot:
    """A place for words, or for a value of a stricter form: its path from the key of the record, and its kind."""

    path: str
    kind: Literal["line", "words", "prose", "note", "key", "strict"]

    @property
    def takes_words(self) -> bool:
        """Tell whether any words may stand here."""
        return self.kind != "strict"


_SOME = {
    forms.DATE: "2025-04",
    forms.DAY: "2025-04-08",
    forms.KILOMETRES: "5",
    forms.URL: "https://ok.example.org/",
    forms.LANGUAGE: "uk",
    forms.FLAG: "yes",
    forms.FINGERPRINT: f"1:{'0' * 32}",
    forms.COORDINATES: "[50.5, 30.5]",
}
"""A value of each strict form."""

_LEFT_OUT = {
    "article/text_sha256": "it must be that of the text",
    "article/id": "it is the name of the folder",
    "claims/positions/claim": "it stands under the claim",
    "claims/positions/speaking_for": "it is the speaker itself",
    "positions/speaking_for": "likewise",
    "events/article": "it is the folder's",
    "positions/article": "likewise",
    "claims/positions/article": "likewise",
    "claims/positions/id": "there is one position alone",
    "positions/id": "likewise",
    "claims/positions/via": "an actor relays nobody's words to itself",
}
"""Strict slots that stay empty, and why."""

_OWN = {
    "claims/positions/actor": "actors",
    "positions/actor": "units",
    "claims/about": "places",
    "events/places": "places",
    "events/units": "units",
}
"""Fields that name a record of the same copy; all others name one that each copy finds there."""


class Planted(str):
    """A hostile value of a stricter form, or the line that it is typed in; `place` is the slot in its copy."""

    __slots__ = ("place",)

    def __new__(cls, text: str, place: tuple[int, Slot]) -> Self:
        """Take a text."""
        made = super().__new__(cls, text)
        made.place = place
        return made


Value = str | dict[str, Any] | list[Any]
Fill = Callable[[Slot], str]


def slots_of(path: str, model: type[Record]) -> list[Slot]:
    """List all slots of a kind of record, those of the records in it among them."""
    found: dict[Slot, None] = {}

    def note(slot: Slot) -> str:
        found[slot] = None
        return "x" if slot.takes_words else ""

    _fill_record(path, model, note, 0)
    return list(found)


def _fill_record(path: str, model: type[Record], fill: Fill, copy: int) -> dict[str, Any]:
    filled = {}
    for name, told in model.model_fields.items():
        where = f"{path}/{name}"
        if where in _LEFT_OUT:
            if typed := fill(Slot(where, "strict")):
                filled[name] = typed
        else:
            filled[name] = _fill(where, told.annotation, tuple(told.metadata), fill, copy)
    return filled


def _fill(path: str, annotation: Any, marks: tuple[Any, ...], fill: Fill, copy: int) -> Value:  # noqa: PLR0911 - a case each
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _fill(path, inner, (*more, *marks), fill, copy)
    if origin in (Union, UnionType):
        some = next(option for option in get_args(annotation) if option is not type(None))
        return _fill(path, some, marks, fill, copy)
    # The form of a narrower kind of value stands behind that of the wider one.
    form = next((mark for mark in reversed(marks) if isinstance(mark, forms.Form | forms.Row | forms.Keyed)), None)
    ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    if origin is Literal:
        return fill(Slot(path, "strict")) or str(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _fill_record(path, annotation, fill, copy)
    if isinstance(form, forms.Keyed):
        return {fill(Slot(f"{path}/key", "key")): fill(Slot(path, "strict")) or "https://ok.example.org/"}
    if origin is list:
        return [_fill(path, get_args(annotation)[0], (), fill, copy)]
    if origin is dict:
        key = fill(Slot(f"{path}/key", "key"))
        return {key: _fill(path, get_args(annotation)[1], (), fill, copy)}
    return _fill_value(path, annotation, (form, ref, marks), fill, copy)


def _fill_value(path: str, annotation: Any, marks: tuple[Any, Any, Any], fill: Fill, copy: int) -> str:
    form, ref, others = marks
    if form is forms.ID:
        return fill(Slot(path, "strict")) or f"{path.replace('/', '-')}-{copy}"
    if ref is not None:
        named = f"{_OWN[path]}-id-{copy}" if path in _OWN else f"base-{ref.kinds[0]}"
        return fill(Slot(path, "strict")) or named
    if form in _SOME:
        return fill(Slot(path, "strict")) or _SOME[form]
    kinds = {forms.LINE: "line", forms.WORDS: "words", forms.PROSE: "prose", None: "note"}
    kind = "prose" if any(isinstance(mark, ProseMark) for mark in others) else kinds.get(form)
    assert annotation is str, f"{path}: nobody knows how to fill this"
    assert kind is not None, f"{path}: nobody knows how to fill a form like {form}"
    return fill(Slot(path, kind))  # type: ignore[arg-type]  # one of the words above


MODELS: dict[str, type[Record]] = {**KINDS, "article": Article}
OF_TEXT = [Slot(f"text/{part}", "words") for part in ("heading", "paragraph", "quotation", "item")]
"""The slots of an article's text."""

ALL_SLOTS = [*itertools.chain.from_iterable(slots_of(key, model) for key, model in MODELS.items()), *OF_TEXT]
SLOTS = [slot for slot in ALL_SLOTS if slot.takes_words]
STRICT = [slot for slot in ALL_SLOTS if not slot.takes_words]
PROSE = [slot for slot in SLOTS if slot.kind == "prose"]

IN_ARTICLES = ("claims", "positions", "events")
"""Keys of records that quote an article, and stand in its folder."""

QUOTED = ("claims/positions", "positions", "events")
NAMES = ("actors/name", "units/name", "places/name", "terms/term", "article/mentions/key")
IN_TEXTS = {*NAMES, *(f"{key}/{part}" for key in QUOTED for part in ("prefix", "quote", "suffix"))}
"""Slots whose words are written into the text as well, for they have to stand there."""

Group = Literal["words", "prose", "texts"]
GROUPS: tuple[Group, ...] = ("words", "prose", "texts")


def group_of(slot: Slot, string: str) -> Group:
    """Tell what may become of a string in a slot: nothing, emphasis and links, or what the few signs of a text make."""
    if slot.kind == "prose":
        return "prose"
    in_text = slot.path in IN_TEXTS and set("*#>\n") & set(string)
    return "texts" if slot in OF_TEXT or in_text else "words"


# The content


SETTINGS = """\
site_name: Hostile
site_url: https://h.example/
repo_url: https://git.example/owner/repo
edit_uri: edit/main/content/
docs_dir: content
theme: {name: sayso}
plugins: [{sayso: {pictures: none, cache: false}}]
"""

BASE = """\
actors:
  - {id: base-actor, name: Ground actor, type: state}
units:
  - {id: base-unit, name: Ground unit, part_of: base-actor}
places:
  - {id: base-place, name: Ground place, type: country}
terms:
  - {id: base-term, term: ground term, definition: A word.}
"""

BASE_ARTICLE = {
    "article.yml": "title: Ground report\npublished: 2025-04-08\nlanguage: en\nshow_text: full\n"
    "source: {publisher: base-actor}\n",
    "text.md": "# Ground\n\nThe ground actor said that it stands there.\n",
    "claims.yml": """\
claims:
  - id: base-claim
    claim: It stands there.
    positions:
      - {actor: base-actor, stance: asserts, verb: said, quote: ground actor said that it stands there}
events:
  - {id: base-event, title: It stood there, when: 2025-04}
""",
}


def tag_of(slot: Slot, copy: int) -> str:
    """Give the word that stands behind a string."""
    return f"zq{SLOTS.index(slot):03d}x{copy:04d}z"


SHOWN = Slot("article/show_text", "strict")


@dataclass
class Content:
    """A content in the making: what stands in each slot of each copy, and where that is in the files."""

    strings: dict[tuple[int, Slot], str]
    strict: dict[tuple[int, Slot], str] = field(default_factory=dict)
    settings: str = SETTINGS
    places: dict[tuple[str, int], tuple[int, Slot]] = field(default_factory=dict)
    planted: dict[tuple[str, int], tuple[int, Slot]] = field(default_factory=dict)
    modes: Sequence[str] = ("full", "quotes")

    @property
    def copies(self) -> list[int]:
        """List the copies of all kinds of record."""
        return sorted({copy for copy, _ in self.strings})

    def typed(self, copy: int, slot: Slot) -> str:
        """Give what is typed into a slot: the string and its tag, or the tag alone where nothing hostile is wanted."""
        return f"{self.strings[copy, slot]} {tag_of(slot, copy)}".removeprefix(" ")

    def harmless(self) -> "Content":
        """Give the same content with words of no meaning."""
        return replace(self, strings=dict.fromkeys(self.strings, ""), strict={}, places={}, planted={})

    def write(self, project: Path) -> Path:
        """Write the whole project."""
        self.places.clear()
        self.planted.clear()
        _write(project / "mkdocs.yml", self.settings)
        _write(project / "content/base.yml", BASE)
        for name, text in BASE_ARTICLE.items():
            _write(project / f"content/articles/base-article/{name}", text)
        for copy in self.copies:
            self._write_copy(project, copy)
        return project

    def _write_copy(self, project: Path, copy: int) -> None:
        at_site = {key: KINDS[key] for key in KINDS if key not in IN_ARTICLES}
        self._write_yaml(project, f"content/records-{copy}.yml", copy, at_site)
        folder = f"content/articles/article-{copy}"
        self._write_yaml(project, f"{folder}/claims.yml", copy, {key: KINDS[key] for key in IN_ARTICLES})
        self._write_yaml(project, f"{folder}/article.yml", copy, {"article": Article})
        _write(project / folder / "text.md", self._text(copy))

    def _write_yaml(self, project: Path, file: str, copy: int, models: Mapping[str, type[Record]]) -> None:
        lines: list[str] = []
        for key, model in models.items():
            filled = _fill_record(key, model, lambda slot: self._fill(slot, copy), copy)
            if key == "article":
                filled["show_text"] = self._fill(SHOWN, copy) or self.modes[copy % len(self.modes)]
            else:
                filled = {key: [filled]}
            _print(filled, 0, lines)
        for number, line in enumerate(lines, start=1):
            for tag in TAG.finditer(line):
                self.places[file, number] = (int(tag[2]), SLOTS[int(tag[1])])
            if isinstance(line, Planted):
                self.planted[file, number] = line.place
        _write(project / file, "\n".join(lines) + "\n")

    def _fill(self, slot: Slot, copy: int) -> str:
        return self.typed(copy, slot) if slot.takes_words else Planted(self.strict.get((copy, slot), ""), (copy, slot))

    def _text(self, copy: int) -> str:
        """Write a text with all that is quoted from it, and with the names of this copy."""
        typed = {slot.path: self.typed(copy, slot) for slot in SLOTS}
        quoted = [[typed[f"{key}/{part}"] for part in ("prefix", "quote", "suffix")] for key in QUOTED]
        named = [typed[path] for path in NAMES]
        parts = [
            f"# {typed['text/heading']}",
            typed["text/paragraph"],
            *(f"Here stands {name}." for name in named),
            f"> {typed['text/quotation']}",
            *(" ".join(words) for words in quoted),
            f"- {typed['text/item']}",
        ]
        text = "\n\n".join(parts) + "\n"
        return text.encode(errors="replace").decode()

    def judge(self, problems: Sequence[Problem]) -> dict[tuple[int, Slot], Problem]:
        """Find the slots that problems are about; a problem about no slot is a fault of this content."""
        found = {}
        for problem in problems:
            if problem.severity is Severity.ERROR:
                place = self.places.get((problem.span.file, problem.span.line))
                assert place is not None, problem
                found[place] = problem
        return found


def _print(value: Value, depth: int, lines: list[str]) -> None:
    """Print a value as YAML, each text on a line of its own."""
    space = "  " * depth
    if isinstance(value, dict):
        for key, entry in value.items():
            if isinstance(entry, str):
                lines.append(_line(f"{space}{_key(key)}: ", entry))
            else:
                lines.append(f"{space}{_key(key)}:")
                _print(entry, depth + 1, lines)
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, str):
                lines.append(_line(f"{space}- ", entry))
            else:
                lines.append(f"{space}-")
                _print(entry, depth + 1, lines)


def _line(begin: str, entry: str) -> str:
    # Nothing is told by quotation marks here: each value means what stands between them.
    return Planted(begin + quoted(entry), entry.place) if isinstance(entry, Planted) else begin + _scalar(entry)


def _key(key: str) -> str:
    return key if re.fullmatch("[a-z_0-9]+", key) else quoted(key)


def _scalar(text: str) -> str:
    return text if re.fullmatch(r"[a-z0-9-]+|\[[0-9., ]+\]|https://[a-z./]+", text) else quoted(text)


def quoted(text: str) -> str:
    """Write a text in double quotation marks for YAML; what cannot be seen is written by its number."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in "\ufffe\uffff":
        number = ord(character)
        return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    return character


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


# Which string goes where


def everywhere(strings: Sequence[str] = STRINGS, slots: Sequence[Slot] = SLOTS) -> dict[tuple[int, Slot], str]:
    """Put every string into every slot: as many copies as there are strings, each slot turned on by one."""
    return {
        (copy, slot): strings[(copy + turn) % len(strings)]
        for copy in range(len(strings))
        for turn, slot in enumerate(slots)
    }


def sample(copies: int, seed: int, slots: Sequence[Slot] = SLOTS) -> dict[tuple[int, Slot], str]:
    """Fill a few copies so that each slot holds several strings, and each string stands somewhere."""
    chance = random.Random(seed)
    order = chance.sample(STRINGS, len(STRINGS))
    turning = itertools.cycle(order)
    places = [(copy, slot) for copy in range(copies) for slot in slots]
    assert len(places) >= len(STRINGS)
    chance.shuffle(places)
    return {place: next(turning) for place in places}


def only(strings: dict[tuple[int, Slot], str], group: Group) -> dict[tuple[int, Slot], str]:
    """Keep the strings of one group, and put nothing hostile where the others stand."""
    return {place: text if group_of(place[1], text) == group else "" for place, text in strings.items()}


def let_through(content: Content, folder: Path) -> dict[tuple[int, Slot], Problem]:
    """Take out of a content what the check refuses, and give why."""
    refused: dict[tuple[int, Slot], Problem] = {}
    while True:
        content.write(folder)
        _, _, problems = check(folder)
        found = content.judge(problems)
        if not found:
            return refused
        again = {place for place in found if place in refused}
        assert not again, "what is refused once is harmless afterwards"
        refused |= found
        content.strings |= dict.fromkeys(found, "")
