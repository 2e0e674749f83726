"""An article's text as HTML: names as links, quotes as marks, always properly nested.

Quotes overlap each other and names; HTML elements must not. Links are never
cut, styles only by links, and marks wherever they cross anything else. Each
piece of a cut mark names the whole in `data-mark`, the first carries its id.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from generator.pages.escapes import escaped
from generator.text import Block, Range, SourceText

LINK, STYLE, MARK = range(3)


class Tag(NamedTuple):
    """An element over a range of the text. Of two that cross, the one of the higher rank is cut.

    `opening` is its start; of a mark, only what stands there besides its id.
    """

    rank: int
    start: int
    end: int
    opening: str
    closing: str
    mark: str | None = None
    old: tuple[str, ...] = ()


class Name(NamedTuple):
    """A name in the text that links to its entity."""

    entity: str
    start: int
    end: int
    href: str


class Words(NamedTuple):
    """The words of a quote in the text, by the id of their mark; several ranges where it has gaps.

    `look` is a class for their looks, where they have one. `old` are ids that their mark had before.
    """

    mark: str
    ranges: tuple[Range, ...]
    look: str = ""
    old: tuple[str, ...] = ()


Piece = str | Tag
"""HTML, or the start of a mark whose other pieces are still being counted."""


def set_text(source: SourceText, names: Iterable[Name], quotes: Iterable[Words]) -> list[list[Markup]]:
    """Set the blocks of every section, in order, as the inner HTML of their elements."""
    held = [section.blocks for section in source.sections]
    blocks = [block for section in held for block in section]
    tags = _by_block(blocks, [*_links(names), *_marks(quotes)])
    pieces = [_set_block(source.text, block, tags[index]) for index, block in enumerate(blocks)]
    count = Counter(p.mark for block in pieces for p in block if isinstance(p, Tag))
    seen: set[str] = set()
    done = iter([Markup("".join(_finish(block, count, seen))) for block in pieces])  # noqa: S704 - escaped by _set_block
    return [[next(done) for _ in section] for section in held]


def _links(names: Iterable[Name]) -> Iterator[Tag]:
    for name in names:
        opening = f'<a href="{escaped(name.href)}" data-entity="{escaped(name.entity)}">'
        yield Tag(LINK, name.start, name.end, opening, "</a>")


def _marks(quotes: Iterable[Words]) -> Iterator[Tag]:
    for quote in quotes:
        look = f' class="{escaped(quote.look)}"' if quote.look else ""
        yield from (Tag(MARK, start, end, look, "</mark>", quote.mark, quote.old) for start, end in quote.ranges)


def _by_block(blocks: Sequence[Block], tags: Iterable[Tag]) -> list[list[Tag]]:
    """Share the tags out among the blocks they touch, together with each block's own styles."""
    starts = [block.start for block in blocks]
    shared = [[Tag(STYLE, s.start, s.end, f"<{s.tag}>", f"</{s.tag}>") for s in block.styles] for block in blocks]
    for tag in tags:
        index = max(0, bisect_right(starts, tag.start) - 1)
        while index < len(blocks) and blocks[index].start < tag.end:
            block = blocks[index]
            start, end = max(tag.start, block.start), min(tag.end, block.end)
            if (start, end) == (tag.start, tag.end):
                shared[index].append(tag)
            elif start < end:
                shared[index].append(tag._replace(start=start, end=end))
            index += 1
    return shared


def _set_block(text: str, block: Block, tags: Sequence[Tag]) -> list[Piece]:
    waiting = sorted(tags, key=lambda tag: tag.start)[::-1]
    cuts = sorted({edge for tag in tags for edge in (tag.start, tag.end)})
    pieces: list[Piece] = []
    stack: list[Tag] = []
    for start, end in _stretches(block.runs, cuts):
        beginning = []
        while waiting and waiting[-1].start <= start:
            beginning.append(waiting.pop())
        opening = [tag for tag in beginning if tag.end > start]
        # Most often what began last ends first, and nothing crosses anything.
        while stack and stack[-1].end <= start:
            pieces.append(stack.pop().closing)
        reach = max((tag.end for tag in opening), default=start + 1)
        if any(tag.end < reach for tag in stack):
            opening = _clear(stack, opening, start, pieces)
        for tag in sorted(opening, key=_outermost_first) if len(opening) > 1 else opening:
            stack.append(tag)
            pieces.append(tag if tag.mark else tag.opening)
        pieces.append(escaped(text[start:end]))
    pieces += [tag.closing for tag in reversed(stack)]
    return pieces


def _stretches(runs: Iterable[Range], cuts: Sequence[int]) -> Iterator[Range]:
    """Cut the runs of a block wherever a tag begins or ends."""
    for start, end in runs:
        inner = cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]
        edges = [start, *inner, end]
        yield from pairwise(edges)


def _clear(stack: list[Tag], beginning: list[Tag], at: int, pieces: list[Piece]) -> list[Tag]:
    """Close what ends here, and what would cross into what must stay whole; give all that then opens."""
    opening = list(beginning)
    closed: list[Tag] = []
    _close(stack, closed, (depth for depth, tag in enumerate(stack) if tag.end <= at))
    opening += [tag for tag in closed if tag.end > at]
    # Nothing moves out of a link that is still open: what lies below it waits for its end.
    inside = max((depth + 1 for depth, tag in enumerate(stack) if tag.rank == LINK), default=0)
    opening += _close(stack, closed, (d for d, tag in enumerate(stack) if d >= inside and _crosses(tag, opening)))
    pieces += [tag.closing for tag in closed]
    return opening


def _outermost_first(tag: Tag) -> tuple[int, int]:
    return -tag.end, -tag.rank


def _close(stack: list[Tag], closed: list[Tag], depths: Iterable[int]) -> list[Tag]:
    """Close everything from the lowest of some depths upwards and give it."""
    keep = min(depths, default=len(stack))
    found = stack[keep:][::-1]
    del stack[keep:]
    closed += found
    return found


def _crosses(tag: Tag, opening: Iterable[Tag]) -> bool:
    """Tell whether a tag would end inside something that opens now and must stay whole."""
    return any(tag.rank > other.rank and tag.end < other.end for other in opening)


def _finish(pieces: Iterable[Piece], count: Counter[str | None], seen: set[str]) -> Iterator[str]:
    """Write the start of each mark, now that the number of its pieces is known."""
    for piece in pieces:
        if not isinstance(piece, Tag):
            yield piece
            continue
        name = piece.mark or ""
        if name not in seen:
            yield from (f'<span class="was" id="{escaped(old)}"></span>' for old in piece.old)
        own = "" if name in seen else f' id="{escaped(name)}"'
        piece_of = f' data-mark="{escaped(name)}"' if count[name] > 1 else ""
        yield f"<mark{own}{piece_of}{piece.opening}>"
        seen.add(name)
