"""The Library: what is joined, in what order, and how positions are addressed."""

from pathlib import Path

from test_link import PROJECT, loaded

from generator.link import Library, LinkedPosition
from generator.text import CannotCheck, Found

DAY = "content/articles/day/"
SECOND = {
    "content/articles/eve/article.yml": (
        "title: The eve\npublished: 2025-04-05\nlanguage: en\nsource: {publisher: russia-today}\nshow_text: full\n"
        "mentions:\n  the village: basivka\n  Sumy: nobody\n"
    ),
    "content/articles/eve/text.md": (
        "# Ukraine and Zelensky\n\nThe village slept. Sumy region and Sumy did not; the village of Basivka did.\n\n"
        "# Later\n\nBasivka woke. The 5th Brigade of Ukraine left Basivka’s streets.\n"
    ),
    "content/articles/eve/claims.yml": (
        "claims:\n  - id: brigade-left\n    claim: The brigade left.\n    about: [fifth-brigade, basivka, basivka]\n"
        "    contradicts: [taken]\n    positions:\n      - actor: report\n        stance: asserts\n        verb: says\n"
        "        quote: 5th Brigade of Ukraine left\n"
        "positions:\n  - claim: taken\n    actor: russia\n    id: on-the-eve\n    said: 2025-04-05\n"
        "    stance: questions\n    verb: asked\n    quote: The village slept\n"
        "    because: The words are only a test.\n"
        "events:\n  - id: sleep\n    title: The village sleeps\n    when: 2025-04-05\n"
        "    places: [basivka, sumy-region]\n    units: [fifth-brigade]\n    claims: [taken]\n"
        "    quote: The village slept\n  - id: winter\n    title: Winter\n    when: 2025-01\n    places: [basivka]\n"
    ),
    "content/units.yml": (
        "units:\n  - id: army\n    name: The Army\n    part_of: ukraine\n    affiliation: zelensky\n"
        "  - id: fifth-brigade\n    name: 5th Brigade\n    part_of: army\n    was: [old-brigade]\n"
    ),
    "content/more.yml": (
        "actors:\n  - id: russia-today\n    name: Russia Today\n    type: organisation\n    affiliation: russia\n"
        "terms:\n  - id: brigade\n    term: brigade\n    definition: A formation.\n"
    ),
}


def library(tmp_path: Path, **changed: str) -> Library:
    """Load the project with a second article, which must be without fault."""
    found, problems = loaded({**SECOND, **changed}, tmp_path)
    assert problems == []
    return found


def words(found: Library, position: LinkedPosition) -> list[str]:
    """Give the source's own words behind a position."""
    source = found.articles[position.article].source
    assert source is not None
    assert isinstance(position.quote, Found)
    return [part for fragment in position.quote.fragments for part in source.passages(*fragment)]


def test_articles_stand_by_date_and_hold_what_their_text_holds(tmp_path: Path) -> None:
    found = library(tmp_path)
    assert list(found.articles) == ["eve", "day"]
    eve = found.articles["eve"]
    assert [position.mark for position in eve.positions] == ["q-taken--russia--on-the-eve", "q-brigade-left--report"]
    assert eve.claims == ("taken", "brigade-left")
    assert eve.events == ("winter", "sleep")
    assert eve.entities == ("ukraine", "zelensky", "basivka", "sumy-region", "fifth-brigade")
    assert found.articles["day"].claims == ("taken",)


def test_mentions_count_everywhere_and_are_first_once_in_a_sections_paragraphs(tmp_path: Path) -> None:
    found = library(tmp_path)
    text = found.articles["eve"].source
    assert text is not None
    told = [(m.entity, text.text[m.start : m.end], m.section, m.block, m.first) for m in found.articles["eve"].mentions]
    assert told == [
        ("ukraine", "Ukraine", 0, 0, False),
        ("zelensky", "Zelensky", 0, 0, False),
        ("basivka", "The village", 0, 1, True),
        ("sumy-region", "Sumy region", 0, 1, True),
        ("basivka", "the village", 0, 1, False),
        ("basivka", "Basivka", 0, 1, False),
        ("basivka", "Basivka", 1, 1, True),
        ("fifth-brigade", "5th Brigade", 1, 1, True),
        ("ukraine", "Ukraine", 1, 1, True),
        ("basivka", "Basivka", 1, 1, False),
    ]
    assert [mention.article for mention in found.mentions_of["zelensky"]] == ["eve", "day"]


def test_a_texts_own_names_and_the_sites_are_found_as_by_one_finder(tmp_path: Path) -> None:
    files = {
        DAY + "text.md": (
            "Russia claimed that it had taken Basivka. Ukraine denied it. "
            "The Basivka town council of Sumy region met the council of Sumy region in Basivka town.\n"
        ),
        DAY + "article.yml": (
            "title: T\npublished: 2025-04-08\nlanguage: en\nsource: {publisher: The Daily}\n"
            "mentions:\n  Basivka town: zelensky\n  council of Sumy: nobody\n"
        ),
    }
    found, problems = loaded(files, tmp_path)
    assert problems == []
    text = found.articles["day"].source
    assert text is not None
    told = [(m.entity, text.text[m.start : m.end]) for m in found.articles["day"].mentions]
    assert told == [
        ("russia", "Russia"),
        ("basivka", "Basivka"),
        ("ukraine", "Ukraine"),
        ("zelensky", "Basivka town"),
        ("zelensky", "Basivka town"),
    ]


def test_sides_are_the_top_of_the_chain(tmp_path: Path) -> None:
    found = library(tmp_path)
    assert found.sides == {
        "ukraine": "ukraine",
        "russia": "russia",
        "zelensky": "ukraine",
        "russia-today": "russia",
        "army": "ukraine",
        "fifth-brigade": "ukraine",
    }
    (report,) = found.claims["brigade-left"].positions
    assert (report.speaker.actor, report.speaker.side, report.speaker.article) == ("report", "russia", "eve")


def test_a_report_without_a_publisher_is_its_own_side(tmp_path: Path) -> None:
    article = SECOND["content/articles/eve/article.yml"].replace("publisher: russia-today", "author: N.N.")
    found = library(tmp_path, **{"content/articles/eve/article.yml": article})
    assert found.claims["brigade-left"].positions[0].speaker.side == "eve"


def test_positions_stand_in_time_under_addresses_of_ids_alone(tmp_path: Path) -> None:
    found = library(tmp_path)
    taken = found.claims["taken"]
    assert [position.anchor for position in taken.positions] == [
        "p-eve--russia--on-the-eve",
        "p-day--russia",
        "p-day--ukraine",
    ]
    assert taken.articles == ("day", "eve")
    assert taken.contradicts == ("brigade-left",)
    assert found.claims["brigade-left"].contradicts == ("taken",)
    assert [p.anchor for p in found.positions_of["russia"]] == ["p-eve--russia--on-the-eve", "p-day--russia"]
    assert words(found, taken.positions[0]) == ["The village slept"]


def test_everything_can_be_found_from_the_other_end(tmp_path: Path) -> None:
    found = library(tmp_path)
    assert found.claims_about == {"basivka": ("brigade-left", "taken"), "fifth-brigade": ("brigade-left",)}
    assert found.events_of == {
        "basivka": ("winter", "sleep"),
        "sumy-region": ("sleep",),
        "fifth-brigade": ("sleep",),
        "taken": ("sleep",),
    }
    assert found.parts_of == {
        "ukraine": ("army", "sumy-region"),
        "army": ("fifth-brigade",),
        "sumy-region": ("basivka",),
    }
    assert found.voices_of == {"ukraine": ("zelensky",), "russia": ("russia-today",), "zelensky": ("army",)}
    assert found.was == {"old-brigade": "fifth-brigade"}


def test_every_id_has_a_label(tmp_path: Path) -> None:
    found = library(tmp_path)
    told = [found.label(some_id) for some_id in ("taken", "sleep", "eve", "zelensky", "brigade", "The Daily")]
    assert told == [
        "Russian troops hold Basivka.",
        "The village sleeps",
        "The eve",
        "Volodymyr Zelensky",
        "brigade",
        "The Daily",
    ]


def test_without_its_text_nothing_of_an_article_is_called_checked(tmp_path: Path) -> None:
    loaded(SECOND, tmp_path)
    (tmp_path / "content/articles/eve/text.md").unlink()
    article = tmp_path / "content/articles/eve/article.yml"
    article.write_text(article.read_text() + f"text_sha256: {'0' * 64}\n")
    found, problems = loaded({"content/articles/eve/article.yml": article.read_text()}, tmp_path)
    assert problems == []
    eve = found.articles["eve"]
    assert eve.source is None
    assert eve.mentions == ()
    assert {type(position.quote) for position in eve.positions} == {CannotCheck}
    assert type(found.events["sleep"].quote) is CannotCheck


def test_the_order_of_files_and_records_changes_no_address(tmp_path: Path) -> None:
    one = library(tmp_path / "one")
    claims = SECOND["content/articles/eve/claims.yml"]
    head, _, events = claims.partition("events:\n")
    other = library(
        tmp_path / "two",
        **{"content/articles/eve/claims.yml": head, "content/articles/eve/a.yml": f"events:\n{events}"},
    )
    assert {p.anchor for c in one.claims.values() for p in c.positions} == {
        p.anchor for c in other.claims.values() for p in c.positions
    }
    assert one.events_of == other.events_of


def test_a_claim_that_no_other_contradicts_contradicts_none_and_never_itself(tmp_path: Path) -> None:
    alone, _ = loaded({}, tmp_path)
    assert alone.claims["taken"].contradicts == ()
    claims = PROJECT[DAY + "claims.yml"].replace("about: [basivka]", "contradicts: [taken, fallen]")
    found, problems = loaded({DAY + "claims.yml": claims}, tmp_path)
    assert [problem.code for problem in problems] == ["contradicts-itself", "unknown-claim"]
    assert found.claims["taken"].contradicts == ()
