"""Sources as witnesses: checksums, and private texts, through the one way from files to problems."""

import hashlib
import os
import random
from pathlib import Path

import pytest

from generator.build import check, load
from generator.link import Library
from generator.problems import Problem, lines_under, show_all
from generator.read import Options
from generator.text import CannotCheck, Found

TEXT = """\
# The mill

On Friday the miller said that the wheel had been broken since spring. The council denied it.

“We have looked at the wheel,” the clerk said, “and it turns.”

# The river

Nobody in Ostrava would say how high the river stood. The bridge was closed at noon.
"""

CLAIMS = """\
claims:
  - id: wheel-broken
    claim: The wheel of the mill is broken.
    positions:
      - actor: miller
        stance: asserts
        verb: said
        quote: the wheel had been broken since spring
      - actor: council
        stance: denies
        verb: denied
        quote: The council denied it
  - id: wheel-turns
    claim: The wheel turns.
    positions:
      - actor: council
        stance: asserts
        verb: said
        quote: We have looked at the wheel," the clerk said, "and it turns
events:
  - id: bridge-closed
    title: The bridge is closed
    when: 2025-05-02
    quote: The bridge was closed at noon
"""


def article(text: str = TEXT, more: str = "") -> str:
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return f"""\
title: The mill
published: 2025-05-03
language: en
source: {{publisher: The Valley}}
text_sha256: {checksum}
{more}"""


FILES = {
    "mkdocs.yml": "site_name: Mill\ndocs_dir: content\nplugins: [sayso]\n",
    "content/people.yml": """\
actors:
  - id: miller
    name: The miller
    type: person
  - id: council
    name: The council
    type: organisation
""",
    "content/articles/mill/article.yml": article(),
    "content/articles/mill/text.md": TEXT,
    "content/articles/mill/claims.yml": CLAIMS,
}

NAME = "content/articles/mill/text.md"


def write(root: Path, files: dict[str, str | None]) -> Path:
    for name, text in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8")
    return root


def read(root: Path, texts: Path | None = None) -> tuple[Library, list[Problem]]:
    loaded, problems = load(root, root / "content", Options(texts=texts))
    return loaded.library, [problem for problem in problems if problem.severity == "error"]


def outcomes(library: Library) -> list[type]:
    positions = [type(position.quote) for claim in library.claims.values() for position in claim.positions]
    return [*positions, *(type(event.quote) for event in library.events.values())]


def test_the_text_that_the_checksum_was_made_of_is_no_problem(tmp_path: Path):
    library, problems = read(write(tmp_path, {}))
    assert problems == []
    assert outcomes(library) == [Found] * 4


def test_a_letter_flipped_in_any_place_is_refused_and_every_claim_named(tmp_path: Path):
    draw = random.Random(20260)
    letters = [at for at, character in enumerate(TEXT) if character.isalpha()]
    root = write(tmp_path, {})
    refused = named = 0
    for at in draw.sample(letters, 200):
        other = draw.choice([letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != TEXT[at].lower()])
        (root / NAME).write_text(TEXT[:at] + other + TEXT[at + 1 :], encoding="utf-8")
        _, problems = read(root)
        refused += [problem.code for problem in problems] == ["text-changed"]
        named += all(name in problems[0].message for name in ("wheel-broken", "wheel-turns", "bridge-closed"))
    assert (refused, named) == (200, 200)


CHANGED = TEXT.replace("broken since", "broken after").replace("at noon", "at dusk")
WHOLE = "the rest of the text has changed"


@pytest.mark.parametrize(
    ("text", "told", "found"),
    [
        (
            CHANGED,
            "; no longer found in it: wheel-broken, bridge-closed; quoted from it and still found: wheel-turns",
            2,
        ),
        (TEXT + WHOLE, "; quoted from it and still found: wheel-broken, wheel-turns, bridge-closed", 4),
        (WHOLE, "; no longer found in it: wheel-broken, wheel-turns, bridge-closed", 0),
    ],
)
def test_a_changed_text_is_one_problem_that_names_all_that_rests_on_it(
    text: str, told: str, found: int, tmp_path: Path
):
    root = write(tmp_path, {NAME: text})
    checksum = hashlib.sha256(text.encode()).hexdigest()
    library, problems = read(root)
    assert outcomes(library).count(Found) == found
    line = article().split("\n")[4]
    assert show_all(problems, lines_under(root)) == (
        "content/articles/mill/article.yml:5:14: error: text-changed: "
        f"text.md is not the text that this checksum was made of{told}\n"
        f"    5 | {line}\n"
        f"      |              {'^' * 64}\n"
        f"   help: look at what has changed in text.md; if it is right, write this checksum: {checksum}\n\n"
        "1 error"
    )


def test_a_changed_text_that_nobody_quotes_names_nothing(tmp_path: Path):
    _, problems = read(write(tmp_path, {NAME: CHANGED, "content/articles/mill/claims.yml": None}))
    assert [problem.message for problem in problems] == ["text.md is not the text that this checksum was made of"]


def test_once_the_checksum_is_right_each_lost_quote_is_told(tmp_path: Path):
    _, problems = read(write(tmp_path, {NAME: CHANGED, "content/articles/mill/article.yml": article(CHANGED)}))
    assert [problem.code for problem in problems] == ["quote-absent", "quote-absent"]


def test_a_mended_text_may_lack_the_names_it_had(tmp_path: Path):
    """One fault, one message: what a changed text lacks is not told besides."""
    settled = article(more="mentions:\n  Ostrava: nobody\n")
    files = {NAME: TEXT.replace("Ostrava", "Ostrova"), "content/articles/mill/article.yml": settled}
    _, problems = read(write(tmp_path, files))
    assert [problem.code for problem in problems] == ["text-changed"]


# Private texts.


@pytest.mark.parametrize("name", ["mill.md", "mill/text.md"])
def test_a_private_text_takes_the_place_of_one_that_is_not_there(name: str, tmp_path: Path):
    root = write(tmp_path / "project", {NAME: None, f"../texts/{name}": TEXT, "../texts/other.md": "Of no article."})
    library, problems = read(root, tmp_path / "texts")
    assert problems == []
    assert outcomes(library) == [Found] * 4
    source = library.articles["mill"].source
    assert source is not None
    assert source.file == f"<texts>/{name}"


def test_without_the_folder_nothing_is_checked(tmp_path: Path):
    library, problems = read(write(tmp_path, {NAME: None}))
    assert problems == []
    assert outcomes(library) == [CannotCheck] * 4


def test_a_folder_without_this_text_checks_nothing(tmp_path: Path):
    root = write(tmp_path / "project", {NAME: None, "../texts/other.md": TEXT})
    library, problems = read(root, tmp_path / "texts")
    assert problems == []
    assert outcomes(library) == [CannotCheck] * 4


def test_a_text_in_the_content_is_the_one_that_counts(tmp_path: Path):
    library, problems = read(write(tmp_path / "project", {"../texts/mill.md": "Another text."}), tmp_path / "texts")
    assert problems == []
    assert outcomes(library) == [Found] * 4


def test_a_private_text_needs_its_checksum(tmp_path: Path):
    bare = article().replace("text_sha256", "# ")
    root = write(
        tmp_path / "project", {NAME: None, "content/articles/mill/article.yml": bare, "../texts/mill.md": TEXT}
    )
    _, problems = read(root, tmp_path / "texts")
    assert [problem.code for problem in problems] == ["no-text"]


def test_a_private_text_that_has_changed_is_named_by_its_place_in_its_folder(tmp_path: Path):
    root = write(tmp_path / "project", {NAME: None, "../texts/mill.md": CHANGED})
    _, problems = read(root, tmp_path / "texts")
    assert [problem.message.partition(";")[0] for problem in problems] == [
        "<texts>/mill.md is not the text that this checksum was made of"
    ]


def test_a_private_text_is_never_published_whole(tmp_path: Path):
    whole = article(more="show_text: full\n")
    root = write(
        tmp_path / "project", {NAME: None, "content/articles/mill/article.yml": whole, "../texts/mill.md": TEXT}
    )
    _, problems = read(root, tmp_path / "texts")
    assert (
        show_all(problems, lines_under(root))
        == """\
content/articles/mill/article.yml:6:12: error: private-text-shown: \
the whole text would be published, but it is a private one: <texts>/mill.md
    6 | show_text: full
      |            ^^^^
   help: write "show_text: quotes"; where the whole text may be published, put it in text.md beside this file

1 error"""
    )


def test_two_private_texts_for_one_article_are_one_too_many(tmp_path: Path):
    root = write(tmp_path / "project", {NAME: None, "../texts/mill.md": TEXT, "../texts/mill/text.md": TEXT})
    _, problems = read(root, tmp_path / "texts")
    assert (
        show_all(problems, lines_under(root))
        == """\
<texts>/mill/text.md:1:1: error: private-text-twice: \
there are two private texts for this article, "mill.md" and "mill/text.md"
   help: delete one of them, or move it elsewhere

1 error"""
    )


def test_no_line_of_a_private_text_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = write(tmp_path / "project", {NAME: None})
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "mill.md").write_bytes(b"Secret words \xff here.")
    # A folder of this very name in the project gives nothing away either.
    (root / "<texts>").mkdir()
    (root / "<texts>/mill.md").write_text("Secret words too")
    _, problems = read(root, texts)
    told = show_all(problems, lines_under(root))
    assert (
        told
        == """\
<texts>/mill.md:1:14: error: not-utf-8: the file is not saved as UTF-8: what stands here is no letter in it (byte ff)
   help: save the file again with the encoding UTF-8

1 error"""
    )
    monkeypatch.setenv("CI", "true")
    assert show_all(problems, lines_under(root)) == told


def test_nearest_words_of_a_private_text_go_to_no_public_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    claims = CLAIMS.replace("broken since spring", "broken since winter")
    root = write(
        tmp_path / "project", {NAME: None, "content/articles/mill/claims.yml": claims, "../texts/mill.md": TEXT}
    )
    _, problems = read(root, tmp_path / "texts")
    assert "since spring" in show_all(problems, lines_under(root))
    monkeypatch.setenv("CI", "true")
    assert "since spring" not in show_all(problems, lines_under(root))


def test_even_where_its_article_asks_for_the_whole_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CI", "true")
    files = {
        NAME: None,
        "content/articles/mill/article.yml": article(more="show_text: full\n"),
        "content/articles/mill/claims.yml": CLAIMS.replace("broken since spring", "broken since winter"),
        "../texts/mill.md": TEXT,
    }
    root = write(tmp_path / "project", files)
    library, problems = read(root, tmp_path / "texts")
    assert {problem.code for problem in problems} == {"private-text-shown", "quote-absent"}
    # Whoever looks at the record later is told the same, and its place is kept.
    record = library.articles["mill"].record
    assert (record.show_text, record.span("show_text").line) == ("quotes", 6)
    assert "since spring" not in show_all(problems, lines_under(root))


def test_a_folder_that_is_not_there_is_a_plain_problem(tmp_path: Path):
    root = write(tmp_path, {NAME: None})
    _, problems = read(root, root / "texts")
    assert (
        show_all(problems, lambda _: None)
        == """\
mkdocs.yml:1:1: error: private-texts: the private folder of texts, texts, is not there or cannot be read
   help: look how it is called in --texts, in SAYSO_TEXTS or under the plugin in mkdocs.yml, and who may read it

1 error"""
    )
    _, problems = read(root, root / "mkdocs.yml")
    assert "the private folder of texts, mkdocs.yml, is not there" in problems[0].message
    _, problems = read(root, Path("/nowhere/texts"))
    assert "the private folder of texts, /nowhere/texts, is not there" in problems[0].message


@pytest.mark.parametrize("inside", ["content", "content/articles", "content/texts"])
def test_a_folder_in_the_content_would_be_published(inside: str, tmp_path: Path):
    root = write(tmp_path, {NAME: None, f"{inside}/mill.md": TEXT})
    link = tmp_path / "elsewhere"
    link.symlink_to(root / inside)
    for folder in (root / inside, link):
        library, problems = read(root, folder)
        told = [problem for problem in problems if problem.code == "private-texts"]
        assert [problem.message for problem in told] == [
            f"the private folder of texts, {inside}, lies in the content, and the content is published"
        ]
        assert outcomes(library) == [CannotCheck] * 4


@pytest.mark.parametrize("folder", ["site", "site/texts", "out", "."])
def test_a_folder_in_the_sites_or_around_it_would_be_published_or_lost(folder: str, tmp_path: Path):
    site = "out/site" if folder == "out" else "site"
    settings = f"site_name: Mill\ndocs_dir: content\nsite_dir: {site}\nplugins: [sayso]\n"
    root = write(tmp_path, {NAME: None, "mkdocs.yml": settings, f"{folder}/mill.md": TEXT})
    _, _, problems = check(root, root / folder)
    told = [problem for problem in problems if problem.code == "private-texts"]
    both = f"the private folder of texts, {folder}, and the site's folder lie one in the other"
    assert [problem.message for problem in told] == [f"{both}, and the site is published and made anew by each build"]


def test_links_in_a_private_folder_are_the_owners_own(tmp_path: Path):
    root = write(tmp_path / "project", {NAME: None, "../kept/original.md": TEXT})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/mill.md").symlink_to(tmp_path / "kept/original.md")
    library, problems = read(root, tmp_path / "texts")
    assert problems == []
    assert outcomes(library) == [Found] * 4


def test_the_folder_is_named_in_the_settings_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = "site_name: Mill\ndocs_dir: content\nplugins:\n  - sayso: {texts: ../set}\n"
    root = write(tmp_path / "project", {NAME: None, "mkdocs.yml": settings, "../set/mill.md": TEXT})
    (tmp_path / "empty").mkdir()

    def found() -> type:
        _, loaded, _ = check(root)
        assert loaded is not None
        return outcomes(loaded.library)[0]

    assert found() is Found
    monkeypatch.setenv("SAYSO_TEXTS", os.fspath(tmp_path / "empty"))
    assert found() is CannotCheck
