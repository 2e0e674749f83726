"""Who had a hand in some lines and left none of their own: who took lines away, and who wrote what was restored.

Blame names the authors of what stands. These two ask Git for the rest: the
history of a stretch of lines, and of single lines wherever they stood.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.read.git import Git

AT_ONCE = 4
"""So many questions to Git at a time."""

_PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "-M", "--format=%x00%H")
_COMMIT = re.compile(rb"\0([0-9a-f]{40}|[0-9a-f]{64})\Z")
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_YAML = (":(top,glob)**/*.yml", ":(top,glob)**/*.yaml")
_WHITE = re.compile(rb"\s+")
_HYPHENS = re.compile(rb"\s*(?:-\s+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of a file that belong together, as they stand in the folder.

    With `after` the first of them only shows the place: what counts stands
    behind it, and at the edge only lines that begin at that column, from 1.
    """

    file: str
    first: int
    last: int
    after: int = 0


def read_touched(git: Git, stretches: Iterable[Stretch]) -> dict[Stretch, frozenset[str] | None]:
    """Give the commits that wrote, changed or took away something of each stretch; None where Git cannot say."""
    asked = list(dict.fromkeys(stretches))
    files = sorted({stretch.file for stretch in asked})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        hunks = dict(zip(files, pool.map(lambda file: _uncommitted(git, file), files), strict=True))
        found = pool.map(lambda stretch: _touched(git, stretch, hunks[stretch.file]), asked)
        return dict(zip(asked, found, strict=True))


def read_bringers(git: Git, lines: Iterable[str]) -> dict[str, frozenset[str]] | None:
    """Give the commits that ever added or took away each of some lines, in any file of records; None on failure."""
    wanted = {_line_alone(line.encode()): line for line in lines}
    told = git.ask("log", "--full-history", "--no-merges", "-p", "-w", "-U0", *_PLAIN, "--", *_YAML)
    found: dict[str, set[str]] = {line: set() for line in wanted.values()}
    for commit, rows in _entries(told or b""):
        for row in rows:
            line = wanted.get(_line_alone(row[1:])) if row[:1] in {b"+", b"-"} else None
            if line is not None:
                found[line].add(commit)
    return None if told is None else {line: frozenset(commits) for line, commits in found.items()}


def read_order(git: Git) -> Mapping[str, int]:
    """Give each commit its place in the history, the newest first."""
    told = git.ask("rev-list", "--topo-order", "HEAD")
    return {commit: place for place, commit in enumerate((told or b"").decode(errors="replace").split())}


def _line_alone(line: bytes) -> bytes:
    """Give a line without its margin and its hyphen: as the first key of an entry or a later one."""
    return line[_matched(_HYPHENS, line) :].rstrip()


def _entries(told: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Divide a log into its commits. No line of a patch begins with a NUL."""
    commit, rows = "", list[bytes]()
    for row in told.split(b"\n"):
        header = _COMMIT.match(row)
        if header:
            if commit:
                yield commit, rows
            commit, rows = header[1].decode(), []
        else:
            rows.append(row)
    if commit:
        yield commit, rows


Hunk = tuple[int, int, int, int]
"""First line and number of lines, before and after."""


def _uncommitted(git: Git, file: str) -> list[Hunk] | None:
    """Give where a file differs from the last commit, white space aside."""
    told = git.ask("diff", "-U0", "--inter-hunk-context=0", "-w", *_PLAIN[:3], "HEAD", "--", file)
    if told is None:
        return None
    hunks = [_HUNK.match(row) for row in told.split(b"\n")]
    return [(int(h[1]), int(h[2] or 1), int(h[3]), int(h[4] or 1)) for h in hunks if h]


def _in_head(stretch: Stretch, hunks: list[Hunk]) -> int | None:
    """Give by how many lines a stretch stands lower in the last commit; None where it is not committed as it stands."""
    lower = 0
    for _, before, start, after in hunks:
        # Of lines that are only taken away, Git names the one above them.
        first, last = (start, start + after - 1) if after else (start + 1, start)
        if first > stretch.last + 1 or (after and first > stretch.last):
            break
        if last >= stretch.first or (not after and first >= stretch.first):
            return None
        lower += before - after
    return lower


def _touched(git: Git, stretch: Stretch, hunks: list[Hunk] | None) -> frozenset[str] | None:
    lower = None if hunks is None else _in_head(stretch, hunks)
    words = _words(git, stretch)
    if lower is None or words is None:
        return None
    # One line more on either side: else Git passes over what was taken away at the edges.
    asked = f"-L{max(1, stretch.first + lower - 1)},{stretch.last + lower + 1}:{stretch.file}"
    told = git.ask("log", "--topo-order", *_PLAIN, asked)
    entries = list(_entries(told or b""))
    tracker = _Tracker(stretch.after, words)
    touched = frozenset(commit for commit, rows in entries if tracker.is_touched(rows))
    return touched if entries else None


def _words(git: Git, stretch: Stretch) -> list[bytes] | None:
    try:
        lines = (git.folder / stretch.file).read_bytes().split(b"\n")
    except OSError:
        return None
    return lines[stretch.first - 1 : stretch.last]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that a commit put in the place of others; `at` is where they stand among the new ones."""

    at: int
    old: tuple[bytes, ...]
    new: tuple[bytes, ...]

    @property
    def end(self) -> int:
        return self.at + len(self.new)

    @property
    def says_the_same(self) -> bool:
        return b"".join(_bare(self.old)) == b"".join(_bare(self.new))


class _Tracker:
    """Follows a stretch from commit to commit, the newest first, by the words it had in each."""

    def __init__(self, after: int, words: list[bytes]) -> None:
        """Begin with the words that the stretch has now."""
        self._after = after
        self._known = {_bare(words): None}

    def is_touched(self, rows: list[bytes]) -> bool:
        """Tell whether a commit changed the stretch. Where that cannot be told, it did."""
        old, new = _sides(rows)
        blocks = _blocks(old, new)
        place = self._find(new)
        if place is None:
            self._keep(old)
            return True
        indent = _indent(new[slice(*place)])
        touching = [b for b in blocks if not b.says_the_same and self._touches(b, place, new, indent)]
        self._keep(_before(new, blocks, place, touching))
        return bool(touching)

    def _find(self, new: list[bytes]) -> tuple[int, int] | None:
        bare = _bare(new)
        for known in self._known:
            for first in range(len(bare) - len(known) + 1):
                if bare[first : first + len(known)] == known:
                    return first, first + len(known)
        return None

    def _keep(self, lines: list[bytes]) -> None:
        if lines:
            self._known[_bare(lines)] = None

    def _touches(self, block: _Block, place: tuple[int, int], new: list[bytes], indent: int) -> bool:
        first, last = place
        if self._after:
            return self._touches_behind(block, first, last)
        if block.at < last and block.end > first and block.new:
            return True
        if first < block.at < last:
            return any(line.strip() for line in block.old)
        if block.at == last:
            return any(_own(line, indent) for line in _until_shallow(block.old, indent))
        begins = new[first].lstrip().startswith(b"-")
        return block.end == first and not begins and any(_own(line, indent) for line in block.old)

    def _touches_behind(self, block: _Block, first: int, last: int) -> bool:
        if block.at < last and block.end > first + 1 and block.new:
            return True
        if first + 1 < block.at < last:
            return any(line.strip() for line in block.old)
        keys = (line for line in block.old if _depth(line) == self._after - 1 and not line.lstrip().startswith(b"-"))
        return block.end > first and any(_own(line, 0) for line in keys)


def _sides(rows: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Give the lines of a patch as they were, and as they are."""
    start = next((n for n, row in enumerate(rows) if row.startswith(b"@@")), len(rows))
    old = [row[1:] for row in rows[start:] if row[:1] in {b" ", b"-"}]
    return old, [row[1:] for row in rows[start:] if row[:1] in {b" ", b"+"}]


def _blocks(old: list[bytes], new: list[bytes]) -> list[_Block]:
    """Give what stands in the place of what, white space aside."""
    steps = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes()
    return [_Block(at, tuple(old[a:b]), tuple(new[at:end])) for step, a, b, at, end in steps if step != "equal"]


def _before(new: list[bytes], blocks: list[_Block], place: tuple[int, int], touching: list[_Block]) -> list[bytes]:
    """Give the stretch as it was before a commit."""
    first, last = place
    lines, at = list[bytes](), first
    for block in blocks:
        inside = block.at < last and block.end > first
        if inside or block in touching:
            lines += new[at : max(at, block.at)]
            lines += block.old
            at = max(at, block.end)
    return lines + new[at:last]


def _bare(lines: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(_WHITE.sub(b"", line) for line in lines)


def _matched(pattern: re.Pattern[bytes], line: bytes) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _indent(lines: list[bytes]) -> int:
    """Give the margin of an entry's keys: what follows its hyphen stands as deep as the rest."""
    return min((_matched(_HYPHENS, line) for line in lines if line.strip()), default=0)


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def _own(line: bytes, indent: int) -> bool:
    """Tell whether a line that was taken away at the edge may have been a line of the entry."""
    words = line.strip()
    return bool(words) and not words.startswith(b"#") and _depth(line) >= indent


def _until_shallow(lines: Iterable[bytes], indent: int) -> Iterator[bytes]:
    for line in lines:
        if line.strip() and _depth(line) < indent:
            return
        yield line
