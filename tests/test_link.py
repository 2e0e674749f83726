"""Linking through its public door: files in, problems and the Library out."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from support import Case, read_cases

from generator.build import load
from generator.link import Library, link
from generator.link.sides import MOST_ABOVE
from generator.problems import Problem, lines_under, show_all
from generator.read import read_content

PROJECT = {
    "content/actors.yml": """\
actors:
  - id: ukraine
    name: Ukraine
    type: state
  - id: russia
    name: Russia
    type: state
  - id: zelensky
    name: Volodymyr Zelensky
    type: person
    affiliation: ukraine
    aliases: [Zelensky]
""",
    "content/places.yml": """\
places:
  - id: sumy-region
    name: Sumy region
    type: region
    part_of: ukraine
  - id: basivka
    name: Basivka
    type: village
    part_of: sumy-region
""",
    "content/articles/day/article.yml": """\
title: A day in Sumy region
published: 2025-04-08
language: en
source: {publisher: The Daily}
""",
    "content/articles/day/text.md": """\
# One

Russia claimed that it had taken Basivka. Ukraine denied it.

Zelensky said that Ukraine’s troops still held the village. Basivka was quiet.
""",
    "content/articles/day/claims.yml": """\
claims:
  - id: taken
    claim: Russian troops hold Basivka.
    about: [basivka]
    positions:
      - actor: russia
        stance: asserts
        verb: claimed
        quote: Russia claimed that it had taken Basivka
      - actor: ukraine
        stance: denies
        verb: denied
        quote: Ukraine denied it
""",
}


def files_of(given: str) -> dict[str, str]:
    """Split a case's input into its files, each after a line `--- path`."""
    files: dict[str, str] = {}
    for line in given.split("\n"):
        if line.startswith("--- "):
            path = line.removeprefix("--- ")
            files[path] = ""
        else:
            files[path] += f"{line}\n"
    return {path: content.removesuffix("\n") if content == "\n" else content for path, content in files.items()}


def loaded(files: dict[str, str], root: Path) -> tuple[Library, list[Problem]]:
    """Load a project made of the small one and some files."""
    for path, content in {**PROJECT, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    everything, problems = load(root, root / "content")
    return everything.library, problems


def checked(given: str) -> str:
    """Check a project and give its problems as they are shown."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _, problems = loaded(files_of(given), root)
        return show_all(problems, lines_under(root))


@pytest.mark.parametrize("case", read_cases("link.md"), ids=lambda case: case.title)
def test_problems_are_told_verbatim(case: Case) -> None:
    """Every problem between records is told with its place, its words and its mend."""
    assert checked(case.given) == case.expected


def chain_of(steps: int, kind: str = "units") -> str:
    """Write records of which each is part of the next."""
    more = "type: region, " if kind == "places" else ""
    rows = (f"  - {{id: {kind}-{n}, name: The {n} of {kind}, {more}part_of: {kind}-{n + 1}}}\n" for n in range(steps))
    return f"{kind}:\n{''.join(rows)}  - {{id: {kind}-{steps}, {more}name: Top of {kind}}}\n"


def test_a_chain_has_no_more_steps_than_a_real_one(tmp_path: Path) -> None:
    """Each page tells its whole chain, so that a long one would take for ever; below it nothing more is told."""
    both = chain_of(MOST_ABOVE) + chain_of(MOST_ABOVE, "places")
    assert loaded({"content/more.yml": both}, tmp_path)[1] == []
    for kind in ("units", "places"):
        (told,) = loaded({"content/more.yml": chain_of(1000, kind)}, tmp_path)[1]
        low = 1000 - MOST_ABOVE - 1
        assert told.message == (
            f'above "{kind}-{low}" stand more than 50 others, one over the other, from "{kind}-{low + 1}" to the top'
        )
        assert (told.code, told.span.line) == ("chain-too-long", low + 2)
    # However many stand below, and also where a chain of units goes on as one of affiliations.
    wide = chain_of(MOST_ABOVE) + "".join(
        f"  - {{id: low-{n}, name: Low {n} of all, part_of: units-0}}\n" for n in range(3)
    )
    told = loaded({"content/more.yml": wide}, tmp_path)[1]
    assert [problem.span.line for problem in told] == [MOST_ABOVE + 3, MOST_ABOVE + 4, MOST_ABOVE + 5]
    circle = chain_of(80).replace("id: units-80, ", "id: units-80, part_of: units-70, ")
    assert {problem.code for problem in loaded({"content/more.yml": circle}, tmp_path)[1]} == {"circle"}


ABSENT = "Russia said that it had taken Basivka"


@pytest.mark.parametrize(("show", "seen"), [("full", True), ("quotes", False)])
def test_the_words_of_a_withheld_text_go_to_no_public_log(
    show: str,
    seen: bool,  # noqa: FBT001 - the name says it
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where others read the log, the nearest words of a text that is not published are left out, their line is not."""
    article = PROJECT["content/articles/day/article.yml"] + f"show_text: {show}\n"
    claims = PROJECT["content/articles/day/claims.yml"].replace("Russia claimed that it had taken Basivka", ABSENT)
    _, problems = loaded(
        {"content/articles/day/article.yml": article, "content/articles/day/claims.yml": claims}, tmp_path
    )
    words, place = "Russia claimed that it had taken", "the nearest words there are on line 3"
    at_home = show_all(problems, lines_under(tmp_path))
    assert words in at_home
    assert place in at_home
    monkeypatch.setenv("CI", "true")
    in_public = show_all(problems, lines_under(tmp_path))
    assert (words in in_public) is seen
    assert place in in_public


def test_no_line_of_a_source_text_goes_to_a_public_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the file of a text is told with its place, and without the line."""
    loaded({}, tmp_path)
    (tmp_path / "content/articles/day/text.md").write_bytes(b"A secret sentence.\nAnother one \xff.\n")
    _, problems = load(tmp_path, tmp_path / "content")
    assert "Another one" in show_all(problems, lines_under(tmp_path))
    monkeypatch.setenv("CI", "1")
    in_public = show_all(problems, lines_under(tmp_path))
    assert "content/articles/day/text.md:2:13" in in_public
    assert "Another one" not in in_public


def test_nothing_has_to_be_remembered_of_another_time(tmp_path: Path) -> None:
    """Linking alone gives the Library that loading gives."""
    library, problems = loaded({}, tmp_path)
    records, _ = read_content(tmp_path, tmp_path / "content")
    alone, more = link(records)
    assert (list(alone.claims), alone.kinds, more) == (list(library.claims), library.kinds, problems)


@pytest.mark.parametrize(
    ("line", "helped"),
    [
        ("affiliation: Ann Smith", 'did you mean "witness"?'),
        ("affiliation: annie O'Smith", 'did you mean "witness"?'),
        ("affiliation: Sam Jones", "check the spelling, or add a record with this id under actors: or units:"),
        ("commander: Night Watch", "check the spelling, or add a record with this id under actors:"),
    ],
)
def test_a_name_in_the_place_of_an_id_is_answered_with_the_id(line: str, helped: str, tmp_path: Path) -> None:
    """Not where two bear the name, nor where a record of another kind does."""
    more = (
        "actors:\n  - {id: witness, type: person, name: Ann Smith, aliases: [Annie O’Smith]}\n"
        "  - {id: one-of-two, type: person, name: Sam Jones}\n  - {id: second, type: person, name: Sam Jones}\n"
        f"units:\n  - {{id: guards, name: Night Watch}}\n  - id: u\n    name: U\n    {line}\n"
    )
    problems = loaded({"content/more.yml": more}, tmp_path)[1]
    assert [problem.help for problem in problems if problem.code == "unknown-actor"] == [helped]


NAMED_WRONGLY = {
    "an unknown id": ("about: [basivca, atlantis]", 'did you mean "basivka"?', "check the spelling, or add a record"),
    "an id of the wrong kind": ("contradicts: [basivka]", 'did you mean "basivka-held"?', "name a claim"),
    "half a reference": (
        "corrections: [{on: 2025-04-09, what: 'Over [[basivca is the village.'}]",
        'write "[[basivka]]" in place of "[[basivca"',
        "write [[ before the id that is meant",
    ),
    "a changed id": ("about: [ukraina, ukraina-east, ukraina, ukraina-east]", 'did you mean "ukraina-east"?', "check"),
}


@pytest.mark.parametrize(("line", "helped", "otherwise"), NAMED_WRONGLY.values(), ids=NAMED_WRONGLY.keys())
def test_what_a_wrong_id_was_meant_to_be_is_sought_only_as_long_as_that_takes_no_time(
    line: str, helped: str, otherwise: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help may be missing where very much is wrong, the problem never; else a pull request could keep us busy."""
    claims = f"claims:\n  - id: basivka-held\n    claim: It is held.\n    {line}\n"
    units = "units:\n  - {id: ukraine-east, name: East}\n"
    files = {"content/more.yml": claims, "content/units.yml": units}
    told = []
    for most in (120_000, 0):
        monkeypatch.setattr("generator.link.ids._MOST_COMPARED", most)
        problems = loaded(files, tmp_path)[1]
        told.append([problem.help for problem in problems if problem.code != "no-positions"])
    assert any(help_text.startswith(helped) for help_text in told[0])
    assert not any(help_text.startswith(helped) for help_text in told[1])
    assert any(help_text.startswith(otherwise) for help_text in told[1])


@pytest.mark.parametrize(("most", "helped"), [(3, 0), (4, 1), (7, 1), (8, 2)])
def test_each_comparison_counts(most: int, helped: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two slips, each compared with the three actors and the report."""
    monkeypatch.setattr("generator.link.ids._MOST_COMPARED", most)
    claims = PROJECT["content/articles/day/claims.yml"]
    wrong = claims.replace("actor: russia", "actor: rusia").replace("actor: ukraine", "actor: ukrain")
    problems = loaded({"content/articles/day/claims.yml": wrong}, tmp_path)[1]
    assert len(problems) == 2
    assert sum(problem.help.startswith("did you mean") for problem in problems) == helped


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        ("terms:\n  - id: dawn\n    term: dawn\n    definition: Light.\n    since: 2025\n", "unknown-key"),
        ("terms:\n\t- id: dawn\n", "yaml-tab"),
        ("terms:\n", "empty-value"),
        ("", ""),
    ],
)
def test_where_something_was_lost_nobody_is_sure_that_an_id_was_changed(beside: str, code: str, tmp_path: Path) -> None:
    """The record that names the id may be the one that could not be read."""
    places = PROJECT["content/places.yml"].replace("id: basivka", "id: basivca")
    named = "terms:\n  - {id: dusk, term: dusk, definition: Last light., see: [basivka]}\n"
    files = {
        "content/places.yml": places,
        "content/more.yml": named,
        **({"content/beside.yml": beside} if code else {}),
    }
    problems = loaded(files, tmp_path)[1]
    is_one = any("nothing names the id" in problem.message for problem in problems)
    assert is_one is not bool(code)
    assert not code or code in {problem.code for problem in problems}


def test_a_name_of_two_may_be_nobodys_on_the_whole_site(tmp_path: Path) -> None:
    """As when it is a word as well."""
    river = "places:\n  - {id: basivka-river, name: River Basivka, type: river, aliases: [Basivka]}\n"
    library, problems = loaded({"content/more.yml": river + "mentions:\n  Basivka: nobody\n"}, tmp_path)
    assert problems == []
    assert {mention.entity for mention in library.articles["day"].mentions} == {"russia", "ukraine", "zelensky"}


def test_a_place_lies_in_a_place_or_a_state_and_in_no_other_actor(tmp_path: Path) -> None:
    """States are places too."""
    parks = [f"  - {{id: park-{above}, name: Park {above}, type: site, part_of: {above}}}" for above in NOT_ALL_PLACES]
    problems = loaded({"content/more.yml": "\n".join(["places:", *parks])}, tmp_path)[1]
    assert [problem.message for problem in problems] == [
        '"zelensky" is an actor that is no state, and here the id of a place or a state is needed'
    ]


NOT_ALL_PLACES = ("ukraine", "basivka", "zelensky")


def test_half_a_reference_to_a_record_with_a_fault_names_that_record(tmp_path: Path) -> None:
    """What is like it, and without fault, is not what was meant."""
    terms = (
        "terms:\n  - {id: dawns, term: dawns, definition: Light.}\n"
        "  - {id: dawn, term: dawn, definition: Light., since: 2025}\n"
        "  - {id: dusk, term: dusk, definition: 'Not [[dawn].'}\n"
    )
    problems = loaded({"content/more.yml": terms}, tmp_path)[1]
    assert [problem.help for problem in problems if problem.code == "broken-reference"] == [
        'write "[[dawn]]" in place of "[[dawn]"'
    ]


def test_where_it_cannot_be_guessed_what_was_lost_no_id_is_called_unknown(tmp_path: Path) -> None:
    """A folder or a file that cannot be opened may have held any of them."""
    loaded({"content/more.yml": "terms:\n  - {id: dusk, term: dusk, definition: Dark., see: [twilight]}\n"}, tmp_path)
    records, _ = read_content(tmp_path, tmp_path / "content")
    assert [problem.code for problem in link(records)[1]] == ["unknown-id"]
    assert link(replace(records, blind=True))[1] == []


def test_a_text_that_has_changed_is_one_problem_and_is_not_asked_about_its_names(tmp_path: Path) -> None:
    """Until somebody has said that it is right, no line of the article is wrong because of it."""
    article = PROJECT["content/articles/day/article.yml"] + f"text_sha256: {'0' * 64}\nmentions:\n  Kyiv: ukraine\n"
    problems = loaded({"content/articles/day/article.yml": article}, tmp_path)[1]
    assert [problem.code for problem in problems] == ["text-changed"]


OF_EVERY_KIND = """\
units: [{id: fifth, name: The Fifth}]
terms: [{id: dawn, term: dawn, definition: Light.}]
events: [{id: fall, title: A fall, when: 2025}]
"""


def test_each_kind_has_its_name(tmp_path: Path) -> None:
    """It is told of what stands where something else is needed."""
    claims = PROJECT["content/articles/day/claims.yml"].replace(
        "about: [basivka]", "about: [taken]\n    contradicts: [fifth, basivka, dawn, fall, day, russia]"
    )
    files = {"content/more.yml": OF_EVERY_KIND, "content/articles/day/claims.yml": claims}
    needed = "here the id of a claim is needed"
    assert {problem.message for problem in loaded(files, tmp_path)[1]} == {
        f'"fifth" is a unit, and {needed}',
        f'"basivka" is a place, and {needed}',
        f'"dawn" is a term, and {needed}',
        f'"fall" is an event, and {needed}',
        f'"day" is an article, and {needed}',
        f'"russia" is an actor, and {needed}',
        '"taken" is a claim, and here the id of an actor or a unit or a place or a term is needed',
    }
