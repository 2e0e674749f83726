"""A small town's news: the project that the examples of the lessons stand in."""

from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: Harbour news\ndocs_dir: content\ntheme: {name: sayso, custom_dir: templates}\n"
    "plugins: [sayso]\n",
    "templates/languages/en.yml": "site: {home: Front page}\n",
    "content/actors.yml": """\
actors:
  - id: council
    name: Town Council
    type: organisation
    aliases: [council]
  - id: lind
    name: Mara Lind
    type: person
    affiliation: council
    aliases: [Mayor Lind]
  - id: bakers
    name: Bakers' Guild
    type: organisation
    aliases: [bakers]
  - id: ferry-company
    name: Harbour Ferries
    type: organisation
    aliases: [ferry company]
""",
    "content/places.yml": "places: [{id: harbourton, name: Harbourton, type: town}]\n",
    "content/landmarks.yml": "places: [{id: old-bridge, name: Old Bridge, type: site}]\n",
    "content/articles/bridge/article.yml": """\
title: The old bridge is to close
published: 2025-04-08
language: en
source: {publisher: Harbour Gazette}
""",
    "content/articles/bridge/text.md": """\
# The old bridge

On Sunday the council said that the old bridge would close in May. It was no longer safe, the council said. The bakers
denied that the bridge was unsafe.

Mayor Lind said that repairs may take ten weeks. Asked for a date, the mayor gave none.

# The market

The bakers said that trade would suffer. Later the council said that trade would suffer less than feared.

Yesterday the council said that stalls could move, the ferry company said that it had room, and that rents
would stay low.

Critics say that the mayor wants a new bridge.
""",
    "content/articles/bridge/claims.yml": """\
claims:
  - id: bridge-closes
    claim: The old bridge will close in May.
    positions:
      - actor: council
        stance: asserts
        verb: said
        quote: the council said that the old bridge would close in May
  - id: bridge-unsafe
    claim: The old bridge to the harbour has become unsafe.
    positions:
      - actor: council
        stance: asserts
        verb: said
        quote: It was no longer safe, the council said
      - actor: bakers
        stance: denies
        verb: denied
        quote: The bakers denied that the bridge was unsafe
""",
}


def make_town(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the project, with some files added or put in place of its own."""
    for name, text in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
