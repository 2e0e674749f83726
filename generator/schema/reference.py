"""The field reference: a page for editors with a table for each kind of record, made from the models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.model import (
    Actor,
    Alias,
    Article,
    Claim,
    Correction,
    Event,
    Evidence,
    Original,
    Place,
    Position,
    Question,
    Reading,
    Record,
    Ref,
    Source,
    Term,
    Unit,
    Verdict,
)
from generator.model.forms import Form, Keyed, Meanings, Row
from generator.schema.document import MENTIONS
from generator.schema.fields import Field, Many, Mapped, Shape, fields_of
from generator.schema.values import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REFERENCE_FILE: Final = "guide/fields.md"
"""Where the page stands in the content folder."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the page: its heading, where such a record stands, and its fields."""

    title: str
    where: str
    model: type[Record] | None
    without: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.model, self.without) if self.model else (MENTIONS,)

    @property
    def address(self) -> str:
        return "#" + self.title.lower().replace(" ", "-")


_SECTIONS: Final = (
    _Section("Claims", "A list `claims:`, mostly in `articles/<name>/claims.yml`.", Claim),
    _Section(
        "Positions",
        "A list `positions:` under a claim. Or a list of its own at the left edge, mostly in a later article's "
        "`claims.yml`; there each position says to which claim it belongs.",
        Position,
    ),
    _Section("Original words", "Behind `original:` in a position.", Original),
    _Section("Evidence", "A list `evidence:` under a claim.", Evidence),
    _Section("Verdict", "Behind `verdict:` under a claim.", Verdict),
    _Section("Events", "A list `events:`, mostly in `articles/<name>/events.yml`.", Event),
    _Section("Actors", "A list `actors:`, mostly in `actors.yml`.", Actor),
    _Section("Units", "A list `units:`, mostly in `units.yml`.", Unit),
    _Section("Places", "A list `places:`, mostly in `places.yml`.", Place),
    _Section("Terms", "A list `terms:`, mostly in `terms.yml`.", Term),
    _Section(
        "Other names",
        "A list `aliases:` in an actor, a unit, a place or a term. A plain name is enough; "
        "who wants to say more about it writes these keys.",
        Alias,
    ),
    _Section("Articles", "The file `articles/<name>/article.yml`. The name of the folder is its id.", Article, ("id",)),
    _Section("Source", "Behind `source:` in an article.", Source),
    _Section("Questions", "A list `questions:` in an article.", Question),
    _Section("Corrections", "A list `corrections:` in an article or in a claim.", Correction),
    _Section("Names for the whole site", "At the left edge of any file outside the folders of articles.", None),
    _Section("Readings", "A list `reviews:` in `reviews.yml`. The command `sayso review` writes it.", Reading),
)

_KINDS: Final = "Kinds of values"
_KINDS_AT: Final = "#kinds-of-values"

_SOMETIMES: Final[dict[tuple[type[Record] | None, str], str]] = {
    (Position, "claim"): "outside a claim",
    (Position, "article"): "outside an article’s folder",
}
"""Fields that are needed where their place does not fill them in."""

_HEAD: Final = """\
# Every field, one by one

What may stand in the files of this folder. For each kind of record there is a table: the key, what it is, what may \
stand behind its colon, whether it is needed, and an example.

- A key that is not in the table cannot stand there. Leave out what you do not need: a key with nothing behind its \
colon is a problem.
- A **list** of ids or short names stands in brackets: `[basivka, ukraine]`. A list of sentences or of records stands \
below its key, each entry on a line of its own that begins with a dash and a space.

This page is made by the command `sayso fields` and is not published. The [editors’ guide](../README.md) says how to \
begin.
"""


def make_reference() -> str:
    """Write the page."""
    sections = [(section.title, section.address) for section in _SECTIONS]
    links = " · ".join(f"[{title}]({address})" for title, address in [*sections, (_KINDS, _KINDS_AT)])
    return "\n".join([_HEAD, f"**On this page:** {links}", *(_write(section) for section in _SECTIONS), *_kinds()])


def _kinds() -> Iterator[str]:
    """Explain the kinds of values that stand in the tables."""
    shapes = (field.shape for section in _SECTIONS for field in section.fields)
    bare = [shape.of if isinstance(shape, Many) else shape for shape in shapes]
    more = {shape.name: shape.more for shape in bare if isinstance(shape, Form) and shape.more}
    yield f"\n## {_KINDS}\n"
    yield from (f"- **{name[:1].upper()}{name[1:]}**: {sentence}" for name, sentence in more.items())
    yield ""


def _write(section: _Section) -> str:
    about = f"{str(section.model.__doc__).partition(chr(10))[0]} " if section.model else ""
    rows = (_row(section, field) for field in section.fields)
    return "\n".join(
        [
            f"\n## {section.title}\n",
            f"{about}{section.where}\n",
            "| key | what it is | what may stand there | needed | example |",
            "|---|---|---|---|---|",
            *rows,
            *_choices(section.fields),
        ]
    )


def _row(section: _Section, field: Field) -> str:
    needed = "**yes**" if field.needed else _SOMETIMES.get((section.model, field.name), "no")
    example = f"`{typed(field).partition(chr(10))[2].strip() or typed(field)}`" if field.example else ""
    cells = (f"`{field.name}`", field.sentence, _told(field.shape), needed, example)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _choices(fields: Iterable[Field]) -> Iterator[str]:
    """Explain below a table the words that its fields choose from."""
    for field in fields:
        if isinstance(field.shape, Meanings):
            yield f"\nThe words for `{field.name}`:\n"
            yield from (f"- `{word}`: {sentence}" for word, sentence in field.shape.sentences)


def _told(shape: Shape) -> str:  # noqa: PLR0911 - a line a shape
    """Say in words what may stand behind a key."""
    match shape:
        case Row(name=name) | Keyed(name=name):
            return name
        case Form():
            return _value(shape)
        case Meanings():
            return f"one of the words {', '.join(f'`{word}`' for word, _ in shape.sentences)}"
        case Ref():
            return _ids("the id of", shape)
        case Many(Ref() as ref):
            return _ids("a list of ids, each of", ref)
        case Many(Form() as form):
            return f"a list, each entry {_value(form)}"
        case Mapped(Ref() as ref):
            return f"names, each with {_ids('the id of', ref)}"
    inner = shape.of if isinstance(shape, Many) else shape
    section = next(section for section in _SECTIONS if section.model is inner)
    what = "a list: see" if isinstance(shape, Many) else "keys of its own: see"
    return f"{what} [{section.title}]({section.address})"


def _value(form: Form) -> str:
    return f"[{form.name}]({_KINDS_AT})" if form.more else form.name


def _ids(what: str, ref: Ref) -> str:
    """Name the kinds of record that an id may name, each with the way to its table."""
    names = [_kind(kind, states=ref.kinds == ("place", "actor")) for kind in ref.kinds]
    kinds = " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return " or ".join([f"{what} {kinds}", *(f"`{word}`" for word in ref.words)])


def _kind(kind: str, *, states: bool) -> str:
    section = next(section for section in _SECTIONS if section.model and section.model.__name__.lower() == kind)
    word = "state" if states and kind == "actor" else kind
    return f"{'an' if word[0] in 'aeu' and word != 'unit' else 'a'} [{word}]({section.address})"
