"""A small site that holds every kind of page and every part once, for tests of pages."""

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from generator.build import load, texts
from generator.link import Library
from generator.pages import Page, Site, draw_picture, make_files, make_pages

TEMPLATES = Path(__file__).parent.parent / "templates"
EVIL = "</title><script>alert(1)</script>\"'& {{ 7 * 7 }} <b>x</b>"
_EVIL = "'" + EVIL.replace("'", "''") + "'"

FILES = {
    "content/people.yml": f"""\
actors:
  - id: russia
    name: Russia
    type: state
    aliases:
      - Moscow
  - id: ukraine
    name: Ukraine
    type: state
    coordinates: [50.45, 30.52]
    summary: A state. See [[basivka]], [[zelensky|its president]] and [[raid]].
    links: {{wikidata: Q212, website: "https://ukraine.example/"}}
  - id: ministry
    name: Defence ministry
    type: organisation
    affiliation: russia
  - id: zelensky
    name: Volodymyr Zelensky
    type: person
    role: President of Ukraine
    affiliation: ukraine
    was: [the-president]
    aliases:
      - Zelensky
      - name: Зеленский
        language: ru
        used_by: russia
        match: false
  - id: agency
    name: The Agency
    type: organisation
  - id: bloggers
    name: War bloggers
    type: group
  - id: someone
    name: Somebody
    type: unnamed
  - id: evil
    name: {_EVIL}
    type: group
    role: {_EVIL}
    summary: {_EVIL}
    aliases: [{_EVIL}]
units:
  - id: brigade
    name: First Brigade
    part_of: ukraine
    commander: zelensky
    branch: infantry
  - id: battalion
    name: Second Battalion
    part_of: brigade
    affiliation: zelensky
  - id: platoon
    name: Lone Platoon
places:
  - id: sumy-region
    name: Sumy region
    type: region
    part_of: ukraine
  - id: basivka
    name: Basivka
    type: village
    part_of: sumy-region
    coordinates: [51.18, 35.24]
    precision_km: 5
  - id: border
    name: the border
    type: border
    coordinates: [51, 35]
terms:
  - id: raid
    term: raid
    was: [foray]
    aliases: [sortie]
    definition: A short *attack*.
    see: [basivka, village-fight]
    links: {{encyclopedia: "https://words.example/raid"}}
    summary: It says nothing of who is right.
  - id: truce
    term: truce
    definition: {_EVIL}
""",
    "content/articles/village/article.yml": f"""\
title: A village near {EVIL.replace(": ", " ")}
published: 2025-04-08
language: en
was: [hamlet]
show_text: full
source: {{publisher: agency, author: A. Writer, url: "https://agency.example/village", licence: CC BY 4.0}}
links: {{archive: "https://archive.example/village"}}
in_brief:
  - Russia claims [[basivka]]; **Ukraine denies it**. See [[basivka-taken]].
  - A second line.
questions:
  - ask: Who holds it?
    answer: "Both say so. See [[basivka-taken|the claim]]."
not_known:
  - Who is right.
corrections:
  - on: 2025-04-10
    what: A name was wrong.
  - on: 2025-04-11
    what: A date was wrong.
mentions:
  Kyiv: ukraine
""",
    "content/articles/village/text.md": """\
# The village

On Sunday Moscow claimed its troops took Basivka near the border. Kyiv *immediately* denied it.

Kyiv said the village stands. It said so twice.

> Zelensky called it <nonsense>, a *raid*
> and nothing more.

# What else

Zelensky confirmed a raid. The Defence ministry said that nothing whatever has happened there today.

The First Brigade, the First Brigade, stayed. War bloggers asked whether it was true.
""",
    "content/articles/village/claims.yml": f"""\
claims:
  - id: basivka-taken
    claim: Russian troops have taken Basivka.
    was: [basivka-fell]
    about: [basivka, russia]
    when: 2025-04-05/2025-04-06
    links: {{video: "https://video.example/1"}}
    corrections:
      - on: 2025-04-09
        what: The date was wrong.
    evidence:
      - role: refutes
        type: geolocated-footage
        what: A flag in [[basivka]].
        url: https://video.example/1
        archived: https://archive.example/1
      - role: qualifies
        type: map
        what: It is small.
    verdict:
      finding: not-enough-info
      why: Both sides speak for themselves.
      by: The editors
      on: 2025-04-08
    positions:
      - actor: russia
        stance: asserts
        verb: claimed
        said: 2025-04-06
        via: [agency]
        quote: Moscow claimed its troops took Basivka
      - actor: ukraine
        stance: denies
        verb: denied
        said: 2025-04-06
        quote: Kyiv immediately denied it
      - actor: ukraine
        id: twice
        stance: denies
        verb: said
        certainty: probable
        quote: "Kyiv said the village stands. It said so twice."
        original: {{language: uk, words: "Село стоїть."}}
        because: The text names Kyiv, [[ukraine]].
      - actor: zelensky
        stance: denies
        speaking_for: themselves
        verb: called
        quote: Zelensky called it <nonsense>
      - actor: brigade
        stance: questions
        verb: asked
        quote: stayed. War bloggers asked
  - id: basivka-held
    claim: Basivka is held by Ukraine.
    about: [basivka]
    contradicts: [basivka-taken]
    positions:
      - actor: brigade
        stance: asserts
        verb: said
        said: 2025-04
        quote: |-
          Kyiv said the village stands. It said so twice.

          Zelensky called it <nonsense>
  - id: raid-happened
    claim: There was a raid.
    about: [raid]
    when: 2025-03
    when_text: early March
    positions:
      - actor: zelensky
        stance: confirms
        verb: confirmed
        quote: Zelensky confirmed a raid
      - actor: ministry
        stance: denies
        speaking_for: agency
        verb: said
        quote: Defence ministry said that … happened there today
      - actor: ministry
        id: later
        stance: retracts
        speaking_for: agency
        verb: said
        said: 2025-04-09
        quote: The Defence ministry said
  - id: raid-was-wise
    claim: The raid was wise.
    type: judgement
    about: [raid]
    positions:
      - actor: report
        stance: asserts
        verb: says
        quote: nothing more
  - id: raid-will-come
    claim: There will be another raid.
    type: forecast
    positions:
      - actor: bloggers
        stance: questions
        verb: asked
        quote: War bloggers asked whether it was true
      - actor: report
        stance: reports
        verb: says
        quote: asked whether it was true
      - actor: zelensky
        stance: declines
        verb: stayed
        quote: stayed
  - id: evil-claim
    claim: {_EVIL}
    about: [evil]
    positions:
      - actor: evil
        stance: asserts
        verb: {_EVIL}
        quote: the village stands
""",
    "content/articles/village/events.yml": """\
events:
  - id: village-fight
    title: Troops fight over a village
    was: [battle]
    links: {film: "https://video.example/2"}
    when: 2025-04-06
    when_text: on Sunday
    places: [basivka]
    actors: [russia]
    units: [brigade]
    claims: [basivka-taken, basivka-held]
    quote: On Sunday
  - id: spring
    title: Spring comes
    when: 2025~
""",
    "content/elsewhere.yml": """\
events:
  - id: long-ago
    title: Something long ago
    when: 1999-12-31T23:59
""",
    "content/articles/kept/article.yml": """\
title: Втрачений текст
published: 2025-04-01
language: uk
source: {publisher: Газета}
""",
    "content/articles/kept/text.md": """\
Таємний початок. Russia claimed Basivka. Таємний кінець.

# Таємне не тут

Другий абзац, Zelensky промовив.

Третій абзац закінчується.
""",
    "content/articles/kept/claims.yml": """\
positions:
  - claim: basivka-taken
    actor: ministry
    stance: asserts
    verb: claimed
    quote: Russia claimed Basivka
  - claim: basivka-taken
    actor: report
    stance: reports
    verb: says
    quote: |-
      Zelensky промовив.

      Третій абзац
  - claim: basivka-taken
    actor: russia
    stance: asserts
    verb: claimed
    language: en
    quote: claimed Basivka
""",
    "content/articles/lost/article.yml": f"""\
title: The lost report
published: 2025-04-02
language: en
text_sha256: {"a" * 64}
source: {{}}
""",
    "content/articles/lost/claims.yml": """\
claims:
  - id: lost-claim
    claim: Something was lost.
    positions:
      - actor: report
        stance: asserts
        verb: says
        quote: |-
          It was lost.

          For ever.
      - actor: bloggers
        stance: asserts
        verb: said
        quote: lost for good
events:
  - id: losing
    title: It is lost
    when: 2025-04-02
    quote: lost that day
""",
    "content/articles/quiet/article.yml": """\
title: A quiet day
published: 2025-04-03
language: en
show_text: full
source: {}
""",
    "content/articles/quiet/text.md": "Nothing happened in any place.\n",
}


def read_site(folder: Path, files: dict[str, str] | None = None) -> Library:
    """Write the site down and read it."""
    for name, text in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    loaded, problems = load(folder, folder / "content")
    assert not [p for p in problems if p.severity == "error"], problems
    return loaded.library


SITE = Site("Test site", edit_base="https://git.example/edit/main/")


def print_site(library: Library, site: Site = SITE, **options) -> dict[str, Page]:
    """Make all pages, by address."""
    return {page.address: page for page in make_pages(library, site, texts("en"), [TEMPLATES], **options)}


def print_files(library: Library, site: Site = SITE) -> dict[str, bytes]:
    """Make all files."""
    return dict(make_files(library, site, texts("en"), [TEMPLATES]))


def draw_pictures(pages: dict[str, Page], site: Site) -> dict[str, bytes]:
    """Draw the pictures of pages, by file."""
    previews = (page.preview for page in pages.values() if page.preview)
    return {p.picture.file: draw_picture(p.picture, site.cache) for p in previews if p.picture}


class Body:
    """The body of a page, parsed by an independent parser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.soup = BeautifulSoup(page.html, "lxml")

    def one(self, selector: str) -> Tag:
        """Find exactly one element."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{selector} on {self.page.address}: {len(found)}"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        """Find elements."""
        return self.soup.select(selector)

    def texts(self, selector: str) -> list[str]:
        """Give the words of elements, white space made single."""
        return [words(element) for element in self.soup.select(selector)]

    def section(self, anchor: str) -> Tag:
        """Give the section that an anchor names."""
        heading = self.one(f"#{anchor}")
        assert heading.parent is not None
        return heading.parent


def words(element: Tag) -> str:
    """Give the words of an element, white space made single."""
    return " ".join(element.get_text().split())


def ids(page: Page) -> list[str]:
    """Give all ids of a page."""
    return [str(element["id"]) for element in BeautifulSoup(page.html, "lxml").find_all(id=True)]


def hrefs(page: Page) -> Iterator[str]:
    """Give the target of every link of a page."""
    for element in BeautifulSoup(page.html, "lxml").find_all(href=True):
        yield str(element["href"])
