"""Cards: who or what the names and words on a page stand for, each told once at the page's end.

Which cards a page needs, and their numbers, are known when its body is printed:
they follow the order in which the names stand there. What a card tells is the same
on every page, and worked out once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Actor, Entity, Place, Unit
from generator.pages.desk import Desk, Link
from generator.pages.views.people import what_is
from generator.pages.words import capital

MOST_CARDS = 80
"""Cards on a page at most; what is named behind them is a link like any other."""

LONGEST = 320
"""Characters of a card's summary at most: one or two sentences have room, a page has not."""

_DATA = " data-"
"""Before the attributes that name somebody; quotation marks are escaped in whatever an editor wrote."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a card tells of an actor, a unit, a place or a term, in plain words."""

    what: str
    summary: str
    claims: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card: the name, leading to the page behind it, and what it tells."""

    name: Link
    told: Told


@dataclass(frozen=True, slots=True)
class NamedBody:
    """The body of a page with its names numbered, and a card for each number."""

    html: Markup
    cards: tuple[CardView, ...]


def tell_cards(desk: Desk) -> dict[str, Told]:
    """Work out what the cards tell, of each entity once for all pages."""
    library = desk.library
    told: dict[str, Told] = {}
    speakers: list[Actor | Unit] = [*library.actors.values(), *library.units.values()]
    for speaker in speakers:
        claims = dict.fromkeys(position.claim for position in library.positions_of.get(speaker.id, ()))
        what = _with_side(desk, speaker.id, what_is(desk, speaker))
        told[speaker.id] = Told(what, _summary(desk, speaker), _count(desk, "card.speaks", claims))
    for place in library.places.values():
        about = _count(desk, "card.about", library.claims_about.get(place.id, ()))
        told[place.id] = Told(_where(desk, place), _summary(desk, place), about)
    for term in library.terms.values():
        told[term.id] = Told("", _shorten(desk.plain(term.definition)), "")
    return told


def _with_side(desk: Desk, speaker: str, what: str) -> str:
    side = desk.library.sides[speaker]
    if side == speaker:
        return capital(what)
    return capital(desk.words("card.side", what=what, side=desk.library.label(side)))


def _where(desk: Desk, place: Place) -> str:
    kind = desk.words(f"kind.{place.type}")
    if place.part_of is None:
        return capital(kind)
    return capital(desk.words("card.place", type=kind, place=desk.library.label(place.part_of)))


def _summary(desk: Desk, record: Entity) -> str:
    return _shorten(desk.plain(record.summary)) if record.summary else ""


def _shorten(text: str) -> str:
    """Cut a text behind a word where it is too long for a card."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


def _count(desk: Desk, word: str, claims: Iterable[str]) -> str:
    """Count claims, and those among them that are disputed; of what there is none, nothing is said."""
    found = list(claims)
    disputed = sum(desk.library.claims[claim].status.word == "disputed" for claim in found)
    told = [desk.words(word, count=len(found))] if found else []
    if disputed:
        told.append(desk.words("card.disputed", count=disputed))
    return desk.words("status.semicolon").join(told)


@dataclass(frozen=True, slots=True)
class Cards:
    """Finds the names in the body of one page, and gives each a number and a card."""

    desk: Desk
    told: Mapping[str, Told]

    def number(self, body: str) -> NamedBody:
        """Number the names in the order in which each stands first; one for which there is no card stays a link."""
        numbers: dict[str, str] = {}
        # Cutting at words is many times quicker than looking for a pattern, and bodies are long.
        first, *pieces = str(body).split(_DATA)
        html = [first]
        for piece in pieces:
            kind, _, rest = piece.partition('="')
            if kind not in {"entity", "card"}:
                html += (_DATA, piece)
                continue
            name, _, behind = rest.partition('"')
            if name not in numbers and len(numbers) < MOST_CARDS and self._is_told(name):
                numbers[name] = f'{_DATA}card="{len(numbers) + 1}"'
            kept = f'{_DATA}entity="{name}"' if kind == "entity" else ""
            html += (kept, numbers.get(name, ""), behind)
        whole = Markup("".join(html))  # noqa: S704 - nothing but numbers is put into what was printed
        return NamedBody(whole, tuple(CardView(self.desk.link(name), self.told[name]) for name in numbers))

    def _is_told(self, name: str) -> bool:
        """Tell whether there is a card for a name; there is none on the page that tells all of it."""
        return name in self.told and self.desk.compass.page_of(name) != self.desk.compass.here
