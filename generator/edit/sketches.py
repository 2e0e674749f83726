"""Sketches: claims drafted from a text, kept as comments until an editor has made something of them.

Nothing reads a comment, so a draft can be neither checked nor published. Taking
the `# ` away makes a claim whose words are still missing, and that is an error.
"""

import re
from collections.abc import Iterable, Sequence

from generator.edit.printing import print_value
from generator.model import Claim, Listing, Position, Scalar, Table
from generator.proof.coverage import Uncovered
from generator.proof.drafts import prefix_of
from generator.read.yaml_tree import load_yaml
from generator.text import FoldedSource, Found, Range, find_quote

FIRST_LINE = "  # ---- Drafts"
"""How the lines begin in which drafts are explained; entries are added before them."""

_HEAD = f"""\
{FIRST_LINE}: sentences in which somebody speaks and that no position quotes yet. None of it is published.
  # To use one: take away the "# " before each of its lines, write the claim in neutral words and give it an id,
  # fill in what is empty, and see whether speaker and stance are right. Delete the drafts that are not needed.
"""

_END = r"(?:\r?\n|\Z)"
_KEYS = "|".join(dict.fromkeys([*Claim.model_fields, *Position.model_fields]))
_BLOCK = re.compile(
    # Only rows that a draft has are its own: what an editor has noted behind it stays.
    rf"^  # (?:# )?draft, text\.md line (\d+)(?:, character (\d+))?.*{_END}"
    rf"(?:  # *(?:- )?(?:{_KEYS}):.*{_END})+(?:\r?\n)?",
    re.MULTILINE,
)
_HEAD_THERE = re.compile(re.escape(_HEAD).replace("\\\n", "\\r?\\n") + r"(?:\r?\n)?")


def sketch(folded: FoldedSource, found: Uncovered, *, withheld: bool = False) -> str:
    """Write a claim for one sentence, in comments; of a withheld text only where its words stand."""
    line, column = folded.source.line_and_column(found.at[0])
    where = f"line {line}{f', character {column}; its words are not published, look them up there' if withheld else ''}"
    who = f"; it may be {' or '.join(found.maybe)}" if found.maybe else ""
    prefix = prefix_of(folded, found)
    rows = [
        # A sign more than the others: this line stays a comment when all of them lose one.
        f"# draft, text.md {where}{who}",
        "- id:",
        "  claim:",
        "  positions:",
        f"    - actor:{f' {found.actors[0]}' if found.actors else ''}",
        f"      stance:{f' {found.stance}' if found.stance else ''}",
        f"      verb: {print_value(found.verb)}",
        f"      quote:{'' if withheld else f' {print_value(found.words)}'}",
        *([f"      prefix: {print_value(prefix)}"] if prefix and not withheld else []),
    ]
    return "".join(f"  # {row}\n" for row in rows) + "\n"


OFF = "# claims:"
"""The key of the list where a file holds drafts alone; without its sign the drafts below it can be used."""

WHY_OFF = '# No claim stands here yet. For the first one, take away the "# " before "claims:" as well.'
"""The comment above it; it goes when the first claim comes."""


def with_sketches(text: str, drafts: Iterable[str]) -> str:
    """Put drafts at the end of a claims file; a new one holds nothing but comments, all of which can be taken away."""
    written = "".join(drafts)
    if not written:
        return text
    return f"{text or f'{WHY_OFF}{chr(10)}{OFF}{chr(10)}'}\n{_HEAD}\n{written}".rstrip("\n") + "\n"


def drop_sketch(text: str, folded: FoldedSource, quoted: Sequence[Range]) -> str:
    """Take out the drafts of the sentences that a new position quotes, and the explanation with the last draft."""
    left = _BLOCK.sub(lambda block: "" if _is_of(block, folded, quoted) else block[0], text)
    if left == text or _BLOCK.search(left):
        return left
    end = "\r\n" if "\r\n" in text else "\n"
    return _HEAD_THERE.sub("", left, count=1).rstrip("\r\n") + end


def _is_of(block: re.Match[str], folded: FoldedSource, quoted: Sequence[Range]) -> bool:
    """Tell whether a draft is of one of some sentences: by the place of its words, which may stand elsewhere too."""
    line, column = block[1], block[2]
    if column is not None:
        return (int(line), int(column)) in (folded.source.line_and_column(start) for start, _ in quoted)
    start = _start_of(block[0], folded)
    return start is not None and any(first <= start < end for first, end in quoted)


def _start_of(block: str, folded: FoldedSource) -> int | None:
    """Find where the sentence of a draft begins in its text; None where the draft or the text were changed."""
    rows = "".join(f"{line[4:]}\n" for line in block.splitlines()[1:])
    node = load_yaml("", rows).node
    entry = node[0] if isinstance(node, Listing) and node else None
    positions = entry.get("positions") if isinstance(entry, Table) else None
    first = positions[0] if isinstance(positions, Listing) and positions else None
    words, prefix = (first.get("quote"), first.get("prefix")) if isinstance(first, Table) else (None, None)
    if not isinstance(words, Scalar):
        return None
    found = find_quote(folded, words, prefix if isinstance(prefix, Scalar) else None)
    return found.fragments[0][0] if isinstance(found, Found) else None
