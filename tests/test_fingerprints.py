"""Fingerprints: the same as long as a reader sees the same, another when anything of it changes."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from sites import FILES, make_project

from generator.build import load
from generator.proof.fingerprints import covered, fingerprint
from generator.read import Options

ARTICLE = "content/articles/harbour/article.yml"
CLAIMS = "content/articles/harbour/claims.yml"
TEXT = "content/articles/harbour/text.md"
PEOPLE = "content/people.yml"

WORDS = """\
# At the quay

The night was quiet.

The mayor said the harbour would reopen on Friday, and the *pilots* agreed. The mayor said so twice.
"""

HARBOUR = {
    PEOPLE: """\
actors:
  - {id: town, name: Haven, type: state}
  - {id: mayor, name: Mara Holt, type: person, affiliation: town}
  - {id: union, name: Pilots’ union, type: organisation}
  - {id: wire, name: Coast Wire, type: organisation}
  - {id: paper, name: The Lantern, type: organisation}
""",
    ARTICLE: """\
title: Harbour to reopen
published: 2025-03-04
language: en
show_text: full
source: {publisher: paper}
""",
    TEXT: WORDS,
    CLAIMS: """\
claims:
  - id: harbour-reopens
    claim: The harbour reopens on Friday.
    type: forecast
    positions:
      - actor: mayor
        stance: asserts
        verb: said
        said: 2025-03-03
        certainty: probable
        via: [wire]
        quote: The mayor said the harbour would reopen on Friday
        original: {language: de, words: Der Hafen öffnet am Freitag}
        note: seen
""",
}

PINNED = "1:71957db539177eb96e43bbd2a77e880d"


def make(folder: Path, *changes: tuple[str, str, str]) -> Path:
    files = dict(HARBOUR)
    for file, old, new in changes:
        assert old in files[file], old
        files[file] = files[file].replace(old, new)
    own = tuple(name for name in FILES if name != "mkdocs.yml" and name not in files)
    return make_project(folder, files, without=own)


def print_of(project: Path, texts: Path | None = None) -> str:
    loaded, problems = load(project, project / "content", Options(texts=texts))
    assert [problem for problem in problems if problem.severity == "error"] == []
    (position,) = loaded.library.articles[next(iter(loaded.library.articles))].positions
    return fingerprint(position, loaded.library, loaded.proof.private)


def test_the_bytes_that_version_1_covers_are_pinned(tmp_path):
    assert print_of(make(tmp_path)) == PINNED


def test_a_fingerprint_covers_what_a_reader_sees_and_no_ids(tmp_path):
    project = make(tmp_path)
    loaded, _ = load(project, project / "content")
    (position,) = loaded.library.articles["harbour"].positions
    assert covered(position, loaded.library) == {
        "claim": {"words": "The harbour reopens on Friday.", "type": "forecast"},
        "speaker": {"report": False, "name": "Mara Holt", "side": "Haven", "for": None},
        "stance": "asserts",
        "verb": "said",
        "said": "2025-03-03",
        "certainty": "probable",
        "via": ["Coast Wire"],
        "language": "en",
        "original": {"language": "de", "words": "Der Hafen öffnet am Freitag"},
        "article": {"title": "Harbour to reopen", "published": "2025-03-04", "publisher": "The Lantern"},
        "source": {
            "heading": "At the quay",
            "paragraphs": (
                (
                    "",
                    "The mayor said the harbour would reopen on Friday",
                    ", and the pilots agreed. The mayor said so twice.",
                ),
            ),
        },
    }


def rename(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(file, old, new) for file, text in HARBOUR.items() if old in text]


SAME = {
    "the speaker's id": [(PEOPLE, "id: mayor", "id: mara"), (CLAIMS, "actor: mayor", "actor: mara")],
    "the side's id": [(PEOPLE, "id: town", "id: haven"), (PEOPLE, "affiliation: town", "affiliation: haven")],
    "the relay's id": [(PEOPLE, "id: wire", "id: agency"), (CLAIMS, "[wire]", "[agency]")],
    "the publisher's id": [(PEOPLE, "id: paper", "id: lantern"), (ARTICLE, "publisher: paper", "publisher: lantern")],
    "the publisher by name": [(ARTICLE, "publisher: paper", "publisher: The Lantern")],
    "the claim's id": [(CLAIMS, "harbour-reopens", "reopening")],
    "an id of its own": [(CLAIMS, "- actor: mayor", "- id: first\n        actor: mayor")],
    "other lines and comments": [(CLAIMS, "claims:", "# new\n\n\nclaims:")],
    "the order of keys": [
        (CLAIMS, "        verb: said\n        said: 2025-03-03\n", "        said: 2025-03-03\n        verb: said\n")
    ],
    "a note": [(CLAIMS, "note: seen", "note: seen again")],
    "a reason": [(CLAIMS, "note: seen", "because: It is plain.")],
    "what the claim is about": [(CLAIMS, "type: forecast", "type: forecast\n    about: [union]")],
    "a summary of the speaker": [(PEOPLE, "name: Mara Holt,", "name: Mara Holt, role: Mayor,")],
    "another paragraph": [(TEXT, "quiet", "loud")],
    "another section": [(TEXT, "twice.\n", "twice.\n\n# Later\n\nRain.\n")],
    "lines broken elsewhere": [(TEXT, "reopen on Friday, and", "reopen on Friday,\nand")],
    "markup": [(TEXT, "*pilots*", "pilots")],
    "decomposed letters": [(CLAIMS, "öffnet", "o\u0308ffnet")],
    "the quote's quoting style": [(CLAIMS, "quote: The mayor said the", "quote: The mayor  said the")],
    "a prefix that is not needed": [(CLAIMS, "note: seen", "suffix: ', and the'")],
}

OTHER = {
    "the claim's words": [(CLAIMS, "reopens on Friday.", "reopens on Monday.")],
    "the claim's type": [(CLAIMS, "type: forecast", "type: fact")],
    "the speaker": [(CLAIMS, "actor: mayor", "actor: union")],
    "the report as speaker": [(CLAIMS, "actor: mayor", "actor: report")],
    "the speaker's name": [(PEOPLE, "Mara Holt", "Maria Holt")],
    "the side": [(PEOPLE, "affiliation: town", "affiliation: union")],
    "the side's name": [(PEOPLE, "name: Haven", "name: New Haven")],
    "on whose behalf": [(CLAIMS, "verb: said", "verb: said\n        speaking_for: union")],
    "on her own behalf": [(CLAIMS, "verb: said", "verb: said\n        speaking_for: themselves")],
    "the stance": [(CLAIMS, "stance: asserts", "stance: denies")],
    "the verb": [(CLAIMS, "verb: said", "verb: promised")],
    "the day": [(CLAIMS, "2025-03-03", "2025-03")],
    "no day": [(CLAIMS, "        said: 2025-03-03\n", "")],
    "the certainty": [(CLAIMS, "certainty: probable", "certainty: possible")],
    "the chain": [(CLAIMS, "[wire]", "[wire, union]")],
    "the order of the chain": [(CLAIMS, "[wire]", "[union, wire]")],
    "no chain": [(CLAIMS, "        via: [wire]\n", "")],
    "the words quoted": [(CLAIMS, "quote: The mayor said the harbour", "quote: the harbour")],
    "the same words elsewhere": [
        (
            CLAIMS,
            "quote: The mayor said the harbour would reopen on Friday",
            "quote: The mayor said\n        prefix: agreed.",
        )
    ],
    "a word of the quote": [(CLAIMS, "would reopen", "will reopen"), (TEXT, "would reopen", "will reopen")],
    "a word beside it": [(TEXT, "pilots", "rowers")],
    "the heading": [(TEXT, "# At the quay", "# On the quay")],
    "the language": [(CLAIMS, "note: seen", "language: en-GB")],
    "the article's language": [(ARTICLE, "language: en", "language: fr")],
    "the original's words": [(CLAIMS, "am Freitag", "am Montag")],
    "the original's language": [(CLAIMS, "language: de", "language: nl")],
    "no original": [(CLAIMS, "        original: {language: de, words: Der Hafen öffnet am Freitag}\n", "")],
    "the title": [(ARTICLE, "Harbour to reopen", "Harbour to open")],
    "the article's day": [(ARTICLE, "2025-03-04", "2025-03-05")],
    "the publisher": [(ARTICLE, "publisher: paper", "publisher: union")],
    "the publisher's name": [(PEOPLE, "The Lantern", "The Candle")],
    "no publisher": [(ARTICLE, "{publisher: paper}", "{author: Somebody}")],
}


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME)
def test_what_no_reader_sees_leaves_it_as_it_is(tmp_path, changes):
    assert print_of(make(tmp_path, *changes)) == PINNED


def test_the_article_s_id_leaves_it_as_it_is(tmp_path):
    project = make(tmp_path)
    (project / "content/articles/harbour").rename(project / "content/articles/port")
    assert print_of(project) == PINNED


def test_the_same_words_in_two_places_are_two_positions(tmp_path):
    first = [
        (
            CLAIMS,
            "quote: The mayor said the harbour would reopen on Friday",
            "quote: The mayor said\n        suffix: the",
        )
    ]
    assert print_of(make(tmp_path / "a", *first)) != print_of(make(tmp_path / "b", *OTHER["the same words elsewhere"]))


def test_whatever_a_reader_sees_changes_it(tmp_path):
    prints = {what: print_of(make(tmp_path / str(n), *changes)) for n, (what, changes) in enumerate(OTHER.items())}
    prints["nothing"] = PINNED
    assert [print_ for print_, count in Counter(prints.values()).items() if count > 1] == []


def test_a_report_without_a_publisher_is_named_by_no_id(tmp_path):
    nameless = [(ARTICLE, "{publisher: paper}", "{author: Somebody}"), (CLAIMS, "actor: mayor", "actor: report")]
    project = make(tmp_path, *nameless)
    before = print_of(project)
    (project / "content/articles/harbour").rename(project / "content/articles/port")
    assert print_of(project) == before


TWIN = "  - {id: union, name: Mara Holt, type: organisation, affiliation: town}"
TWO_OF_A_NAME = [(PEOPLE, "  - {id: union, name: Pilots’ union, type: organisation}", TWIN)]


def test_of_two_with_one_name_and_side_each_has_its_own(tmp_path):
    first = print_of(make(tmp_path / "first", *TWO_OF_A_NAME))
    second = print_of(make(tmp_path / "second", *TWO_OF_A_NAME, (CLAIMS, "actor: mayor", "actor: union")))
    role = [(PEOPLE, "type: person,", "type: person, role: Mayor,")]
    assert len({first, second, print_of(make(tmp_path / "role", *TWO_OF_A_NAME, *role)), PINNED}) == 4


def test_a_unit_with_an_actor_s_name_has_its_own(tmp_path):
    unit = (PEOPLE, "actors:\n", "units:\n  - {id: crew, name: Mara Holt, affiliation: town}\nactors:\n")
    actor = print_of(make(tmp_path / "actor", unit))
    assert len({actor, print_of(make(tmp_path / "unit", unit, (CLAIMS, "actor: mayor", "actor: crew"))), PINNED}) == 3


def test_a_quote_over_paragraphs_and_gaps_covers_them_all(tmp_path):
    long = (CLAIMS, "quote: The mayor said the harbour", "quote: night was quiet. The mayor said the harbour")
    gap = (
        CLAIMS,
        "quote: The mayor said the harbour would reopen on Friday",
        "quote: The mayor said the … the pilots agreed",
    )
    whole = print_of(make(tmp_path / "long", long))
    gapped = print_of(make(tmp_path / "gap", gap))
    assert whole != print_of(make(tmp_path / "long-2", long, (TEXT, "The night", "This night")))
    assert len({whole, gapped, PINNED}) == 3


# Texts that do not lie in the content


def private(folder: Path, *changes: tuple[str, str, str], texts: Path | None = None) -> str:
    """Give the fingerprint where the text lies in no content; `texts` is the folder it lies in, if any."""
    sha256 = hashlib.sha256(WORDS.encode()).hexdigest()
    hashed = (ARTICLE, "show_text: full", f"show_text: quotes\ntext_sha256: {sha256}")
    project = make(folder, hashed, *changes)
    (project / TEXT).unlink()
    return print_of(project, texts)


def test_it_is_the_same_with_and_without_a_private_text(tmp_path):
    texts = tmp_path / "private"
    texts.mkdir()
    (texts / "harbour.md").write_text(WORDS, encoding="utf-8")
    absent = private(tmp_path / "absent")
    assert private(tmp_path / "there", texts=texts) == absent == "1:df9b75bb4738a068fe317073097db66d"


def test_without_the_text_it_covers_the_words_as_typed_and_the_text_s_checksum(tmp_path):
    changes = {
        "nothing": (),
        "quote": [(CLAIMS, "harbour would", "harbour might")],
        "prefix": [(CLAIMS, "note: seen", "prefix: quiet.")],
        "suffix": [(CLAIMS, "note: seen", "suffix: ', and'")],
    }
    prints = {what: private(tmp_path / what, *change) for what, change in changes.items()}
    project = tmp_path / "nothing"
    article = (project / ARTICLE).read_text(encoding="utf-8")
    (project / ARTICLE).write_text(article.replace("text_sha256: ", f"text_sha256: {'0' * 64} #"), encoding="utf-8")
    prints["checksum"] = print_of(project)
    assert len(set(prints.values())) == 5


def test_without_the_text_the_way_a_quote_is_typed_does_not_count(tmp_path):
    curly = [(CLAIMS, "quote: The mayor", "quote: The  mayor")]
    assert private(tmp_path / "a", *curly) == private(tmp_path / "b")
