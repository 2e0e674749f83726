"""Links that editors give a record: a Wikidata number, a website, any other by its name."""

from collections.abc import Mapping

from generator.pages.desk import Link

WIKIDATA = "https://www.wikidata.org/wiki/"


def view_links(links: Mapping[str, str]) -> tuple[Link, ...]:
    """Give the links of a record; a Wikidata number becomes its address."""
    return tuple(
        Link("Wikidata", WIKIDATA + target) if name == "wikidata" else Link(name, target)
        for name, target in links.items()
    )
