"""Markup in data stays text: a script in every text field of every kind of record, in the text and in names."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sites import build_with_mkdocs


def evil(slot: str) -> str:
    """Give a string that would run if it were ever taken for markup."""
    return f"<script>alert({slot})</script>"


def yaml_of(template: str) -> str:
    """Replace each `%slot%` by a hostile string, quoted for YAML."""
    return re.sub(r"%([\w-]+)%", lambda match: f"'{evil(match[1])} & {{{{ 7 }}}} *x*'", template)


RECORDS = """\
actors:
  - id: speaker
    name: %actor-name%
    type: person
    role: %actor-role%
    aliases:
      - %actor-alias%
      - {name: %actor-alias-record%, language: uk, used_by: other, match: no}
    forms: [%actor-form%]
    summary: %actor-summary%
    note: %actor-note%
    links: {website: 'https://example.org/?a=1&b=2'}
    affiliation: other
  - id: other
    name: %side-name%
    type: state
units:
  - id: unit
    name: %unit-name%
    branch: %unit-branch%
    part_of: other
    commander: speaker
    summary: %unit-summary%
places:
  - id: place
    name: %place-name%
    type: village
    summary: %place-summary%
terms:
  - id: term
    term: %term-term%
    definition: %term-definition%
    summary: %term-summary%
    see: [place]
events:
  - id: event
    title: %event-title%
    article: report-one
    when: 2025-04
    when_text: %event-when%
    places: [place]
    actors: [speaker]
    units: [unit]
    claims: [claim]
"""

ARTICLE = """\
title: %article-title%
published: 2025-04-08
language: en
source: {publisher: %publisher%, author: %author%, licence: %licence%, url: 'https://example.org/'}
show_text: full
in_brief:
  - %in-brief%
questions:
  - ask: %ask%
    answer: %answer%
not_known:
  - %not-known%
corrections:
  - on: 2025-04-09
    what: %article-correction%
"""

CLAIMS = """\
claims:
  - id: claim
    claim: %claim%
    about: [place, speaker, unit, term]
    when: 2025-04
    when_text: %claim-when%
    corrections:
      - on: 2025-04-09
        what: %claim-correction%
    positions:
      - actor: speaker
        stance: asserts
        verb: %verb%
        quote: '<script>alert(quote)</script> was said'
        certainty: probable
        via: [unit]
        original: {language: uk, words: %original%}
        because: %because%
      - actor: unit
        stance: denies
        verb: denied
        quote: '<b>bold</b> & &amp; was denied'
    evidence:
      - role: supports
        type: %kind%
        what: %evidence%
        url: https://example.org/
    verdict:
      finding: mixed
      why: %why%
      by: %by%
      on: 2025-04-09
"""

TEXT = """\
# <script>alert(heading)</script>

<script>alert(quote)</script> was said. <b>bold</b> & &amp; was denied. <img src=x onerror=alert(1)>

<script>alert(actor-name)</script> & {{ 7 }} *x* was there, [link](javascript:alert(2)).
"""

UNPUBLISHED = {"actor-note", "because", "actor-form"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    article = folder / "content/articles/report-one"
    article.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Hostile\nsite_url: https://h.example/\ndocs_dir: content\ntheme: {name: sayso}\nplugins: [sayso]\n"
    )
    (folder / "content/records.yml").write_text(yaml_of(RECORDS))
    (article / "article.yml").write_text(yaml_of(ARTICLE))
    (article / "claims.yml").write_text(yaml_of(CLAIMS))
    (article / "text.md").write_text(TEXT)
    return build_with_mkdocs(folder)


def test_nothing_in_data_is_ever_live(site):
    for file in site.rglob("*.html"):
        page = BeautifulSoup(file.read_text("utf-8"), "lxml")
        scripts = [tag for tag in page.find_all("script") if "alert" in tag.get_text()]
        assert not scripts, file
        assert not page.find_all("img"), file
        assert not page.find_all("b", string="bold"), file
        assert not [a for a in page.find_all("a", href=True) if a["href"].lower().startswith("javascript")], file
        assert not [tag for tag in page.select("*") if any(name.startswith("on") for name in tag.attrs)], file


def test_what_is_published_reads_as_it_was_typed(site):
    texts = [BeautifulSoup(file.read_text("utf-8"), "lxml").get_text() for file in site.rglob("*.html")]
    slots = set(re.findall(r"%([\w-]+)%", RECORDS + ARTICLE + CLAIMS))
    for slot in slots - UNPUBLISHED:
        wanted = f"{evil(slot)} & {{{{ 7 }}}} "
        assert any(wanted in " ".join(text.split()) + " " for text in texts), slot
    for slot in UNPUBLISHED:
        assert not any(evil(slot) in text for text in texts), slot


def test_markup_in_the_source_text_is_shown_as_it_stands(site):
    page = BeautifulSoup((site / "articles/report-one/index.html").read_text("utf-8"), "lxml")
    text = " ".join(page.get_text().split())
    assert "<b>bold</b> & &amp; was denied. <img src=x onerror=alert(1)>" in text
    assert "[link](javascript:alert(2))" in text
    assert page.find("mark", id="q-claim--unit").get_text() == "<b>bold</b> & &amp; was denied"


def test_titles_descriptions_and_attributes_are_text_too(site):
    for file in site.rglob("claims/claim/index.html"):
        page = BeautifulSoup(file.read_text("utf-8"), "lxml")
        assert evil("claim") in page.title.get_text()
        assert evil("claim") in page.find("meta", attrs={"name": "description"})["content"]
