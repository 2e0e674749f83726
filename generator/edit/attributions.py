"""Reports of wrong attributions: the position changed as they say, or a note beside it."""

from collections.abc import Mapping
from pathlib import Path

from generator.edit.beside import with_comment, with_values
from generator.edit.drafts import Draft, Shelf, day_of, quote_of, speaker_of
from generator.edit.issues import STANCES, NoDraft
from generator.edit.names import find_position
from generator.link import LinkedArticle
from generator.model import Position


def draft_attribution(shelf: Shelf) -> Draft:
    """Draft what a reported position should say, or a note beside it.

    Raises:
        NoDraft: where there is no such position.
    """
    given, library = shelf.issue.answers, shelf.library
    linked = find_position(library, given["position"])
    if linked is None:
        message = f"There is no position at the address “{given['position']}”. It ends in “#p-…” on a claim’s page."
        raise NoDraft(message)
    speaker = library.label(linked.actor) if linked.actor in library.kinds else "the report"
    draft = Draft(lambda _: {})
    draft.told += [
        f"On the claim: “{library.claims[linked.claim].record.claim}”",
        f"Whose position is shown: {speaker} {linked.stance}",
        f"What is said to be wrong: {given['wrong']}",
        f"How they know: {given['why']}",
    ]
    values = _changes(shelf, library.articles[linked.article], draft)
    _change(draft, shelf, linked.record, values)
    draft.asks.append("Read the source again. Is the report right? If not, close this, and say why in the issue.")
    draft.asks.append("If it was published wrongly, tell readers: add a line to “corrections:” of the claim.")
    return draft


_LABELS = {"actor": "Who said it", "stance": "What they did", "verb": "Verb of the report", "quote": "Quote"}


def _changes(shelf: Shelf, article: LinkedArticle, draft: Draft) -> dict[str, str]:
    """Give what the position would say instead, of what was answered."""
    given = shelf.issue.answers
    draft.told += [f"{label}, as proposed: {given[key]}" for key, label in _LABELS.items() if given[key]]
    changes = {
        "actor": speaker_of(given["actor"], shelf.library, draft) if given["actor"] else None,
        "stance": STANCES.get(given["stance"]),
        "verb": given["verb"],
        "said": day_of(given["said"], draft),
        "quote": quote_of(given["quote"], article, draft) if given["quote"] else None,
    }
    return {key: value for key, value in changes.items() if value}


_WHO = "Whom a record names is changed by nobody but a person. Did somebody else say it? Then change “actor:” yourself."

_PROPOSED = ("actor", "stance", "verb", "said", "quote")


_OF_THE_OLD = ("because", "via", "speaking_for", "certainty", "original", "prefix", "suffix", "language")
"""What a position says of its own words and speaker: of others it would be untrue, or silence a doubt."""


def _change(draft: Draft, shelf: Shelf, position: Position, values: Mapping[str, str]) -> None:
    path, given = shelf.file_of(position), shelf.issue.answers
    text = shelf.read(path)
    said = " ".join(f"Reported as wrong in {shelf.issue.source}: {given['wrong']}. {given['why']}".split())
    note = f"{position.note} {said}" if position.note else said

    def aside(_: str) -> dict[Path, str]:
        """Leave the position as it is, with a note of the report and of what was proposed."""
        proposed = "; ".join(f"{key}: {' '.join(given[key].split())}" for key in _PROPOSED if given[key])
        whole = f"{note} Proposed: {proposed}." if proposed else note
        return {path: with_values(text, position, {"note": whole}) or with_comment(text, whole, behind=position)}

    draft.aside = aside
    kept = [key for key in _OF_THE_OLD if position.lines(key)]
    if values and kept:
        listed = ", ".join(f"{key}:" for key in kept)
        draft.lacks.append(f"The position also says {listed} and that was written for it as it is now.")
    if "actor" in values and values["actor"] != position.actor:
        draft.lacks.append(_WHO)
        return
    changed = with_values(text, position, {**values, "note": note})
    if changed is None:
        draft.lacks.append("The position’s lines are written in a way that a program cannot change safely.")
    else:
        draft.ready = {path: changed}
