"""Quotes with gaps, and words around quotes: which places exactly they give, and what is told of those that fail."""

from pathlib import Path

import pytest
from test_link import PROJECT, loaded

from generator.link import quotes
from generator.problems import Problem
from generator.read import TextFile
from generator.text import MOST_COUNTED, Absent, Ambiguous, Found, find_quote, fold_source, parse_source

TEXT = """\
# One

The guns fell silent at dawn. Nobody knew why the guns had spoken at all,
and nobody asked.

# Two

At noon the guns fell silent once more, and nobody knew why the guns had spoken.
"""


def find(quote: str, text: str = TEXT, **context: object):
    return find_quote(fold_source(parse_source("text.md", text)), quote, **context)


def words(outcome: Found) -> list[str]:
    return [TEXT[start:end] for start, end in outcome.fragments]


def test_fragments_with_nothing_between_them_are_one() -> None:
    outcome = find("The guns fell silent … at dawn. Nobody knew … why the guns had spoken")
    assert isinstance(outcome, Found)
    assert words(outcome) == ["The guns fell silent at dawn. Nobody knew why the guns had spoken"]


@pytest.mark.parametrize(
    ("quote", "fragments"),
    [
        ("The guns fell silent […] nobody asked", None),
        (
            "The guns fell silent […] knew why the guns […] had spoken at all",
            ["The guns fell silent", "knew why the guns had spoken at all"],
        ),
        (
            "The guns fell […] silent at dawn. […] the guns had spoken at all",
            ["The guns fell silent at dawn.", "the guns had spoken at all"],
        ),
        (
            "The guns fell […] at dawn. Nobody […] why the guns […] had spoken at […] and nobody asked",
            ["The guns fell", "at dawn. Nobody", "why the guns had spoken at", "and nobody asked"],
        ),
    ],
)
def test_each_fragment_is_the_words_of_the_source(quote: str, fragments: list[str] | None) -> None:
    outcome = find(quote)
    if fragments is None:
        assert not isinstance(outcome, Found)
    else:
        assert isinstance(outcome, Found)
        assert words(outcome) == fragments


def test_a_quote_with_a_gap_that_stands_twice_gives_both_places_from_end_to_end() -> None:
    outcome = find("guns fell silent […] why the guns had spoken")
    assert isinstance(outcome, Ambiguous)
    assert [TEXT[start:end].replace("\n", " ") for start, end in outcome.places] == [
        "guns fell silent at dawn. Nobody knew why the guns had spoken",
        "guns fell silent once more, and nobody knew why the guns had spoken",
    ]


@pytest.mark.parametrize("fragments", [99, 100, 101])
def test_a_quote_in_more_than_a_hundred_pieces_is_none(fragments: int) -> None:
    pieces = [f"a{number} b{number} c{number}" for number in range(fragments)]
    outcome = find(" … ".join(pieces), " and ".join(pieces), with_nearest=False)
    assert isinstance(outcome, Found if fragments <= 100 else Absent)


def test_the_shortest_span_of_fragments_that_stand_as_often_as_is_counted_is_found() -> None:
    text = "the guns fell silent " * MOST_COUNTED + "and no more.\n"
    outcome = find("the guns fell […] and no more", text)
    assert isinstance(outcome, Found)
    assert outcome.fragments[0] == (len(text) - 34, len(text) - 21)


def test_words_that_stand_too_often_to_be_counted_do_not_stand_for_others() -> None:
    text = "the guns fell silent " * (MOST_COUNTED + 1)
    assert find("the guns fell […] and no more", text, with_nearest=False) == Absent()


@pytest.mark.parametrize("quote", ["the guns fell", "the guns fell […] silent this once"])
def test_places_are_counted_over_paragraphs(quote: str) -> None:
    text = "\n\n".join(["the guns fell so silent this once. " * 300] * 2)
    outcome = find(quote, text)
    assert isinstance(outcome, Ambiguous)
    assert outcome.count == len(outcome.places) == MOST_COUNTED + 1


def test_as_many_places_as_are_counted_can_still_be_told_apart() -> None:
    text = "Here " + "the guns fell silent " * MOST_COUNTED + "and no more.\n"
    outcome = find("the guns fell silent", text, prefix="Here")
    assert isinstance(outcome, Found)
    assert outcome.fragments == ((5, 25),)


def test_the_nearest_words_are_looked_for_where_they_are_asked_for() -> None:
    assert find("The guns fell quiet at dawn") == Absent("The guns fell silent at dawn", (7, 35))
    assert find("The guns fell quiet at dawn", with_nearest=False) == Absent()


def test_of_nearest_words_over_two_lines_the_first_line_is_told(tmp_path: Path) -> None:
    text = "# One\n\nUkraine denied it.\n\nOn Sunday Russia claimed that\nit had taken Basivka.\n"
    _, problems = loaded({"content/articles/day/text.md": text}, tmp_path)
    assert problems == []
    text = text.replace("Russia claimed", "Russia also claimed")
    _, problems = loaded({"content/articles/day/text.md": text}, tmp_path)
    assert [problem.message for problem in problems] == [
        "these words do not stand in content/articles/day/text.md; the nearest words there are on line 5"
    ]


def told(quotes: list[str], text: str, root: Path) -> list[Problem]:
    """Quote some words in the small project, in place of its own."""
    position = (
        "      - actor: russia\n        id: p-{}\n        stance: asserts\n        verb: said\n        quote: {}\n"
    )
    claims = "claims:\n  - id: taken\n    claim: Russian troops hold Basivka.\n    positions:\n"
    written = claims + "".join(position.format(number, quote) for number, quote in enumerate(quotes))
    _, problems = loaded({"content/articles/day/claims.yml": written, "content/articles/day/text.md": text}, root)
    return [problem for problem in problems if problem.code.startswith("quote-")]


LONG = "# One\n\nRussia claimed that it had taken Basivka. {} Basivka was quiet. Zelensky spoke. Ukraine denied it."


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (
            "Russia said that it had taken Basivka",
            "these words do not stand in {}; the nearest words there are on line 3",
        ),
        ("“Zelensky spoke”", "the words stand in {}, but not the quotation marks around them"),
    ],
)
def test_for_as_many_wrong_quotes_as_take_no_time_what_was_meant_is_told(
    quote: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "_MOST_LOOKED_THROUGH", 2 * len(LONG))
    plain = "these words do not stand in {}"
    found = told([quote] * 5, LONG, tmp_path)
    file = "content/articles/day/text.md"
    assert [problem.message.replace(file, "{}") for problem in found] == [message] * 3 + [plain] * 2


def test_for_as_many_quotes_that_stand_twice_longer_ones_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "_MOST_LOOKED_THROUGH", 0)
    found = told(["Basivka", "Basivka"], LONG, tmp_path)
    assert [problem.passage for problem in found] == ["taken Basivka. {}", ""]


def test_words_that_are_not_there_are_no_slip_with_quotation_marks_around_them(tmp_path: Path) -> None:
    (problem,) = told(["“Russia claimed that it had lost Basivka”"], LONG, tmp_path)
    assert "nearest words" in problem.message


@pytest.mark.parametrize("more", ["prefix: taken", "suffix: was quiet"])
def test_of_words_that_stand_twice_the_one_that_was_meant_is_known_behind_a_slip(more: str, tmp_path: Path) -> None:
    (problem,) = told([f"“Basivka”\n        {more}"], LONG.replace("{}", ""), tmp_path)
    assert "quotation marks" in problem.message


def test_signs_of_markup_are_known_on_each_line(tmp_path: Path) -> None:
    text = "# One\n\n> Russia claimed\n> that it had taken Basivka. Zelensky spoke. Ukraine denied it.\n"
    (problem,) = told(["|\n          > Russia claimed\n          > that it had taken Basivka"], text, tmp_path)
    assert "signs of its markup" in problem.message


@pytest.mark.parametrize(("same", "passage"), [(7, "a7 a6 a5 a4 a3 a2 a1 Basivka b1 b2 b3 b4 b5 b6 b7"), (8, "")])
def test_seven_words_more_on_each_side_are_tried(same: int, passage: str, tmp_path: Path) -> None:
    before, after = ([f"{letter}{number}" for number in range(1, same)] for letter in "ab")
    around = [*before[::-1], "Basivka", *after]
    first, second = ([f"a{same}", *around, f"b{same}"], ["x", *around, "y"])
    text = f"Zelensky spoke. Ukraine denied it. {' '.join(first)} and {' '.join(second)}"
    (problem,) = told(["Basivka"], text, tmp_path)
    assert problem.passage == passage


def test_a_longer_quote_may_begin_where_the_text_begins(tmp_path: Path) -> None:
    text = "Zelensky spoke and then he spoke again. Ukraine denied it. Basivka." + " It was quiet." * 20
    (problem,) = told(["spoke"], text, tmp_path)
    assert problem.passage == "Zelensky spoke and"


def test_an_event_is_doubted_where_its_quote_cuts_a_word(tmp_path: Path) -> None:
    event = "events:\n  - {id: fall, title: A fall, when: 2025, quote: kraine denied it}\n"
    _, problems = loaded({"content/articles/day/events.yml": event}, tmp_path)
    assert [problem.code for problem in problems] == ["quote-cuts-word"]


def test_a_quote_is_found_also_where_nothing_is_remembered_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, _ = loaded({}, tmp_path)
    position = library.claims["taken"].positions[0]
    text = PROJECT["content/articles/day/text.md"]
    texts = {"day": fold_source(parse_source("text.md", text))}
    remembering = quotes.Quotes(texts, files={"day": TextFile("text.md", text, "checksum")})
    for finder in (quotes.Quotes(texts), remembering):
        assert finder.find(position.record, "day") == (position.quote, [])
    monkeypatch.setattr(quotes, "find_quote", lambda *_, **__: Absent())
    assert remembering.find(position.record, "day") == (position.quote, [])
