"""The page that tells how quotes are checked: the contract in plain words, with examples that are checked here and now.

The rule is Sayso's own and the same on every site. Its words and examples stand
among the interface texts; what comes of an example is asked of the code that
checks the site, so that the page cannot tell anything else.
"""

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.addresses import PROBLEMS
from generator.pages.desk import Desk
from generator.pages.marks import Words, set_text
from generator.text import (
    Absent,
    Ambiguous,
    BadGap,
    CannotCheck,
    Found,
    QuoteOutcome,
    QuoteProblem,
    SourceText,
    WrongContext,
    find_quote,
    fold_source,
    parse_source,
)

SECTIONS: dict[str, tuple[str, ...]] = {
    "overlooked": ("marks", "spaces", "dashes", "hyphens", "accents", "dots"),
    "kept": ("word", "letter", "capital", "number", "left_out", "order"),
    "long": ("paragraphs", "gap", "gap_order", "gap_short", "own_dots", "own_brackets"),
    "twice": ("ambiguous", "prefix", "suffix", "wrong_prefix"),
    "missing": ("unchecked",),
}
"""The sections that have examples, with the names of these among the interface texts."""

OUTCOMES: dict[type, str] = {
    Found: "found",
    CannotCheck: "unchecked",
    Absent: "absent",
    Ambiguous: "ambiguous",
    BadGap: "bad_gap",
    WrongContext: "wrong_context",
}


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A quote beside the paragraphs it is sought in, its words marked where they were found."""

    name: str
    paragraphs: tuple[Markup, ...]
    quote: str
    prefix: str
    suffix: str
    outcome: str
    told: str
    note: str


@dataclass(frozen=True, slots=True)
class ContractSection:
    """A part of the contract, with its examples."""

    name: str
    heading: str
    lead: str
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True)
class ContractPage:
    """The page of the quote contract. `problems` leads editors to the page of everything else that is checked."""

    sections: tuple[ContractSection, ...]
    problems: str


def view_contract(desk: Desk) -> ContractPage:
    """Make the view of the contract, and check each of its examples on the way."""
    return ContractPage(
        tuple(
            ContractSection(
                name,
                desk.words(f"contract.{name}"),
                desk.words(f"contract.{name}_lead"),
                tuple(view_example(desk, example) for example in examples),
            )
            for name, examples in SECTIONS.items()
        ),
        desk.compass.to(PROBLEMS),
    )


def view_example(desk: Desk, name: str) -> ExampleView:
    """Look the quote of an example up in its text, and tell what came of it."""
    text, quote, prefix, suffix, note = (
        desk.words.get(f"contract.example.{name}.{part}", "") for part in ("text", "quote", "prefix", "suffix", "note")
    )
    source = parse_source(name, text)
    found = _look_up(source, quote, prefix, suffix)
    outcome = OUTCOMES[type(found)]
    told = desk.words(f"contract.outcome.{outcome}")
    return ExampleView(name, _paragraphs(source, found, name), quote, prefix, suffix, outcome, told, note)


def _look_up(source: SourceText, quote: str, prefix: str, suffix: str) -> QuoteOutcome | QuoteProblem:
    if not source.sections:
        return CannotCheck()
    return find_quote(fold_source(source), quote, prefix or None, suffix or None)


def _paragraphs(source: SourceText, found: QuoteOutcome | QuoteProblem, name: str) -> tuple[Markup, ...]:
    marks = [Words(f"_{name}", found.fragments)] if isinstance(found, Found) else []
    return tuple(paragraph for section in set_text(source, (), marks) for paragraph in section)
