"""What is printed reads back as the same values by our own reader."""

import random
import unicodedata

import pytest

from generator.edit.printing import print_fields, print_record, print_value
from generator.model import Actor, Article, Claim, Place, Position, Term, When
from generator.read.yaml_tree import SlowParser, fastest_parser, load_yaml

HOSTILE = [
    "plain words",
    "a colon: in the middle",
    "ends with a colon:",
    "C:drive and 12:30",
    "We lost #12 today",
    "#12 at the start",
    "with # alone",
    'he said "no" twice',
    '"wholly in quotes"',
    "it's an apostrophe",
    "'single'",
    "“curly” quotes and ‘these’",
    "back\\slash and \\n and \\u0041",
    "ends with a backslash\\",
    "- a hyphen first",
    "-5",
    "? a question first",
    ": a colon first",
    ", a comma first",
    "[brackets], {braces}",
    "{a: b}",
    "& anchor",
    "* alias",
    "! tag",
    "| pipe",
    "> greater",
    "% directive",
    "@ at",
    "` tick",
    "~",
    "null",
    "True",
    "no",
    "1e5",
    "0x1F",
    "010",
    "12",
    "1.50",
    "---",
    "--- x",
    "...",
    "<<",
    "=",
    "Київ і Łódź",
    "القدس",
    "北京：大学",
    "emoji 🕊️ and 👩‍👧",
    "no\xa0break\xa0",
    "\xa0leading",
    "soft\xadhyphen",
    "two  spaces",
    "tab\tin the middle",
    "line one\nline two",
    "para one\n\npara two: with # and - marks",
    "- one\n- two",
    "line\n  indented",
    "trailing \nspace",
    "\nstarts with a line end",
    "ends with one\n",
    "cafe\u0301",
    "1" * 400,
    "word " * 300 + "end",
]


def read_back(printed, parser=None):
    loaded = load_yaml("x.yml", printed, parser)
    assert loaded.problems == []
    return loaded.node


@pytest.mark.parametrize("parser", [fastest_parser(), SlowParser])
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_it_was(text, parser):
    assert read_back(f"key: {print_value(text)}\n", parser)["key"] == text
    record = {"id": "x", "name": text, "aliases": [text, "other words"], "links": {"site": text}}
    assert read_back("units:\n" + print_record(record), parser)["units"] == [record]


# A key has 300 characters at most, and one line.
@pytest.mark.parametrize("text", [text for text in HOSTILE if "\n" not in text and len(text) < 300])
def test_any_line_may_be_a_key(text):
    printed = print_fields({"mentions": {text: "nobody"}}, Article)
    assert read_back(printed)["mentions"] == {unicodedata.normalize("NFC", text): "nobody"}


def test_texts_thrown_together_come_back():
    chance = random.Random(5)
    pieces = [*"ab1 :#-?,[]{}&*!|>%@`\"'\\\n\t~=<.…é中🕊\xa0\xad", ": ", " #", "- ", "\n\n"]
    for _ in range(1500):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        record = {"id": "x", "claim": text, "positions": [{"actor": "a", "stance": "asserts", "verb": text}]}
        assert read_back("claims:\n" + print_record(record))["claims"] == [record], text


def test_what_no_file_may_hold_is_left_out():
    assert print_value("a\x00b\x1b[31mc\ufeffd\ud800e") == '"ab[31mcde"'[1:-1]
    assert print_value("one\u2028two\x85three") == "one two three"
    assert print_value("one\r\ntwo\rthree") == '"one\\ntwo\\nthree"'
    assert print_value("") == '""'


def test_plain_where_that_is_safe_and_in_double_quotes_where_not():
    assert print_value("Basivka’s council (2024), said so") == "Basivka’s council (2024), said so"
    assert print_value("[[putin|Putin]] has not spoken") == '"[[putin|Putin]] has not spoken"'
    assert print_value('a "b": c') == '"a \\"b\\": c"'
    assert print_value("true") == '"true"'


def test_a_record_in_the_order_of_its_model():
    fields = {
        "links": {"wikidata": "Q3874799"},
        "aliases": ["Zelensky", {"match": False, "name": "Зеленський", "language": "uk"}],
        "affiliation": "ukraine",
        "type": "person",
        "name": "Volodymyr Zelensky",
        "id": "zelensky",
        "role": None,
        "forms": [],
        "coordinates": [49.0, -0.00001],
    }
    assert print_record(fields) == (
        """\
  - id: zelensky
    name: Volodymyr Zelensky
    type: person
    affiliation: ukraine
    aliases:
      - Zelensky
      - name: Зеленський
        language: uk
        match: no
    links: {wikidata: Q3874799}
    coordinates: [49, -0.00001]
"""
    )


def test_a_claim_with_positions_and_prose_of_several_lines():
    fields = {
        "id": "basivka-taken",
        "claim": "Russian troops have taken control of Basivka.",
        "about": ["basivka", "russia"],
        "when": When.parse("2025-04-06"),
        "positions": [
            {
                "quote": "Russia claimed",
                "verb": "claimed",
                "stance": "asserts",
                "actor": "russia",
                "prefix": "On Sunday,",
            }
        ],
        "evidence": [{"what": "One.\n\n- Two.", "type": "footage", "role": "supports"}],
        "verdict": {"on": When.parse("2025-04-08"), "by": "A: B", "why": "No.", "finding": "mixed"},
    }
    assert print_record(fields, 4) == (
        """\
    - id: basivka-taken
      claim: Russian troops have taken control of Basivka.
      about: [basivka, russia]
      when: 2025-04-06
      positions:
        - actor: russia
          stance: asserts
          verb: claimed
          quote: Russia claimed
          prefix: On Sunday,
      evidence:
        - role: supports
          type: footage
          what: |-
            One.

            - Two.
      verdict:
        finding: mixed
        why: No.
        by: "A: B"
        on: 2025-04-08
"""
    )


def test_the_model_may_be_named_and_unknown_keys_come_last():
    assert print_record({"odd": "x", "verb": "said", "actor": "a"}, model=Position) == (
        "  - actor: a\n    verb: said\n    odd: x\n"
    )
    assert print_record({"b": "1x", "a": "2x"}) == "  - b: 1x\n    a: 2x\n"


def test_prose_stands_one_to_a_line():
    assert print_fields({"in_brief": ["One, two.", "three"], "title": "T"}, Article) == (
        "title: T\nin_brief:\n  - One, two.\n  - three\n"
    )
    assert print_record({"id": "x", "in_brief": ["one\n\ntwo", "x"]}) == (
        "  - id: x\n    in_brief:\n      - |-\n        one\n\n        two\n      - x\n"
    )


def test_nothing_is_printed_of_nothing():
    assert print_record({}) == ""
    assert print_record({"id": "x", "links": {}, "source": {"author": None}, "precision_km": 5.0}) == (
        "  - id: x\n    precision_km: 5\n"
    )


def test_what_no_record_holds_is_refused():
    with pytest.raises(TypeError, match="a set is nothing that a record holds"):
        print_record({"id": {"x"}})


@pytest.mark.parametrize("model", [Actor, Place, Term, Claim, Position])
def test_empty_lists_leave_no_trace(model):
    assert print_record({"id": "x", "was": []}, model=model) == "  - id: x\n"
