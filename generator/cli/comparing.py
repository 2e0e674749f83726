"""The work of `sayso changes`: two states compared, and told in blocks, each claim above its positions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.cli.around import Around
from generator.cli.formats.objects import as_ascii
from generator.cli.forms import Block, Form, as_markdown, as_plain, as_text
from generator.cli.reaches import Places
from generator.cli.seen import Line, Told, Viewer, line, side_by_side
from generator.cli.states import Both
from generator.cli.telling import many
from generator.link import LinkedPosition
from generator.problems import in_public
from generator.proof.comparison import OTHERS, SPEAKER, ClaimPair, Comparison, Count, PositionPair, compare
from generator.proof.fingerprints import fingerprint
from generator.read.changed import ChangedFile

LONGEST = 1_000_000
"""Bytes of Markdown at most: GitHub takes 1 MiB from a step, and of more it shows nothing."""


def summary(both: Both, form: str) -> Iterator[str]:
    """Tell the differences part after part; what a page of GitHub cannot hold is counted."""
    # A text that may not be published is still shown to whoever has it before them, as `sayso review` does.
    closed = _withheld(both) if form == "markdown" or in_public() else frozenset()
    yield from _told(Around.of(both), list(_blocks(both, closed)), form)


def besides_alone(changed: Sequence[ChangedFile] | None, places: Places, form: str) -> Iterator[str]:
    """Tell what is touched besides the content, where that cannot be compared."""
    yield from _told(Around.among(changed, places, {}), [], form)


def _told(around: Around, blocks: Sequence[Block], form: str) -> Iterator[str]:
    if form == "json":
        yield _as_json(around, blocks)
    elif form == "text":
        yield from map(as_text, [*around.blocks(), *blocks])
    else:
        yield from _within([*around.blocks(), *blocks], as_markdown)


VERSION = 1
"""Of the JSON; keys may be added, and where one changes its meaning or goes, the version is another."""


def _as_json(around: Around, blocks: Sequence[Block]) -> str:
    """Write everything as one object, in ASCII, so that no character of the content can steer a terminal."""
    return as_ascii({"version": VERSION, **around.as_object(), "parts": [as_plain(block) for block in blocks]})


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


def _withheld(both: Both) -> frozenset[str]:
    """Give the articles whose text may not be published, in either state: both go to the same page."""
    sides, was = (both.before.library, both.after.library), both.after.library.was
    kept = {some_id for side in sides for some_id, a in side.articles.items() if a.record.show_text == "quotes"}
    return frozenset({*kept, *(old for old, new in was.items() if new in kept), *(was.get(i, i) for i in kept)})


def _blocks(both: Both, withheld: frozenset[str]) -> Iterator[Block]:
    comparison = compare(both.before.library, both.after.library, both.before.proof.private | both.after.proof.private)
    teller = _Teller(both, comparison, withheld)
    by_claim = _by_claim(comparison)
    parts = [(teller.claim(pair), by_claim.get(_claim_of(pair, comparison), [])) for pair in comparison.claims]
    yield teller.counts(sum(head.differs for head, _ in parts))
    shown = [(head, positions) for head, positions in parts if head.differs or positions]
    # Another speaker is the loudest change, and whoever reads may not read to the end.
    for head, positions in sorted(shown, key=lambda part: not any(SPEAKER in pair.parts for pair in part[1])):
        yield head.block
        yield from map(teller.position, positions)


def _by_claim(comparison: Comparison) -> dict[str, list[PositionPair]]:
    """Put the positions that differ under their claims: other speakers first, then what changed, went and came."""
    order = sorted(comparison.positions, key=lambda p: (SPEAKER not in p.parts, p.before is None, p.after is None))
    by_claim: dict[str, list[PositionPair]] = {}
    for pair in order:
        by_claim.setdefault(_claim_of(pair, comparison), []).append(pair)
    return by_claim


def _claim_of(pair: PositionPair | ClaimPair, comparison: Comparison) -> str:
    """Give the id that a claim, or the claim of a position, has today."""
    held = pair.after or pair.before
    assert held is not None  # a pair has one side at least
    some_id = held.claim if isinstance(held, LinkedPosition) else held.record.id
    return comparison.after.was.get(some_id, some_id)


@dataclass(frozen=True, slots=True)
class _Head:
    """A claim above its positions; `differs` tells that its own words, kind or status are others."""

    block: Block
    differs: bool


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts what differs into blocks; of the texts of `withheld` articles only quoted words are shown."""

    both: Both
    comparison: Comparison
    withheld: frozenset[str]

    def counts(self, claims: int) -> Block:
        """Say how much differs, and how far the comparison can be trusted."""
        pairs = self.comparison.positions
        added = sum(pair.before is None for pair in pairs)
        removed = sum(pair.after is None for pair in pairs)
        changed = len(pairs) - added - removed
        speakers = sum(SPEAKER in pair.parts for pair in pairs)
        told = [_MEANING, f"Positions: {added} added, {changed} changed, {removed} removed."]
        told += [f"Words that are now said to be somebody else's: {speakers}. They come first."] if speakers else []
        told.append(f"Claims with other words or another status: {claims}.")
        told = told if pairs or claims else [_NOTHING]
        others = [_counted(_CALLED.get(kind, kind), self.comparison.others[kind]) for kind in OTHERS]
        told += [f"{'; '.join(filter(None, others)).capitalize()}."] if any(others) else []
        return Block(line("What this changes"), tuple(map(line, [*told, *self._faults()])), level=2)

    def _faults(self) -> Iterator[str]:
        for told, errors, state in (("had", self.both.errors_before, "before"), ("has", self.both.errors_after, "now")):
            if errors:
                yield (
                    f"The content {told} {many(errors, 'error')} {state}. What is wrong is left out here, "
                    "so that positions may seem removed, or added. The check names every error."
                )

    def claim(self, pair: ClaimPair) -> _Head:
        """Show a claim, and what of it differs."""
        before, after, words = pair.before, pair.after, self.both.words
        old = self._old.claim(before) if before else {}
        new = self._new.claim(after) if after else {}
        differs = old != new
        told = "Claim" if not differs else "Claim changed" if old and new else "Claim added" if new else "Claim removed"
        if old and new:
            keys = [key for key in new if key == "status" or old[key] != new[key]]
            lines = side_by_side({key: old[key] for key in keys}, {key: new[key] for key in keys})
        else:
            lines = iter((new or old)["status"])
        linked = after or before
        assert linked is not None  # a pair has one side at least
        return _Head(Block(line(f"{told}: ", words.quoted(linked.record.claim)), tuple(lines)), differs)

    def position(self, pair: PositionPair) -> Block:
        """Show a position, and what of it differs."""
        if pair.before and pair.after:
            lines = side_by_side(self._old.position(pair.before), self._new.position(pair.after))
            return self._signed(pair.after, self._changed(pair, pair.before, pair.after), lines)
        if pair.after:
            heading = line("Position added: ", f"{self._new.name(pair.after)} {self._new.stance(pair.after)}")
            return self._signed(pair.after, heading, _all_but_who(self._new.position(pair.after)))
        assert pair.before is not None  # a pair has one side at least
        heading = line("Position removed: ", f"{self._old.name(pair.before)} {self._old.stance(pair.before)}")
        return Block(heading, tuple(_all_but_who(self._old.position(pair.before))), level=_BELOW)

    def _changed(self, pair: PositionPair, before: LinkedPosition, after: LinkedPosition) -> Line:
        others = [part for part in pair.parts if part != SPEAKER]
        names = self._old.name(before), self._new.name(after)
        loud = f"Speaker changed from {names[0]} to {names[1]}" if SPEAKER in pair.parts else ""
        rest = f"Position of {names[1]} changed: " if not loud else "; also changed: " if others else ""
        return line("", loud, rest + ", ".join(others))

    def _signed(self, position: LinkedPosition, heading: Line, lines: Iterator[Line]) -> Block:
        """Add the record of a reading, ready to be signed, where no second person has read the position yet."""
        proof, library = self.both.after.proof, self.both.after.library
        if proof.read_state(position).word == "second":
            return Block(heading, (*lines, line("A second person has read this already.")), level=_BELOW)
        name = fingerprint(position, library, proof.private)
        code = (f"- fingerprint: {name}", '  by: "YOUR NAME"', "  on: YYYY-MM-DD")
        return Block(heading, (*lines, line(_SIGN.format(file=self.both.readings))), code, level=_BELOW)

    @property
    def _old(self) -> Viewer:
        return Viewer(self.comparison.before, self.both.words, self.withheld)

    @property
    def _new(self) -> Viewer:
        return Viewer(self.comparison.after, self.both.words, self.withheld)


_BELOW = 4
"""The level of a position's heading, below that of its claim."""

_MEANING = "A position is what one speaker says about a claim, with the words that show it; a status counts positions."

_NOTHING = "Nothing changes in what readers see of the claims, and of who says what."

_CALLED = {"terms": "words of the glossary"}
"""What kinds of records are called, where that is not what readers call them."""

_SIGN = (
    "If you have read this beside its source and it is right, you can sign for it: put these lines at the end of "
    '{file} (where there is no such file, begin it with a line "reviews:"), write your name and the day into them, '
    "and save them under your own account."
)


def _all_but_who(told: Told) -> Iterator[Line]:
    """Give the lines of a position whose heading says already who did what."""
    return (one for key, lines in told.items() if key != "who" for one in lines)


def _counted(kind: str, count: Count) -> str:
    parts = {"added": count.added, "changed": count.changed, "removed": count.removed}
    told = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return f"{kind}: {told}" if told else ""
