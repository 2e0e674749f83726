"""Who had a hand in some lines and left none of their own: who took lines away, and who wrote what was restored.

Blame names the authors of what stands. These two ask Git for the rest: the
history of a stretch of lines, and of single lines wherever they stood.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.read.git import Git

AT_ONCE = 4
"""So many questions to Git at a time."""

_PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "-M", "--format=%x00%H")
_COMMIT = re.compile(rb"\0([0-9a-f]{40}|[0-9a-f]{64})\Z")
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_AROUND = 50
"""So many lines are shown around each change, and as many again as a stretch is long: it is seen whole."""
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


Commits = frozenset[str]


def read_touched(git: Git, stretches: Iterable[Stretch]) -> dict[Stretch, Commits | None]:
    """Give the commits that wrote, changed or took away something of each stretch; None where Git cannot say."""
    asked = list(dict.fromkeys(stretches))
    files = _read(git, asked)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        hunks = dict(zip(files, pool.map(lambda file: _uncommitted(git, file), files), strict=True))
        around = _AROUND + 2 * max((stretch.last - stretch.first for stretch in asked), default=0)
        changes = dict(zip(files, pool.map(lambda file: _changes(git, file, around), files), strict=True))
    return {s: _touched(s, hunks[s.file], changes[s.file], _words(files, s)) for s in asked}


def read_restored(git: Git, stretches: Iterable[Stretch]) -> dict[Stretch, Commits | None]:
    """Give the commits that ever added or took away the longest line of each stretch, in any file of records.

    Nobody becomes the author of words by putting back what another wrote and a third took away.
    """
    asked = list(dict.fromkeys(stretches))
    files = _read(git, asked)
    longest = {stretch: max(map(_line_alone, _words(files, stretch)), key=len, default=b"") for stretch in asked}
    found: dict[bytes, set[str]] = {line: set() for line in longest.values()}
    told = git.ask("log", "--full-history", "--no-merges", "-p", "-w", "-U0", *_PLAIN, "--", *_YAML)
    for commit, rows in _entries(told or b""):
        for row in rows:
            line = _line_alone(row[1:]) if row[:1] in {b"+", b"-"} else b""
            if line in found:
                found[line].add(commit)
    # A merge alone may have brought a line: then nothing is added to what blame tells.
    return {stretch: None if told is None else frozenset(found[line]) for stretch, line in longest.items()}


def _read(git: Git, stretches: Iterable[Stretch]) -> dict[str, list[bytes]]:
    """Give the lines of all files that stretches stand in; none of those that cannot be read."""
    lines: dict[str, list[bytes]] = {}
    for file in dict.fromkeys(stretch.file for stretch in stretches):
        try:
            lines[file] = (git.folder / file).read_bytes().split(b"\n")
        except OSError:
            lines[file] = []
    return lines


def _words(files: Mapping[str, list[bytes]], stretch: Stretch) -> list[bytes]:
    return files[stretch.file][stretch.first - 1 : stretch.last]


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


def _is_committed(stretch: Stretch, hunks: list[Hunk]) -> bool:
    """Tell whether a stretch stands in the last commit as it does in the folder."""
    for _, _, start, after in hunks:
        # Of lines that are only taken away, Git names the one above them.
        first, last = (start, start + after - 1) if after else (start + 1, start)
        if first <= stretch.last + (not after) and (last if after else first) >= stretch.first:
            return False
    return True


def _touched(
    stretch: Stretch, hunks: list[Hunk] | None, changes: "list[_Change]", words: list[bytes]
) -> Commits | None:
    if hunks is None or not words or not changes or not _is_committed(stretch, hunks):
        return None
    tracker = _Tracker(stretch.after, words)
    return frozenset(change.commit for change in changes if tracker.is_touched(change))


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
        return _bare([b"".join(self.old)]) == _bare([b"".join(self.new)])


@dataclass(frozen=True, slots=True)
class _Change:
    """What a commit did to a file: the lines around each change after it, also without white space, and the changes."""

    commit: str
    new: tuple[bytes, ...]
    bare: bytes
    blocks: tuple[_Block, ...]


def _changes(git: Git, file: str, around: int) -> list[_Change]:
    """Give all that commits did to a file, the newest first.

    Git can follow some lines alone (`log -L`), but then passes over lines that were taken away at their edges.
    """
    told = git.ask("log", "--topo-order", "--no-merges", "--follow", "-p", "-w", f"-U{around}", *_PLAIN, "--", file)
    return [_change(commit, rows) for commit, rows in _entries(told or b"")]


def _change(commit: str, rows: list[bytes]) -> _Change:
    new: list[bytes] = []
    blocks: list[_Block] = []
    gone: list[bytes] = []
    come: list[bytes] = []
    start = next((n for n, row in enumerate(rows) if row.startswith(b"@@")), len(rows))
    # What is left out between two places is one line that no file has.
    for row in [*(b" \0" if row.startswith(b"@@") else row for row in rows[start:]), b" "]:
        if row[:1] == b"-":
            gone.append(row[1:])
        elif row[:1] == b"+":
            come.append(row[1:])
        elif row[:1] == b" ":
            if gone or come:
                blocks.append(_Block(len(new), tuple(gone), tuple(come)))
            new += [*come, row[1:]]
            gone, come = [], []
    return _Change(commit, tuple(new[:-1]), _bare(new[:-1]), tuple(b for b in blocks if not b.says_the_same))


class _Tracker:
    """Follows a stretch from commit to commit, the newest first, by the words it had in each."""

    def __init__(self, after: int, words: list[bytes]) -> None:
        """Begin with the words that the stretch has now."""
        self._after = after
        self._known = {_bare(words): None}
        self._longest, self._length = _bare([max(words, key=len)]), len(words)

    def is_touched(self, change: _Change) -> bool:
        """Tell whether a commit changed the stretch, or may have: where it has a form that no other commit left."""
        place = self._find(change.bare)
        if place is None:
            return self._is_near(change)
        indent = _indent(change.new[slice(*place)])
        touching = [b for b in change.blocks if self._touches(b, place, change.new, indent)]
        if touching:
            before = _before(change.new, change.blocks, place, touching)
            if _resemble(before, change.new[slice(*place)]):
                self._known[_bare(before)] = None
        return bool(touching)

    def _find(self, bare: bytes) -> tuple[int, int] | None:
        for known in self._known:
            at = bare.find(known)
            if at >= 0:
                first = bare.count(b"\n", 0, at + 1) - 1
                return first, first + known.count(b"\n") - 1
        return None

    def _is_near(self, change: _Change) -> bool:
        place = change.bare.find(self._longest)
        middle = change.bare.count(b"\n", 0, place + 1) - 1
        return place >= 0 and any(
            block.at <= middle + self._length and block.end >= middle - self._length for block in change.blocks
        )

    def _touches(self, block: _Block, place: tuple[int, int], new: Sequence[bytes], indent: int) -> bool:
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


def _before(
    new: Sequence[bytes], blocks: Sequence[_Block], place: tuple[int, int], touching: Sequence[_Block]
) -> list[bytes]:
    """Give the stretch as it was before a commit."""
    first, last = place
    lines, at = list[bytes](), first
    for block in blocks:
        inside = block.at < last and block.end > first
        if inside or block in touching:
            lines += new[at : max(at, block.at)]
            lines += block.old
            at = max(at, block.end)
    return [*lines, *new[at:last]]


def _resemble(before: Iterable[bytes], now: Iterable[bytes]) -> bool:
    """Tell whether words are an earlier form of others, and not what merely stood in their place."""
    words = set(b" ".join(now).split())
    return 2 * len(words & set(b" ".join(before).split())) >= len(words)


def _bare(lines: Iterable[bytes]) -> bytes:
    """Give lines without their white space, a line end before each and one behind them all."""
    return b"".join([b"\n" + _WHITE.sub(b"", line) for line in lines]) + b"\n"


def _matched(pattern: re.Pattern[bytes], line: bytes) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _indent(lines: Iterable[bytes]) -> int:
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
