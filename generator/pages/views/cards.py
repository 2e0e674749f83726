"""Cards: who or what the names and words on a page stand for, each told once at the page's end.

Which cards a page needs, and their numbers, are known when its body is printed:
they follow the order in which the names stand there. What a card tells is the same
on every page, and worked out once.
"""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.pages.desk import Desk, Link
from generator.pages.house import Asker, Profile
from generator.pages.words import capital
from generator.text import plain_prose

MOST_CARDS = 80
"""Cards on a page at most; what is named behind them is a link like any other."""

LONGEST = 320
"""Characters of a card's summary at most: one or two sentences have room, a page has not."""

_ENTITY, _CARD = ' data-entity="', ' data-card="'
"""Before the ids of those who are named; quotation marks are escaped in whatever an editor wrote."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a card tells of an actor, a unit, a place or a term, in plain words."""

    what: str
    summary: str
    claims: str


class CardView(NamedTuple):
    """A card: the name, leading to the page behind it, and what it tells."""

    name: Link
    told: Told


@dataclass(frozen=True, slots=True)
class NamedBody:
    """The body of a page with its names numbered, and a card for each number."""

    html: Markup
    cards: tuple[CardView, ...]


def tell_card(desk: Desk, some_id: str) -> Told:
    """Tell what a card tells of an actor, a unit, a place or a term."""
    house, profile, heard = desk.house, desk.house.profiles[some_id], desk.house.heard.get(some_id, (0, 0))

    def tell(asker: Asker) -> Told:
        summary = plain_prose(profile.summary, asker.title) if profile.summary else ""
        return Told(_tell_what(desk, profile, asker), _shorten(summary), _count(desk, profile, *heard))

    return house.once("card", some_id, tell)


def _tell_what(desk: Desk, profile: Profile, asker: Asker) -> str:
    """Say what somebody is and whose side they are on, or what a place is and where it lies."""
    if profile.kind == "term":
        return ""
    what = profile.office or desk.words(f"kind.{profile.type}")
    if profile.above is None:
        return capital(what)
    above = asker.label(profile.above)
    told = {"type": what, "place": above} if profile.kind == "place" else {"what": what, "side": above}
    place_or_side = "card.place" if profile.kind == "place" else "card.side"
    return capital(desk.words(place_or_side, **told))


def _shorten(text: str) -> str:
    """Cut a text behind a word where it is too long for a card."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


def _count(desk: Desk, profile: Profile, claims: int, disputed: int) -> str:
    """Count claims, and those among them that are disputed; of what there is none, nothing is said."""
    word = "card.about" if profile.kind == "place" else "card.speaks"
    told = [desk.words(word, count=claims)] if claims else []
    if disputed:
        told.append(desk.words("card.disputed", count=disputed))
    return desk.words("status.semicolon").join(told)


@dataclass(frozen=True, slots=True)
class Cards:
    """Finds the names in the body of one page, and gives each a number and a card."""

    desk: Desk

    def number(self, body: str) -> NamedBody:
        """Number the names in the order in which each stands first; one for which there is no card stays a link."""
        numbers: dict[str, str] = {}
        html: list[str] = []
        # Cutting at words is many times quicker than looking for a pattern, and bodies are long.
        first, *named = str(body).split(_ENTITY)
        self._number(first, numbers, html)
        for piece in named:
            name, _, behind = piece.partition('"')
            html += (_ENTITY, name, '"', self._number_of(name, numbers))
            self._number(behind, numbers, html)
        whole = Markup("".join(html))  # noqa: S704 - nothing but numbers is put into what was printed
        return NamedBody(whole, tuple(CardView(self.desk.link(name), tell_card(self.desk, name)) for name in numbers))

    def _number(self, piece: str, numbers: dict[str, str], html: list[str]) -> None:
        """Number the names in a piece of the body that ask for nothing but their cards."""
        first, *asking = piece.split(_CARD)
        html.append(first)
        for each in asking:
            name, _, behind = each.partition('"')
            html += (self._number_of(name, numbers), behind)

    def _number_of(self, name: str, numbers: dict[str, str]) -> str:
        """Give the attribute with the number of a name, the next one where it stands here first."""
        if name not in numbers:
            if len(numbers) == MOST_CARDS or not self._is_told(name):
                return ""
            numbers[name] = f'{_CARD}{len(numbers) + 1}"'
        return numbers[name]

    def _is_told(self, name: str) -> bool:
        """Tell whether there is a card for a name; there is none on the page that tells all of it."""
        return name in self.desk.house.profiles and self.desk.compass.page_of(name) != self.desk.compass.here
