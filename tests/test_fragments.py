"""Links to the words in the original, as text fragments that give nothing away."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.build import load
from generator.pages.fragments import original_links

TEXT = """\
# The ferry

The ferry goes on Monday, the harbour master said. The ferry goes on Monday, or so they say in town.

He had seen the rope himself – twenty-two metres, “new & dry, if a bit short”, as he put it to anyone who would listen
that long and rather wet winter, while the river rose and the geese left and the town council met every second Friday
in the school.

Nobody else had seen it.

# Nobody

Nobody else had *seen* it. The end came soon.
"""
LONG = " ".join(TEXT[TEXT.index("He had") : TEXT.index("Nobody")].split())


def links(quotes: list[dict[str, str]], folder: Path, text: str | None = TEXT, url: str = "https://paper.example/ferry",
          more: str = "") -> list[str]:  # fmt: skip
    """Give the links of positions, each with a quote of its own."""
    positions = "".join(
        f"      - actor: report\n        id: q{i}\n        stance: asserts\n        verb: says\n"
        + "".join(f"        {key}: |-\n" + re.sub("(?m)^", " " * 10, value) + "\n" for key, value in fields.items())
        for i, fields in enumerate(quotes)
    )
    files = {
        "article.yml": "title: Ferry\npublished: 2025-06-01\nlanguage: en\n"
        f"source: {{{'url: ' + url if url else ''}}}\n{more}" + ("" if text else f"text_sha256: {'0' * 64}\n"),
        "claims.yml": "claims:\n  - id: goes\n    claim: It goes.\n    positions:\n" + positions,
        **({"text.md": text} if text else {}),
    }
    home = folder / "content/articles/ferry"
    home.mkdir(parents=True)
    for name, content in files.items():
        (home / name).write_text(content, encoding="utf-8")
    loaded, problems = load(folder, folder / "content")
    assert not [problem for problem in problems if problem.severity == "error"], problems
    found = original_links(loaded.library.articles["ferry"])
    return [found[f"q-goes--report--q{i}"] for i in range(len(quotes))] if found else []


def directive(link: str) -> str:
    return link.partition("#:~:text=")[2]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The end came soon", "The%20end%20came%20soon"),
        (
            'twenty-two metres, "new & dry, if a bit short"',
            "twenty%2Dtwo%20metres%2C%20%E2%80%9Cnew%20%26%20dry%2C%20if%20a%20bit%20short%E2%80%9D",
        ),
        # Too long to be written out: its beginning and its end.
        (
            LONG,
            "He%20had%20seen%20the%20rope%20himself,every%20second%20Friday%20in%20the%20school.",
        ),
        # Over paragraphs, and with a gap.
        (
            "every second Friday in the school. Nobody else had seen it.",
            "every%20second%20Friday%20in%20the%20school.,Nobody%20else%20had%20seen%20it.",
        ),
        ("seen the rope himself … if a bit short", "seen%20the%20rope%20himself,if%20a%20bit%20short"),
    ],
)
def test_the_words_are_singled_out(quote: str, expected: str, tmp_path: Path):
    assert directive(links([{"quote": quote}], tmp_path)[0]) == expected


TWICE = {"quote": "The ferry goes on Monday", "suffix": ", or"}
IN_SECTION = {"quote": "Nobody else had seen it", "suffix": ". The end"}


@pytest.mark.parametrize("quote", [TWICE, IN_SECTION])
def test_words_that_stand_twice_lead_to_the_top_where_the_text_is_withheld(quote: dict[str, str], tmp_path: Path):
    """Words around them would single them out, and would be words that may not be published."""
    assert links([quote], tmp_path) == ["https://paper.example/ferry"]


def test_where_the_text_is_published_the_words_around_single_them_out(tmp_path: Path):
    first = {"quote": "The ferry goes on Monday", "suffix": ", the"}
    found = links([TWICE, IN_SECTION, first], tmp_path, more="show_text: full\n")
    assert [directive(link) for link in found] == [
        "said.-,The%20ferry%20goes%20on%20Monday",
        "Nobody%20else%20had%20seen%20it,-.%20The",
        "The%20ferry%20goes%20on%20Monday,-%2C%20the",
    ]


def test_neither_helps_where_a_whole_paragraph_stands_twice(tmp_path: Path):
    text = "# One\n\nIt is over now.\n\n# Two\n\nIt is over now.\n"
    quote = {"quote": "It is over now.", "prefix": "Two"}
    assert links([quote], tmp_path, text, more="show_text: full\n") == ["https://paper.example/ferry"]


def test_a_quote_of_several_parts_whose_beginning_stands_twice_leads_to_the_top(tmp_path: Path):
    text = "He left at once.\n\nHe came back.\n\nHe left at once.\n\nNobody knew.\n"
    found = links([{"quote": "He left at once.\n\nNobody knew."}], tmp_path, text, more="show_text: full\n")
    assert found == ["https://paper.example/ferry"]


def test_a_quote_whose_end_stands_within_it_leads_to_the_top(tmp_path: Path):
    text = "He came back. No.\n\nNo.\n\nNo.\n"
    assert links([{"quote": text.strip()}], tmp_path, text) == ["https://paper.example/ferry"]


def test_words_around_a_quote_grow_until_they_single_it_out(tmp_path: Path):
    text = "The old man said no. The young man said no. The old man said no, again.\n"
    quotes = [{"quote": "no", "prefix": "young man said"}, {"quote": "no", "suffix": ", again"}]
    found = links(quotes, tmp_path, text, more="show_text: full\n")
    assert [unquote(directive(link)) for link in found] == ["young man said-,no", "no. The old man said-,no"]


def test_a_beginning_grows_until_it_is_the_only_one(tmp_path: Path):
    text = f"One two three four five six seven.\n\nOne two three four five six eight {'so ' * 90}end of it all.\n"
    quote = " ".join(text.split()[7:])
    (link,) = links([{"quote": quote}], tmp_path, text)
    assert unquote(directive(link)) == "One two three four five six eight,so so end of it all."


def test_an_end_grows_until_it_is_the_only_one_behind_the_beginning(tmp_path: Path):
    text = f"At first it was a long way home {'and so on ' * 30}but after all it was a long way home.\n"
    (link,) = links([{"quote": text.strip().removesuffix(".")}], tmp_path, text)
    assert unquote(directive(link)) == "At first it was a long,all it was a long way home"


def test_a_script_without_spaces_is_written_out_whole(tmp_path: Path):
    text = "渡口不会关闭" * 60 + "。然后呢。\n"
    quote = "渡口不会关闭" * 60 + "。"
    (link,) = links([{"quote": quote}], tmp_path, text)
    assert unquote(directive(link)) == quote


def test_a_cut_word_leads_to_the_top(tmp_path: Path):
    assert links([{"quote": "he end came soon"}], tmp_path) == ["https://paper.example/ferry"]


def test_what_cannot_be_seen_is_left_out(tmp_path: Path):
    text = "The fire\u00adfighters\u00a0left \u200bat\n> noon\u2009\u202eand\u202c slept.\n"
    (link,) = links([{"quote": "firefighters left at noon and slept"}], tmp_path, text.replace("> ", ""))
    assert unquote(directive(link)) == "firefighters left at noon and slept"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/y#part", "https://x.example/y#part:~:text=The%20end"),
        ("https://x.example/y#", "https://x.example/y#:~:text=The%20end"),
        ("https://x.example/y?a=1&b=2", "https://x.example/y?a=1&b=2#:~:text=The%20end"),
        ("https://x.example/y#:~:text=typed", "https://x.example/y#:~:text=The%20end"),
        ("https://x.example/y#part:~:text=typed", "https://x.example/y#part:~:text=The%20end"),
    ],
)
def test_an_address_may_have_a_fragment_already(url: str, expected: str, tmp_path: Path):
    (link,) = links([{"quote": "The end"}], tmp_path, url=f'"{url}"')
    assert link == expected
    assert urlsplit(link).netloc == "x.example"


def test_without_an_address_there_is_no_link(tmp_path: Path):
    assert links([{"quote": "The end"}], tmp_path, url="") == []


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ({"quote": "It was lost."}, "It was lost."),
        ({"quote": "It was lost.\n\nFor ever."}, "It was lost.,For ever."),
        ({"quote": "it was lost for […] ever and ever"}, "it was lost for,ever and ever"),
        ({"quote": "so " * 90 + "it ended at long last today"}, "so so so so so so,it ended at long last today"),
        ({"quote": "渡口" * 150}, "渡口" * 150),
        ({"quote": "twice", "prefix": "words before"}, ""),
        ({"quote": "twice", "suffix": "words behind"}, ""),
        ({"quote": "…"}, ""),
    ],
)
def test_of_a_text_that_is_not_at_hand_the_typed_words_are_sought(quote: dict[str, str], expected: str, tmp_path: Path):
    (link,) = links([quote], tmp_path, None)
    assert unquote(directive(link)) == expected


def test_no_unquoted_word_of_a_withheld_text_is_in_a_link(tmp_path: Path):
    quotes = [{"quote": words} for words in (LONG, LONG[7:300], LONG[-70:], "The end came", TWICE["quote"])]
    quotes[-1] = TWICE
    found = links(quotes, tmp_path)
    for link, quote in zip(found, quotes, strict=True):
        told = set(re.findall(r"\w+", unquote(directive(link))))
        assert told <= set(re.findall(r"\w+", quote["quote"]))
