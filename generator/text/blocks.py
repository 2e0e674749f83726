"""Blocks: the headings and paragraphs of a text, as markdown-it-py finds them, by where their words stand.

Of all block rules only three are on, so that lists, rules, indented code and
the like stay paragraphs with every character. The rules write down what
markdown-it-py knows while it reads a line and forgets afterwards: where,
behind the markers, the line's own words begin.
"""

import re
from dataclasses import dataclass
from typing import Literal

import markdown_it
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, paragraph

from generator.text.chars import STRAY, UNSEEN, WHITE, has_words
from generator.text.source import Range

PARSER = f"markdown-it-py {markdown_it.__version__}"
"""Which parser it is: whoever keeps what it made must know it again."""

_DEEPEST = 16
"""A `>` behind this many others is text: deeper nesting is noise, and would exhaust the stack."""

_CODE = 4
"""Behind this many spaces Markdown would see code; for us that is text, `#` and `>` included."""

_HASHES = re.compile(r"#{1,6}(?=[ \t])")
# Lines that look blank are blank, and a byte order mark is not there. The length stays, so offsets hold.
_LOOKS_BLANK = re.compile(f"^(?:(?!\\n)[{WHITE}{UNSEEN}])+$|\\A\ufeff", re.MULTILINE)
_STRAY = re.compile(f"[{STRAY}]+")


@dataclass(frozen=True, slots=True)
class Lines:
    """A block as its lines: the range of each, markers left out. `level` as in `Block`."""

    kind: Literal["heading", "paragraph"]
    level: int
    runs: tuple[Range, ...]


def find_blocks(text: str) -> list[Lines]:
    """Find the blocks of a text, in order."""
    masked = _LOOKS_BLANK.sub(lambda match: " " * len(match[0]), text)
    found: list[Lines] = []
    _PARSER.block.parse(masked, _PARSER, {"blocks": found}, [])
    return [Lines(block.kind, block.level, _tidy(text, block.runs)) for block in found]


def _read_heading(state: StateBlock, start: int, _: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it-py's signature
    """Read a heading, if it has words: a `#` alone is text."""
    line_start, line_end = _line(state, start)
    hashes = _HASHES.match(state.src, line_start)
    if not hashes or _is_indented(state, start):
        return False
    words = _heading_words(state.src[hashes.end() : line_end])
    if not has_words(words):
        return False
    if not silent:
        run = hashes.end(), hashes.end() + len(words)
        state.env["blocks"].append(Lines("heading", len(hashes[0]), (run,)))
        state.line = start + 1
    return True


def _heading_words(line: str) -> str:
    """Give a heading's words without the hashes that may close it; an expression for both would go back and forth."""
    whole = line.rstrip(" \t")
    unclosed = whole.rstrip("#")
    return unclosed if unclosed.endswith((" ", "\t")) else whole


def _read_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - likewise
    found = paragraph(state, start, end, silent)
    runs = tuple(_line(state, line) for line in range(start, state.line))
    if any(has_words(state.src[first:last]) for first, last in runs):
        state.env["blocks"].append(Lines("paragraph", state.level, runs))
    return found


def _read_blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - likewise
    if state.level >= _DEEPEST or _is_indented(state, start):
        return False
    return blockquote(state, start, end, silent)


def _line(state: StateBlock, line: int) -> Range:
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _is_indented(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= _CODE


def _make_parser() -> MarkdownIt:
    # Nesting is bounded by our own rule; the library's bound, 20, would drop the text behind it.
    parser = MarkdownIt("zero")
    parser.block.ruler.at("heading", _read_heading, {"alt": ["paragraph", "blockquote"]})
    parser.block.ruler.at("blockquote", _read_blockquote, {"alt": ["paragraph"]})
    parser.block.ruler.at("paragraph", _read_paragraph)
    return parser.enable(["heading", "blockquote"])


_PARSER = _make_parser()


def _tidy(text: str, lines: tuple[Range, ...]) -> tuple[Range, ...]:
    """Leave out white space around lines and stray controls, keep the line ends between lines, join what touches."""
    runs: list[Range] = []
    for start, end in _strip(text, lines):
        for first, last in _without_strays(text, start, end):
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
    return tuple(runs)


def _strip(text: str, lines: tuple[Range, ...]) -> list[Range]:
    stripped = []
    for start, end in lines:
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = left + len(words.strip())
        stripped += [(left, right), (end, end + 1)]
    stripped.pop()  # the end of the last line
    while not has_words(text[slice(*stripped[-1])]):
        stripped.pop()
    return stripped


def _without_strays(text: str, start: int, end: int) -> list[Range]:
    pieces = []
    for match in _STRAY.finditer(text, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    return [(first, last) for first, last in [*pieces, (start, end)] if first < last]
