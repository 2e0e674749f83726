"""Promise 5, for addresses: no page of the content's own stands where records are, or looks as if it stood there."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from sites import make_project

from generator.build import check
from generator.pages.addresses import CONTRACT, CORRECTIONS, INDEXES, PROBLEMS
from generator.pages.grounds import find_misleading
from generator.problems import Problem
from generator.publish import CannotPublishError, publish

GROUNDS = (*INDEXES, CORRECTIONS, CONTRACT, PROBLEMS)
LOOKS = {
    **dict(zip("aceiopsxyhl", "асеіорѕхуһӏ", strict=True)),
    **dict(zip("EIMNOST", "ЕІМΝОЅТ", strict=True)),
}
"""Letters of Latin words, and what looks like them in Cyrillic and Greek, written down by hand."""


def found(*files: str) -> list[Problem]:
    return list(find_misleading("content", sorted(files)))


def exchanged(word: str) -> list[str]:
    """Give a word with one letter after another exchanged for one of another alphabet."""
    return [f"{word[:at]}{LOOKS[sign]}{word[at + 1 :]}" for at, sign in enumerate(word) if sign in LOOKS]


def test_no_page_stands_among_those_of_records(figure: Callable[[str], None]) -> None:
    names = [f"{ground}{name}" for ground in GROUNDS for name in ("fake.md", "a/b.md", "x/index.md", "y.markdown")]
    names += [f"{ground.title()}fake.md" for ground in GROUNDS]
    assert [name for name in names if [problem.code for problem in found(name)] != ["address-taken"]] == []
    false = [
        f"{other}{name}" for ground in GROUNDS for other in exchanged(ground.rstrip("/")) for name in (".md", "/x.md")
    ]
    assert [name for name in false if [problem.code for problem in found(name)] != ["address-alike"]] == []
    assert len(false) > 50
    figure(f"{len(names)} pages among those of records, {len(false)} that seem so: all refused")


ALIKE = [
    ("about.md", "аbout.md"),
    ("about.md", "abоut/team.md"),
    ("about/team.md", "аbout/x.md"),
    ("team/index.md", "tеam.md"),
    ("about.md", "ABОUT.md"),
    ("docs/Al.md", "docs/AI.md"),
    ("x/y/scope.md", "x/y/ѕсоре.md"),
    ("про.md", "пpо.md"),
    ("ко-манда.md", "ко\u2010манда.md"),
]
APART = [
    ("about.md", "about/team.md"),
    ("COP.md", "uk/СОР.md"),
    ("про-нас.md", "pro-nas.md"),
    ("Kyiv.md", "Київ.md"),
    ("a.md", "A2.md"),
    ("Straße.md", "Strasse.md"),
    ("rn.md", "m.md"),
    ("caf\u00e9.md", "cafe.md"),
    ("guide-x/claims.md", "guide-x/actors.md"),
    ("uk/claims/x.md", "uk/index.md"),
    ("claims.pdf", "claims/scan.pdf"),
    ("a/x.png", "а/x.png"),
]


@pytest.mark.parametrize("files", ALIKE)
def test_no_two_addresses_look_alike(files: tuple[str, str]) -> None:
    assert [problem.code for problem in found(*files)] == ["address-alike"]


@pytest.mark.parametrize("files", APART)
def test_addresses_that_differ_are_fine(files: tuple[str, str]) -> None:
    assert found(*files) == []


@pytest.mark.parametrize("name", ["x\u3164.md", "a\u2800/x.md", "x\u0336\u0336.png", "e" + "\u0301" * 200 + ".md"])
def test_no_name_of_a_file_hides_anything(name: str) -> None:
    (problem,) = found(name)
    assert problem.code == "bad-file-name"
    assert problem.help == "rename it: type its name anew"


@pytest.mark.parametrize(
    "name", ["я.md", "cafe\u0301.md", "יְרוּשָׁלַיִם.md", "مُحَمَّد.md", "हिन्दी.md", "❤️.md", "Ảnh chụp.png", "葛城.md"]
)
def test_real_names_of_files_are_fine(name: str) -> None:
    assert found(name) == []


def test_pages_lead_to_what_has_signs_of_real_names_in_its_own(tmp_path: Path) -> None:
    names = ["at 9.41.00\u202fPM", "می\u200cخواهم", "東京\u3000駅", "a\u00a0b"]
    links = "".join(f"[p]({name}.md) ![x](<{name}.txt>)\n" for name in names)
    files = {f"content/{name}{ending}": "# A\n" for name in names for ending in (".md", ".txt")}
    publish(make_project(tmp_path, {**files, "content/all.md": f"# All\n\n{links}"}), strict=True, when_busy=list)
    page = (tmp_path / "site/all/index.html").read_text(encoding="utf-8")
    for name in names:
        assert f'href="../{quote(name)}/"' in page
        assert f'src="../{quote(name)}.txt"' in page
        assert (tmp_path / "site" / name / "index.html").is_file()
        assert (tmp_path / "site" / f"{name}.txt").is_file()


def test_nothing_is_published_from_there(tmp_path: Path) -> None:
    files = {"content/claims/fake.md": "# Taken\n", "content/сlaims/x.md": "# Taken\n", "content/аbout.md": "# We\n"}
    project = make_project(tmp_path, files)
    _, _, problems = check(project)
    assert [(problem.code, problem.span.file) for problem in problems] == [
        ("address-taken", "content/claims/fake.md"),
        ("address-alike", "content/аbout.md"),
        ("address-alike", "content/сlaims/x.md"),
    ]
    assert problems[0].message == (
        "this page would be published at /claims/fake/, where readers expect what Sayso makes of records"
    )
    assert problems[0].help == 'move it out of the folder "claims/", for example to the top of the content'
    assert problems[2].message == (
        'the address "сlaims/" looks like "claims/", where Sayso puts pages of its own, and is not the same: sign 1 of '
        "it is U+0441, CYRILLIC SMALL LETTER ES here, and U+0063, LATIN SMALL LETTER C there"
    )
    assert 'looks like "about/", where "about.md" is published' in problems[1].message
    with pytest.raises(CannotPublishError):
        publish(project, strict=False, when_busy=list)
    assert not (project / "site").exists()


def test_where_a_page_is_refused_already_nothing_more_is_told(tmp_path: Path) -> None:
    _, _, problems = check(make_project(tmp_path, {"content/claims/basivka-taken.md": "# Taken\n"}))
    assert [(problem.code, "a page of its own" in problem.message) for problem in problems] == [("address-taken", True)]
