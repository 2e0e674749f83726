"""Sketches: claims drafted from a text, kept as comments until an editor has made something of them.

Nothing reads a comment, so a draft can be neither checked nor published. Taking
the `# ` away makes a claim whose words are still missing, and that is an error.
"""

import re
from collections.abc import Iterable

from generator.edit.printing import print_value
from generator.model import Listing, Scalar, Table
from generator.proof.coverage import Uncovered
from generator.proof.drafts import prefix_of
from generator.read.yaml_tree import load_yaml
from generator.text import FoldedSource, fold

FIRST_LINE = "  # ---- Drafts"
"""How the lines begin in which drafts are explained; entries are added before them."""

_HEAD = f"""\
{FIRST_LINE}: sentences in which somebody speaks and that no position quotes yet. None of it is published.
  # To use one: take away the "# " before its lines, write the claim in neutral words and give it an id,
  # and see whether speaker and stance are right. Delete the drafts that are not needed.
"""

_BLOCK = re.compile(r"^  # draft, text\.md line \d+.*\n(?:  # .*\n)*\n?", re.MULTILINE)


def sketch(folded: FoldedSource, found: Uncovered) -> str:
    """Write a claim for one sentence, in comments."""
    line, _ = folded.source.line_and_column(found.at[0])
    who = f"; it may be {' or '.join(found.actors)}" if len(found.actors) > 1 else ""
    prefix = prefix_of(folded, found)
    rows = [
        f"draft, text.md line {line}{who}",
        "- id:",
        "  claim:",
        "  positions:",
        f"    - actor:{f' {found.actors[0]}' if len(found.actors) == 1 else ''}",
        f"      stance: {found.stance}",
        f"      verb: {print_value(found.verb)}",
        f"      quote: {print_value(found.words)}",
        *([f"      prefix: {print_value(prefix)}"] if prefix else []),
    ]
    return "".join(f"  # {row}\n" for row in rows) + "\n"


WHY_EMPTY = '# There is no claim yet, which the [ ] say. Take them away when the first claim stands below "claims:".'
"""The comment above an empty list of claims; it goes when the first claim comes."""


def with_sketches(text: str, drafts: Iterable[str]) -> str:
    """Put drafts at the end of a claims file; where there is no claim yet its list is empty, and says so."""
    written = "".join(drafts)
    if not written:
        return text
    return f"{text or f'{WHY_EMPTY}{chr(10)}claims: []{chr(10)}'}\n{_HEAD}\n{written}".rstrip("\n") + "\n"


def drop_sketch(text: str, quote: str) -> str:
    """Take out the draft of the sentence that a new position quotes, and the explanation with the last of them."""
    left = _BLOCK.sub(lambda block: "" if _is_of(block[0], quote) else block[0], text)
    if left == text or _BLOCK.search(left):
        return left
    return left.replace(_HEAD, "").rstrip("\n") + "\n"


def _is_of(block: str, quote: str) -> bool:
    """Tell whether a draft's sentence holds a quote, or the quote the sentence."""
    rows = "".join(f"{line[4:]}\n" for line in block.splitlines()[1:])
    node = load_yaml("", rows).node
    entry = node[0] if isinstance(node, Listing) and node else None
    positions = entry.get("positions") if isinstance(entry, Table) else None
    first = positions[0] if isinstance(positions, Listing) and positions else None
    words = first.get("quote") if isinstance(first, Table) else None
    own, new = (fold(words), fold(quote)) if isinstance(words, Scalar) else ("", "")
    return bool(own and new) and (new in own or own in new)
