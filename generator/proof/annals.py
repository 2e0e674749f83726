"""Annals: the history as it was told before, remembered under the commit that it ends with.

A commit's id stands for all that lies behind it, so the past is read again only
when another one came, or an id that records had before. An edit that nobody has
committed is no history.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, Cache, checksum
from generator.link import Speaker
from generator.proof.changes import Change, Edit, PartChange, Who
from generator.proof.history import tell_history
from generator.proof.notes import Notes
from generator.read import Git, open_git

History = Mapping[str, tuple[Change, ...]]
"""The changes of each claim, the oldest first."""

Annals = Notes[History]
"""The history that was told last."""

_ALL = "all"
"""The one name among these notes."""


def remember_annals(cache: Cache = NO_CACHE) -> Annals:
    """Give the notes of the history that was told before."""
    return Notes(cache, "history", _write, _read)


def recall_history(git: Git | None, content: Path, was: Mapping[str, str], annals: Annals) -> History:
    """Tell the history of every claim that a commit holds; none where Git cannot say."""
    end = _end(git, content)
    if end is None:
        return {}
    stamp = checksum(end, to_json(was))
    history = annals.get(_ALL, stamp)
    if history is None:
        history = tell_history(git, content, was)
        # Where Git has no answer now, it may have one next time.
        if history:
            annals.put(_ALL, stamp, history)
    annals.save()
    return history


def _end(git: Git | None, content: Path) -> bytes | None:
    """Give the commit with which the past of a folder ends, and where the folder lies in its repository."""
    # The content may be a repository of its own within the project's.
    here = git if git is None or content == git.folder else open_git(content)
    return here.ask("rev-parse", "HEAD", "--show-prefix") if here else None


def _write(history: History) -> bytes:
    """Write a history as plain values; what one commit did to many claims alike is written once."""
    changes = dict.fromkeys(change for told in history.values() for change in told)
    numbers = {change: number for number, change in enumerate(changes)}
    claims = {claim: [numbers[change] for change in told] for claim, told in history.items()}
    return to_json([[_plain(change) for change in numbers], claims])


def _read(kept: bytes) -> History:
    plain, claims = from_json(kept)
    changes = [Change(date.fromisoformat(on), tuple(map(_edit, edits))) for on, edits in plain]
    return {claim: tuple(changes[number] for number in told) for claim, told in claims.items()}


def _plain(change: Change) -> list[object]:
    edits = [
        [
            edit.kind,
            edit.before,
            edit.after,
            _plain_who(edit.who),
            _plain_who(edit.other),
            edit.stance,
            [[part.part, part.before, part.after] for part in edit.parts],
        ]
        for edit in change.edits
    ]
    return [change.on.isoformat(), edits]


def _edit(kept: list[Any]) -> Edit:
    kind, before, after, who, other, stance, parts = kept
    changed = tuple(PartChange(part, tuple(old), tuple(new)) for part, old, new in parts)
    return Edit(kind, before, after, _who(who), _who(other), stance, changed)


def _plain_who(who: Who | None) -> list[object] | None:
    if who is None:
        return None
    return [who.speaker.actor, who.speaker.side, who.speaker.article, who.speaker.usual, who.name]


def _who(kept: list[Any] | None) -> Who | None:
    if kept is None:
        return None
    *speaker, name = kept
    return Who(Speaker(*speaker), name)
