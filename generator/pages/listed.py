"""The lists of records by the plain name of each: where it stands, and how the records on a page of it are shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.pages.addresses import CORRECTIONS, FOLDERS, ON_ONE_PAGE
from generator.pages.desk import Desk
from generator.pages.views.corrections import view_all_corrections
from generator.pages.views.indexes import view_actors, view_all_time, view_articles, view_glossary, view_units
from generator.pages.views.matrix import view_claims
from generator.pages.views.places import view_places


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of records: its address, and its view of some of them."""

    address: str
    view: Callable[[Desk, Iterable[str]], object]


LISTS: dict[str, Listed] = {
    "articles": Listed(FOLDERS["article"], view_articles),
    "claims": Listed(FOLDERS["claim"], view_claims),
    "actors": Listed(FOLDERS["actor"], view_actors),
    "units": Listed(FOLDERS["unit"], view_units),
    "places": Listed(FOLDERS["place"], view_places),
    "glossary": Listed(ON_ONE_PAGE["term"], view_glossary),
    "timeline": Listed(ON_ONE_PAGE["event"], view_all_time),
    "corrections": Listed(CORRECTIONS, view_all_corrections),
}

NAMES: dict[str, str] = {listed.address: name for name, listed in LISTS.items()}
"""The plain name of each list by its address."""
