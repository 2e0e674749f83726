"""The text room by its documents: parsing, folding, quotes, mentions and prose."""

import json
import re

import pytest
from support import Case, read_cases

from generator.text import (
    Absent,
    Ambiguous,
    BadGap,
    Found,
    SourceText,
    WrongContext,
    compile_names,
    find_quote,
    fold,
    fold_source,
    parse_source,
    render_prose,
)


def cases(name: str):
    return pytest.mark.parametrize("case", read_cases(name), ids=lambda case: case.title)


def unescape(text: str) -> str:
    """Put in the characters that the documents write by number."""
    return re.sub(r"\{U\+([0-9A-F]{4,5})\}", lambda match: chr(int(match[1], 16)), text)


@cases("text-fold.md")
def test_folding(case: Case):
    given, expected = (unescape(part).split("\n") for part in (case.given, case.expected))
    assert [fold(line) for line in given] == expected
    # The expected lines end where their words end, so folding again changes nothing.
    assert [fold(line) for line in expected] == expected


@cases("text-fold.md")
def test_a_text_folds_as_what_is_sought_in_it(case: Case):
    for line in unescape(case.given).split("\n"):
        folded = fold_source(parse_source("text.md", f"x{line}x"))
        assert folded.sections[0].text == fold(f"x{line}x")


@cases("text-parse.md")
def test_parsing(case: Case):
    source = parse_source("text.md", unescape(case.given))
    anchors = [section.anchor for section in source.sections]
    assert len(set(anchors)) == len(anchors)
    assert list(describe(source)) == unescape(case.expected).splitlines()


def describe(source: SourceText):
    for section in source.sections:
        # Checksums are shown as `@`: they only have to differ.
        yield re.sub(r"--[0-9a-f]{8}", "--@", section.anchor)
        for block in section.blocks:
            styles = "".join(f" {s.tag} {as_json(source.words(block, s.start, s.end))}" for s in block.styles)
            yield f"  {block.kind} {block.level} {as_json(source.words(block))}{styles}"


def as_json(text: str) -> str:
    unseen = re.compile(r"[\x7f-\xa0\u2028\u2029]")
    return unseen.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


@cases("text-quotes.md")
def test_quotes(case: Case):
    text, _, sought = unescape(case.given).partition("\n---\n")
    folded = fold_source(parse_source("text.md", text))
    outcomes = [find_quote(folded, **fields) for fields in read_fields(sought)]
    told = [tell(folded.source, outcome).replace("\n", "⏎") for outcome in outcomes]
    assert told == unescape(case.expected).split("\n")


def read_fields(sought: str):
    fields: list[dict[str, str]] = []
    for line in sought.split("\n"):
        name, _, value = line.partition(": ")
        if name == "quote":
            fields.append({})
        fields[-1][name] = value
    return fields


def tell(source: SourceText, outcome) -> str:
    match outcome:
        case Found():
            slices = [source.text[start:end] for start, end in outcome.fragments]
            return f"{source.sections[outcome.section].anchor}: {' […] '.join(slices)}"
        case Absent():
            return f"absent | {outcome.nearest}" if outcome.nearest else "absent"
        case Ambiguous():
            assert outcome.count == len(outcome.places)
            return f"{outcome.count} times"
        case BadGap():
            return f"too short: {outcome.fragment}"
        case WrongContext():
            return f"wrong {outcome.side} of {len(outcome.places)}"


@cases("text-mentions.md")
def test_mentions(case: Case):
    names, _, text = unescape(f"\n{case.given}").partition("\n---\n")
    folded = fold(text)
    finder = compile_names(names.split("\n"))
    found = [
        f"{start} {folded[start:end]}" + (f" < {name}" if name != folded[start:end] else "")
        for start, end, name in finder.find(folded)
    ]
    assert "\n".join(found) == case.expected


@cases("text-prose.md")
def test_prose(case: Case):
    known = {"kyiv": ("places/kyiv/", "Kyiv & around"), "zelensky": ("actors/zelensky/?a=1&b", "Zelensky")}
    assert render_prose(case.given, known.get) == f"{case.expected}\n"
