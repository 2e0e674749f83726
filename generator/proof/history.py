"""History: what each commit changed in each claim's record. The order is that of the commits, never that of a clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model import Position
from generator.proof.changes import Change, Edit, pair, parts_changed
from generator.proof.past_claims import PastClaims, Said, Standing, Turn
from generator.read import Git
from generator.read.past import Step, read_past


def tell_history(git: Git | None, content: Path, was: Mapping[str, str]) -> dict[str, tuple[Change, ...]]:
    """Tell the history of every claim that a commit holds, the oldest change first; none where Git cannot say.

    `was` gives today's ids for old ones: what only got another id did not change.
    """
    if git is None:
        return {}
    chronicle = _Chronicle(was)
    for step in read_past(git, content):
        chronicle.add(step)
    return chronicle.finish()


@dataclass(slots=True)
class _Chronicle:
    """Writes down one commit after another; `threads` are the changes of each claim, by the number of the commit."""

    was: Mapping[str, str]
    claims: PastClaims = field(default_factory=PastClaims)
    threads: dict[str, dict[int, Change]] = field(default_factory=dict)
    count: int = 0

    def add(self, step: Step) -> None:
        """Write down what a commit changed."""
        self.count += 1
        for claim, turn in self._renamed(self.claims.step(step.files)).items():
            # When a claim that stood elsewhere before was added, this folder's past does not tell.
            came = turn[0] is None and turn[1] is not None and turn[1].record.span().file in step.moved
            edits = () if came else tuple(self._edits(turn, known=claim in self.threads))
            if edits:
                self.threads.setdefault(claim, {})[self.count] = Change(step.on, edits)

    def _renamed(self, turns: Mapping[str, Turn]) -> dict[str, Turn]:
        """Join what a claim was under an old id to what it is under its new one."""
        joined = dict(turns)
        for claim, (before, after) in turns.items():
            for old in after.record.was if after and not before else ():
                left = joined.get(old, (None, None))
                if left[0] and not left[1]:
                    joined[claim] = (left[0], after)
                    self.threads[claim] = self.threads.pop(old, {}) | self.threads.pop(claim, {})
                    del joined[old]
        return joined

    def _edits(self, turn: Turn, *, known: bool) -> Iterator[Edit]:
        before, after = turn
        if before and after:
            yield from self._compare(before, after)
        elif after:
            yield Edit("restored" if known else "added")
        elif before:
            yield Edit("removed")

    def _compare(self, before: Standing, after: Standing) -> Iterator[Edit]:
        old, new = before.record, after.record
        if old.claim != new.claim:
            yield Edit("words", old.claim, new.claim)
        if old.type != new.type:
            yield Edit("type", old.type, new.type)
        for was, now in pair(before.positions, after.positions, _look, self._now):
            yield from self._compare_positions(was, now)
        # A view is never shown as disputed or claimed.
        if before.word != after.word and "judgement" not in {old.type, new.type}:
            yield Edit("status", before.word, after.word)

    def _compare_positions(self, was: Said | None, now: Said | None) -> Iterator[Edit]:
        if was and now:
            stance = now.record.stance
            if self._now(was.record.actor) != self._now(now.record.actor):
                yield Edit("speaker", who=now.who, other=was.who, stance=stance)
            if was.record.stance != stance:
                yield Edit("stance", was.record.stance, stance, now.who)
            parts = parts_changed(was.record, now.record, self._now)
            if parts:
                yield Edit("position_changed", who=now.who, stance=stance, parts=parts)
        elif now:
            yield Edit("position_added", who=now.who, stance=now.record.stance)
        elif was:  # pragma: no branch - one of the two is there
            yield Edit("position_removed", who=was.who, stance=was.record.stance)

    def _now(self, some_id: str) -> str:
        return self.was.get(some_id, some_id)

    def finish(self) -> dict[str, tuple[Change, ...]]:
        """Give the changes of each claim by today's id, also where its old id was noted later than it changed."""
        for old, new in self.was.items():
            if old in self.threads:
                self.threads[new] = _joined(self.threads.pop(old), self.threads.get(new, {}))
        return {claim: tuple(thread[at] for at in sorted(thread)) for claim, thread in self.threads.items()}


def _joined(old: Mapping[int, Change], new: Mapping[int, Change]) -> dict[int, Change]:
    """Join two threads; what left under one id and came under the other in one commit did neither."""
    both = old.keys() & new.keys()
    thread = {**old, **new}
    for at in both:
        edits = [*old[at].edits, *new[at].edits]
        kept = tuple(edit for edit in edits if edit.kind not in {"removed", "added"})
        thread[at] = Change(old[at].on, kept)
    return {at: change for at, change in thread.items() if change.edits}


def _look(said: Said) -> tuple[Position, str]:
    return said.record, said.position.article
