"""The work of `sayso changes`: both states loaded, compared, and told in blocks."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.build import Loaded, load, texts
from generator.cli.forms import Block, Form, as_markdown, as_text
from generator.cli.seen import Line, Viewer, line
from generator.cli.telling import fail, many
from generator.pages.words import Words
from generator.problems import Problem, Severity
from generator.proof.comparison import OTHERS, SPEAKER, ClaimPair, Comparison, Count, PositionPair, compare
from generator.proof.fingerprints import fingerprint
from generator.read import Git, Options, Project, open_git, read_project
from generator.read.snapshot import find_fork, write_snapshot

LONGEST = 1_000_000
"""Bytes of Markdown at most: GitHub takes 1 MiB from a step, and of more it shows nothing."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two states of the content, each with how many errors it has."""

    base: str
    before: Loaded
    after: Loaded
    errors_before: int
    errors_after: int
    words: Words


def load_both(base: str, private: Path | None) -> Both:
    """Load the content as it lies here, and as it was where HEAD left the base."""
    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    # Who has read what is no matter of this comparison, and no error of it.
    options = replace(project.options, reviews_required=False, texts=private or project.options.texts)
    before, old = _load_base(project, options, base)
    after, new = load(project.root, project.content, options)
    return Both(base, before, after, _errors(old), _errors(new), _words(options.language))


def _load_base(project: Project, options: Options, base: str) -> tuple[Loaded, Sequence[Problem]]:
    git = open_git(project.root)
    if git is None:
        message = "there is no whole Git history here; on GitHub, check out with fetch-depth: 0"
        raise click.UsageError(message)
    fork = find_fork(git, base)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "content").mkdir()
        if fork is None or not write_snapshot(Git(project.content), fork, root / "content"):
            message = f'Git finds no commit in which "{base}" and HEAD meet; fetch it, or look at its spelling'
            raise click.UsageError(message)
        return load(root, root / "content", options)


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)


def _words(language: str) -> Words:
    """Give the interface's words; a language without any is served in English."""
    try:
        return Words(texts(language))
    except LookupError:
        return Words(texts("en"))


def summary(both: Both, form: str) -> Iterator[str]:
    """Tell the differences part after part; what a page of GitHub cannot hold is counted."""
    blocks = list(_blocks(both))
    if form == "text":
        yield from (as_text(block) for block in blocks)
    else:
        yield from _within(blocks, as_markdown)


def _within(blocks: Sequence[Block], form: Form) -> Iterator[str]:
    left, out = LONGEST, 0
    for block in blocks:
        part = form(block)
        if out == 0 and len(part.encode()) <= left:
            left -= len(part.encode())
            yield part
        else:
            out += 1
    if out:
        told = "GitHub shows no more than 1 MiB here. Run sayso changes on your own machine to see everything."
        yield form(Block(line(f"Not shown: {many(out, 'part')}"), (line(told),)))


def _blocks(both: Both) -> Iterator[Block]:
    comparison = compare(both.before.library, both.after.library, both.before.proof.private | both.after.proof.private)
    teller = _Teller(both, comparison)
    claims = [block for pair in comparison.claims if (block := teller.claim(pair))]
    yield teller.counts(len(claims))
    order = sorted(comparison.positions, key=lambda pair: (pair.before is None, pair.after is None))
    loud = [pair for pair in order if SPEAKER in pair.parts]
    yield from (teller.position(pair) for pair in [*loud, *(pair for pair in order if SPEAKER not in pair.parts)])
    yield from claims


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts what differs into blocks."""

    both: Both
    comparison: Comparison

    def counts(self, claims: int) -> Block:
        """Say how much differs, and how far the comparison can be trusted."""
        pairs = self.comparison.positions
        added = sum(pair.before is None for pair in pairs)
        removed = sum(pair.after is None for pair in pairs)
        changed = len(pairs) - added - removed
        speakers = sum(SPEAKER in pair.parts for pair in pairs)
        told = [f"Positions: {added} added, {changed} changed, {removed} removed."]
        told += [f"Speakers changed: {speakers}. They come first."] if speakers else []
        told.append(f"Claims with other words or another status: {claims}.")
        others = [_counted(kind, self.comparison.others[kind]) for kind in OTHERS]
        told += [f"{'; '.join(filter(None, others)).capitalize()}."] if any(others) else []
        return Block(line("What this changes"), tuple(map(line, [*told, *self._faults()])), level=2)

    def _faults(self) -> Iterator[str]:
        for state, errors in (("before", self.both.errors_before), ("now", self.both.errors_after)):
            if errors:
                yield (
                    f"The content has {many(errors, 'error')} {state}. What is wrong is left out here, "
                    "so that positions may seem removed, or added. The check names every error."
                )

    def position(self, pair: PositionPair) -> Block:
        """Show a position on both sides."""
        if pair.before and pair.after:
            lines = [line("", "Before"), *self._old().position(pair.before), line("", "Now")]
            return Block(self._heading(pair), (*lines, *self._new().position(pair.after)), self._reading(pair))
        if pair.after:
            return Block(self._heading(pair), tuple(self._new().position(pair.after)), self._reading(pair))
        assert pair.before is not None  # a pair has one side at least
        return Block(self._heading(pair), tuple(self._old().position(pair.before)))

    def _heading(self, pair: PositionPair) -> Line:
        if pair.before and pair.after:
            others = [part for part in pair.parts if part != SPEAKER]
            names = self._old().name(pair.before), self._new().name(pair.after)
            loud = f"Speaker changed from {names[0]} to {names[1]}" if SPEAKER in pair.parts else ""
            rest = f"Position of {names[1]} changed: " if not loud else "; also changed: " if others else ""
            return line("", loud, rest + ", ".join(others))
        position = pair.after or pair.before
        assert position is not None
        viewer = self._new() if pair.after else self._old()
        told = "Position added" if pair.after else "Position removed"
        return line(f"{told}: ", f"{viewer.name(position)} {viewer.stance(position)}")

    def _reading(self, pair: PositionPair) -> tuple[str, ...]:
        """Give the record of a reading, ready to be signed, where nobody has read the position yet."""
        proof, library = self.both.after.proof, self.both.after.library
        if pair.after is None or proof.read_state(pair.after).word == "second":
            return ()
        name = fingerprint(pair.after, library, proof.private)
        return (f"- fingerprint: {name}", '  by: "YOUR NAME"', "  on: YYYY-MM-DD")

    def claim(self, pair: ClaimPair) -> Block | None:
        """Show a claim whose words or status differ."""
        before = self._old().claim(pair.before) if pair.before else None
        after = self._new().claim(pair.after) if pair.after else None
        if before == after:
            return None
        seen = after or before
        assert seen is not None  # a pair has one side at least
        told = "Claim changed" if before and after else "Claim added" if after else "Claim removed"
        if not (before and after):
            return Block(line(f"{told}: ", seen[0]), (line(seen[1]),))
        lines = [line("Before: ", before[0], f" {before[1]}"), line("Now: ", after[0], f" {after[1]}")]
        return Block(line(f"{told}: ", after[0]), tuple(lines))

    def _old(self) -> Viewer:
        return Viewer(self.comparison.before, self.both.words, self._withheld())

    def _new(self) -> Viewer:
        return Viewer(self.comparison.after, self.both.words, self._withheld())

    def _withheld(self) -> frozenset[str]:
        """Give the articles whose text may not be published, in either state: both go to the same page."""
        sides = (self.comparison.before, self.comparison.after)
        was = self.comparison.after.was
        kept = {some_id for side in sides for some_id, a in side.articles.items() if a.record.show_text == "quotes"}
        return frozenset({*kept, *(old for old, new in was.items() if new in kept), *(was.get(i, i) for i in kept)})


def _counted(kind: str, count: Count) -> str:
    parts = {"added": count.added, "changed": count.changed, "removed": count.removed}
    told = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return f"{kind}: {told}" if told else ""
