"""Renaming: an id changed everywhere it stands for its record, and nowhere else.

Every id and every `[[id]]` knows its place, so exactly these characters are
changed. The outcome is tried out aside; only what checks, and gives every claim
the status that it had, is put in place.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from generator.build import Loaded
from generator.edit.overlay import Overlay
from generator.edit.plan import Change, Plan, plan_content, plan_settings
from generator.edit.snapshot import SeenFile, look, look_at
from generator.edit.surgery import apply
from generator.edit.writing import changed_since, write_all
from generator.link import Library
from generator.link.ids import KIND_NAMES
from generator.model import RESERVED
from generator.model.values import check_id
from generator.problems import LineOf, Problem, Span, did_you_mean, has_errors, lines_under
from generator.read import Project
from generator.read.files import FoundFile, shown_path
from generator.read.folders import ARTICLES

_SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming changed: places by file, a folder that moved, and lines that name the old id in plain words."""

    places: Mapping[str, int]
    moved: tuple[str, str] | None
    left: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing was renamed, and where the lines are found that the problems point at."""

    problems: list[Problem]
    line_of: LineOf


def refusal(library: Library, change_from: str, to: str) -> str | None:
    """Say why one id cannot become the other; None where it can."""
    if change_from not in library.kinds:
        return _not_there(library, change_from)
    if to == change_from:
        return f'"{to}" is its id already'
    try:
        check_id(to)
    except PydanticCustomError as error:
        told = error.context or {}
        return f"{told['message']}; {told['help']}"
    if to in library.kinds:
        return f'"{to}" is the id of {KIND_NAMES[library.kinds[to]]} already ("{library.label(to)}"); choose another id'
    if library.was.get(to, change_from) != change_from:
        return f'"{to}" is an old id of "{library.was[to]}", and its address leads there; choose another id'
    return None


def _not_there(library: Library, some_id: str) -> str:
    if some_id in library.was:
        return f'"{some_id}" is an old id; its record has the id "{library.was[some_id]}" now'
    if some_id in RESERVED:
        return f'"{some_id}" has a meaning of its own and is the id of no record'
    help_text = did_you_mean(some_id, library.kinds, 'look for the line that begins with "id:" in its record')
    return f'nothing has the id "{some_id}"; {help_text}'


def rename(project: Project, loaded: Loaded, old: str, new: str) -> Renamed | Failed:
    """Change an id everywhere. The content was loaded without errors, and `refusal` has nothing against the ids."""
    change = Change(loaded.library.kinds[old], old, new)
    seen, problems = look(project.root, project.content)
    plan = plan_content(change, seen)
    settings, _ = look_at([FoundFile(project.root / _SETTINGS, _SETTINGS, _SETTINGS)])
    plan.edits |= {file.found.file: plan_settings(change, file) for file in settings}
    folder = project.content / ARTICLES
    moves = {folder / old: folder / new} if change.kind == "article" else {}
    if problems or plan.problems:
        return Failed([*problems, *plan.problems], lines_under(project.root))
    texts = _texts(plan, [*seen, *settings])
    failed = _try(project, loaded, change, texts, moves) or _put(project, [*seen, *settings], texts, moves)
    return failed or _tell(project, plan, moves)


def _texts(plan: Plan, files: list[SeenFile]) -> dict[Path, str]:
    """Make the new texts of all files that change."""
    changing = [seen for seen in files if plan.edits.get(seen.found.file)]
    return {seen.found.path: apply(seen.text, plan.edits[seen.found.file]) for seen in changing}


def _try(
    project: Project, loaded: Loaded, change: Change, texts: Mapping[Path, str], moves: Mapping[Path, Path]
) -> Failed | None:
    """Look aside whether the content still checks, and whether every claim has the status that it had."""
    with Overlay(replace(project, root=_base(project))) as copy:
        for path, text in texts.items():
            copy.put(path.relative_to(_base(project)), text)
        for source, target in moves.items():
            aside = copy.root / source.relative_to(_base(project))
            aside.rename(aside.with_name(target.name))
        after, problems = copy.check()
        if not has_errors(problems):
            problems = _other_status(change, loaded.library, after.library)
        return Failed(problems, lines_under(copy.root)) if problems else None


def _base(project: Project) -> Path:
    """Give the folder that holds the project and its content, which may lie beside it."""
    return Path(os.path.commonpath([project.root, project.content]))


def _other_status(change: Change, before: Library, after: Library) -> list[Problem]:
    """Refuse what would change what the site says: undated positions of one day are heard in the order of files."""
    words = {change.new if i == change.old else i: claim.status.word for i, claim in before.claims.items()}
    return [
        Problem(
            "rename-changes-status",
            claim.record.span("id"),
            f'with the new id this claim would be "{claim.status.word}", and it is "{words[some_id]}" now',
            "give the positions on this claim their dates (said), for without them the order of files decides",
        )
        for some_id, claim in after.claims.items()
        if claim.status.word != words[some_id]
    ]


def _put(
    project: Project, seen: list[SeenFile], texts: Mapping[Path, str], moves: Mapping[Path, Path]
) -> Failed | None:
    root = _base(project)

    def hinders() -> Problem | None:
        """Find what is not as it was looked at, be it a file that came in the meantime."""
        now, _ = look(project.root, project.content)
        new = {file.found.path for file in now} - {file.found.path for file in seen}
        return changed_since(root, {file.found.path: file.data for file in seen} | dict.fromkeys(sorted(new), b""))

    problem = write_all(root, texts, moves, hinders)
    return Failed([problem], lines_under(root)) if problem else None


def _tell(project: Project, plan: Plan, moves: Mapping[Path, Path]) -> Renamed:
    """Count the places that changed, under the names that the files have now."""
    moved = next(((shown_path(project.root, a), shown_path(project.root, b)) for a, b in moves.items()), None)

    def now(file: str) -> str:
        return f"{moved[1]}{file[len(moved[0]) :]}" if moved and file.startswith(f"{moved[0]}/") else file

    places = {now(file): len(set(edits)) for file, edits in plan.edits.items() if edits}
    return Renamed(places, moved, tuple(span._replace(file=now(span.file)) for span in plan.left))
