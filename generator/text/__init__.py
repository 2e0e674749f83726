"""Source texts: their sections, the quotes and names found in them, and prose."""

from generator.text.blocks import PARSER
from generator.text.fold import Folded, fold
from generator.text.folded import FoldedSection, FoldedSource, fold_source
from generator.text.gaps import MOST_COUNTED
from generator.text.mentions import NameFinder, NameIndex, compile_names, without_overlaps
from generator.text.ordinary import check_page, is_followed, leads_outside
from generator.text.parse import parse_source
from generator.text.prose import (
    PlainBlock,
    Reference,
    broken_references,
    false_links,
    plain_blocks,
    plain_prose,
    prose_links,
    prose_references,
    render_prose,
)
from generator.text.quotes import (
    Absent,
    Ambiguous,
    BadGap,
    CannotCheck,
    Found,
    QuoteOutcome,
    QuoteProblem,
    WrongContext,
    cuts_a_word,
    find_quote,
    quoted_words,
)
from generator.text.sentences import split_sentences, splitter
from generator.text.source import Block, Range, Section, SourceText, Style
from generator.text.words import count_words, cuts_word_at

__all__ = [
    "MOST_COUNTED",
    "PARSER",
    "Absent",
    "Ambiguous",
    "BadGap",
    "Block",
    "CannotCheck",
    "Folded",
    "FoldedSection",
    "FoldedSource",
    "Found",
    "NameFinder",
    "NameIndex",
    "PlainBlock",
    "QuoteOutcome",
    "QuoteProblem",
    "Range",
    "Reference",
    "Section",
    "SourceText",
    "Style",
    "WrongContext",
    "broken_references",
    "check_page",
    "compile_names",
    "count_words",
    "cuts_a_word",
    "cuts_word_at",
    "false_links",
    "find_quote",
    "fold",
    "fold_source",
    "is_followed",
    "leads_outside",
    "parse_source",
    "plain_blocks",
    "plain_prose",
    "prose_links",
    "prose_references",
    "quoted_words",
    "render_prose",
    "split_sentences",
    "splitter",
    "without_overlaps",
]
