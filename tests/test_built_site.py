"""The site of this repository, read as a stranger would: plain YAML on one side, built HTML on the other.

Nothing of the generator is used here but to build the site once.
"""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from sites import ROOT, build_with_mkdocs

FOLDERS = {"actors": "actors", "units": "units", "places": "places", "claims": "claims"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_with_mkdocs(ROOT, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page by its address, such as `claims/basivka-taken/`."""
    files = sorted(site.rglob("*.html"))
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(file.read_text("utf-8"), "lxml")
        for file in files
    }


@pytest.fixture(scope="module")
def records() -> dict[str, list[dict]]:
    """All records, each with the article whose folder it lies in."""
    found: dict[str, list[dict]] = {}
    for file in sorted((ROOT / "content").rglob("*.yml")):
        loaded = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        article = file.parent.name if file.parent.parent.name == "articles" else None
        if file.name == "article.yml":
            found.setdefault("articles", []).append({**loaded, "id": article})
        else:
            for key, entries in loaded.items():
                found.setdefault(key, []).extend({**entry, "folder": article} for entry in entries)
    return found


@pytest.fixture(scope="module")
def positions(records) -> list[dict]:
    """Every position, with its claim and its article."""
    nested = [
        {**position, "claim": claim["id"], "article": position.get("article", claim["folder"])}
        for claim in records["claims"]
        for position in claim.get("positions", [])
    ]
    listed = [
        {**position, "article": position.get("article", position["folder"])}
        for position in records.get("positions", [])
    ]
    return nested + listed


def one_space(text: str) -> str:
    """Fold what the page may show otherwise than the editor typed it."""
    for odd, plain in {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " "}.items():
        text = text.replace(odd, plain)
    return " ".join(text.split())


def rendered(page: BeautifulSoup, position: dict) -> list[Tag]:
    """Find a position's elements: same claim, actor and stance, and its words in a quote inside."""
    elements = page.find_all(
        attrs={"data-claim": position["claim"], "data-actor": position["actor"], "data-stance": position["stance"]}
    )
    wanted = one_space(position["quote"])
    return [
        e
        for e in elements
        if any(one_space(q.get_text()).strip("\"' ") == wanted.strip("\"' ") for q in e.find_all(["q", "blockquote"]))
    ]


def test_every_position_stands_on_its_claims_page(pages, positions):
    for position in positions:
        (element,) = rendered(pages[f"claims/{position['claim']}/"], position)
        name = f"{position['article']}--{position['actor']}" + (f"--{position['id']}" if "id" in position else "")
        holder = element if element.get("id") else element.find_parent(id=True)
        assert holder["id"] == f"p-{name}", position


def test_every_position_stands_on_its_articles_page_in_its_claims_box(pages, positions):
    for position in positions:
        page = pages[f"articles/{position['article']}/"]
        (box,) = page.find_all(attrs={"data-claim-box": position["claim"]})
        assert box["data-status"]
        assert len(rendered(box, position)) == 1, position


def test_every_position_stands_on_its_speakers_page(pages, records, positions):
    kinds = {record["id"]: kind for kind in ("actors", "units") for record in records[kind]}
    for position in positions:
        if position["actor"] == "report":
            continue
        page = pages[f"{kinds[position['actor']]}/{position['actor']}/"]
        assert len(rendered(page, position)) == 1, position
    assert "actors/report/" not in pages


def test_no_position_is_shown_that_nobody_wrote(pages, positions):
    known = {(p["claim"], p["actor"], p["stance"]) for p in positions}
    for page in pages.values():
        shown = page.find_all(attrs={"data-claim": True, "data-actor": True})
        assert {(e["data-claim"], e["data-actor"], e["data-stance"]) for e in shown} <= known


def test_every_quotes_words_are_marked_in_the_text(pages, positions):
    for position in positions:
        page = pages[f"articles/{position['article']}/"]
        name = f"q-{position['claim']}--{position['actor']}" + (f"--{position['id']}" if "id" in position else "")
        first = page.find("mark", id=name)
        pieces = page.find_all("mark", attrs={"data-mark": name}) or [first]
        assert pieces[0] is first
        assert one_space("".join(piece.get_text() for piece in pieces)) == one_space(position["quote"])


def test_the_text_on_the_page_is_the_text_in_the_file(pages, records):
    for article in records["articles"]:
        source = (ROOT / "content/articles" / article["id"] / "text.md").read_text("utf-8")
        page = one_space(pages[f"articles/{article['id']}/"].get_text(" "))
        report = re.sub(r"\s+([,.;:’'”)])", r"\1", page)
        for paragraph in source.split("\n\n"):
            for sentence in one_space(paragraph.lstrip("# ")).split(". "):
                assert re.sub(r"\s", "", sentence) in re.sub(r"\s", "", report), sentence


def test_every_kind_of_page_is_there(pages, records):
    wanted = {"", "404.html", "about/", "glossary/", "timeline/", "articles/", "corrections/"}
    wanted |= {"how-quotes-are-checked/", "problems/"}
    wanted |= {f"{folder}/" for folder in FOLDERS.values()}
    wanted |= {f"{folder}/{record['id']}/" for kind, folder in FOLDERS.items() for record in records[kind]}
    wanted |= {f"articles/{article['id']}/" for article in records["articles"]}
    assert set(pages) == wanted


def test_every_term_and_event_has_its_anchor(pages, records):
    assert all(pages["glossary/"].find(id=term["id"]) for term in records["terms"])
    assert all(pages["timeline/"].find(id=event["id"]) for event in records["events"])


def test_every_mention_leads_to_its_entity(pages, records):
    places = {r["id"]: f"{FOLDERS[k]}/{r['id']}/" for k in ("actors", "units", "places") for r in records[k]}
    places |= {term["id"]: f"glossary/#{term['id']}" for term in records["terms"]}
    mentions = [
        (page, link) for page, soup in pages.items() for link in soup.find_all("a", attrs={"data-entity": True})
    ]
    assert len(mentions) > 40
    for page, link in mentions:
        assert resolve(page, link["href"]) == places[link["data-entity"]]


def resolve(page: str, href: str) -> str:
    """Resolve a relative link to an address from the site's root."""
    parts = urlsplit(href)
    folder = page if page.endswith("/") or not page else page.rpartition("/")[0] + "/"
    steps: list[str] = [step for step in folder.split("/") if step] if parts.path else []
    for step in unquote(parts.path).split("/"):
        if step == "..":
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    path = "/".join(steps) if parts.path else page.rstrip("/")
    path += "/" if path and (parts.path.endswith("/") or (not parts.path and page.endswith("/"))) else ""
    return path + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def internal_links(page: str, soup: BeautifulSoup) -> list[str]:
    """Give the links and resources of a page that stay on the site."""
    found = [tag[name] for name in ("href", "src") for tag in soup.find_all(attrs={name: True})]
    inside = [href for href in found if not urlsplit(href).scheme and not href.startswith("/")]
    return [resolve(page, href) for href in inside]


def test_every_internal_link_and_fragment_resolves(site, pages):
    anchors = {page: {tag["id"] for tag in soup.find_all(id=True)} for page, soup in pages.items()}
    dead = []
    for page, soup in pages.items():
        if page == "404.html":  # its links are absolute: it is shown at any depth
            continue
        for target in internal_links(page, soup):
            address, _, fragment = target.partition("#")
            known = address in pages or (site / address).is_file()
            if not known or (fragment and fragment not in anchors.get(address, ())):
                dead.append((page, target))
    assert dead == []


def test_no_id_stands_twice_on_a_page(pages):
    for page, soup in pages.items():
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), page


def test_nothing_is_fetched_from_anybody_else(site, pages):
    for page, soup in pages.items():
        loaded = [tag["src"] for tag in soup.find_all(attrs={"src": True})]
        loaded += [tag["href"] for tag in soup.find_all("link") if tag["rel"] != ["canonical"]]
        assert [url for url in loaded if urlsplit(url).netloc] == [], page
        assert not soup.find_all(["iframe", "object", "embed"])
        assert not soup.find_all("script", string=True), page
        assert not soup.find_all(style=True), page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"@import|url\(", sheet.read_text("utf-8")), sheet


def test_a_claim_is_never_told_as_a_fact(pages, records):
    for claim in records["claims"]:
        page = pages[f"claims/{claim['id']}/"]
        words = one_space(claim["claim"])
        status = page.find(attrs={"data-claim-box": claim["id"]})["data-status"]
        told = {
            "title": page.title.get_text(),
            "description": page.find("meta", attrs={"name": "description"})["content"],
        }
        for where, text in told.items():
            assert f'"{words}"' in one_space(text), (where, text)
            assert "denied by" in text or "opposite" in text or status != "disputed", (where, text)
        assert f'"{words}"' in one_space(page.h1.get_text())
        assert len(page.find_all("h1")) == 1


def test_the_disputed_village_is_told_with_both_sides(pages):
    page = pages["claims/basivka-taken/"]
    title = one_space(page.title.get_text())
    assert title.startswith('"Russian troops have taken control of Basivka." - disputed: asserted by Russia')
    assert "; denied by Ukraine" in title
    assert page.find(attrs={"data-claim-box": "basivka-taken"})["data-status"] == "disputed"


def side_of(actor: str, records: dict[str, list[dict]]) -> str:
    """Follow the chain of affiliation to its top; a plain name is a side of its own."""
    units = {record["id"]: record for record in records["units"]}
    speaker = units.get(actor) or next((record for record in records["actors"] if record["id"] == actor), {})
    above = speaker.get("affiliation") or (speaker.get("part_of") if actor in units else None)
    return side_of(above, records) if above else actor


def origin_of(position: dict, records: dict[str, list[dict]]) -> str | None:
    """Find the side that a position's words go back to."""
    via, is_report = position.get("via", []), position["actor"] == "report"
    if position["stance"] == "reports" or (is_report and via):
        return side_of(via[0], records) if via else None
    sources = {article["id"]: article["source"].get("publisher", article["id"]) for article in records["articles"]}
    return side_of(sources[position["article"]] if is_report else position["actor"], records)


def is_overtaken(position: dict, positions: list[dict]) -> bool:
    """Tell whether its speaker took the other side of the claim at a later day."""
    sides = {"asserts": "for", "confirms": "for", "denies": "against"}
    side, said = sides.get(position["stance"]), position.get("said")
    return any(
        side and said and other.get("said", "") > said and sides.get(other["stance"], side) != side
        for other in positions
        if (other["claim"], other["actor"]) == (position["claim"], position["actor"])
    )


def test_links_across_articles_are_real(records, positions):
    told = {}
    for position in positions:
        told.setdefault(position["claim"], set()).add(position["article"])
    assert len(records["articles"]) > 2
    assert len([articles for articles in told.values() if len(articles) > 1]) > 5


def test_what_contradicts_each_other_is_said_of_the_same_month(records):
    claims = {claim["id"]: claim for claim in records["claims"]}
    pairs = [(claim, claims[other]) for claim in claims.values() for other in claim.get("contradicts", ())]
    assert pairs
    assert {(one["id"], other["id"]) for one, other in pairs if one["when"][:7] != other["when"][:7]} == set()


def test_whoever_says_the_opposite_later_is_told_so_where_it_was_said_first(pages, positions):
    # There need not be any here: what is said of another time is another claim. tests/test_pages_positions.py has one.
    for position in (p for p in positions if is_overtaken(p, positions)):
        (element,) = rendered(pages[f"claims/{position['claim']}/"], position)
        assert one_space(element.find(class_="position__later").get_text()).startswith("later: ")


COUNTED = {
    r"(?<!opposite )(?:asserted|confirmed|reported) by": {"asserts", "confirms", "reports"},
    "denied by": {"denies"},
}


def test_repeated_reports_are_told_with_the_number_of_their_origins(pages, records, positions):
    # Counted plainly, which does as long as nobody on this site takes anything back or speaks for another side.
    assert not [p for p in positions if p["stance"] == "retracts" or "speaking_for" in p]
    positions = [p for p in positions if not is_overtaken(p, positions)]
    counts = []
    for claim in records["claims"]:
        sentence = one_space(pages[f"claims/{claim['id']}/"].title.get_text()).partition('" - ')[2]
        wanted = []
        for words, stances in COUNTED.items():
            said = [p for p in positions if p["claim"] == claim["id"] and p["stance"] in stances]
            held = [p for p in said if origin_of(p, records) is not None]
            reports = len({(p["article"], p["actor"]) for p in held})
            origins = len({origin_of(p, records) for p in held})
            if re.search(words, sentence) and 0 < origins < reports:
                what = "reports" if len({p["article"] for p in held}) > 1 else "voices"
                wanted.append((str(reports), what, str(origins)))
        assert re.findall(r"(\d+) (reports|voices), (\d+) origins?", sentence) == wanted, sentence
        counts += wanted
    assert counts


def test_every_page_has_its_own_title_description_and_canonical_address(pages):
    titles = [soup.title.get_text().strip() for soup in pages.values()]
    assert len(titles) == len(set(titles))
    for page, soup in pages.items():
        if page == "404.html":
            continue
        assert soup.find("meta", attrs={"name": "description"})["content"].strip(), page
        canonical = soup.find("link", rel="canonical")["href"]
        assert urlsplit(canonical).path == f"/{page}", page


def test_the_records_themselves_are_not_published(site):
    names = {path.name for path in site.rglob("*") if path.is_file()}
    assert not {name for name in names if name.endswith((".yml", ".yaml", ".md"))}


def test_the_page_for_what_is_not_found_works_at_any_depth(site, tmp_path):
    for site_url, base in {"https://a.example/": "/", "https://a.example/repo/": "/repo/"}.items():
        folder = build_with_mkdocs(ROOT, tmp_path / base.strip("/"), site_url=site_url)
        page = BeautifulSoup((folder / "404.html").read_text("utf-8"), "lxml")
        links = [tag["href"] for tag in page.find_all(["a", "link"], href=True) if not tag["href"].startswith("#")]
        assert all(link.startswith(base) and "//" not in link for link in links), links
        assert all((folder / link.removeprefix(base) / "index.html").is_file() for link in links if link.endswith("/"))


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_under_other_themes_everything_a_page_needs_is_there(theme, tmp_path):
    site = build_with_mkdocs(ROOT, tmp_path / "site", theme={"name": theme})
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        if page == "404.html":
            continue
        soup = BeautifulSoup(file.read_text("utf-8"), "lxml")
        for target in internal_links(page, soup):
            address = target.partition("#")[0]
            assert (site / address).is_file() or (site / address / "index.html").is_file(), (page, target)
