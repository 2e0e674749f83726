"""What Decap is told: where the content lies, how a change is saved, and every field of every file.

It is written as JSON, which is YAML, so that nothing but the reader needs YAML.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.admin.collections import make_collections
from generator.model import Article, Record, Ref
from generator.read.gathering import KINDS
from generator.schema import KnownIds, Many, Mapped, Shape, fields_of
from generator.schema.document import MENTIONS
from generator.schema.values import ref_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.read import Project, Records

_GITHUB: Final = re.compile(r"https://github\.com/(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?", re.ASCII)
_EDIT: Final = re.compile(r"/?(?:edit|blob|tree|raw)/(?P<branch>[^/]+)/(?P<folder>.*?)/?")
_PUBLIC: Final = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Target:
    """Where changes go. `folder` is the content's in the repository; `repository` is empty for a local one."""

    repository: str
    branch: str
    folder: str
    auth: str = ""
    local: int | None = None


def find_target(project: Project, auth: str, local: int | None) -> Target | None:
    """Find where changes go; None where there is neither GitHub nor a server on this machine."""
    inside = project.content.relative_to(project.root).as_posix()
    found = _GITHUB.fullmatch(project.repository)
    if local is not None:
        return Target(found["name"] if found else "", "main", inside, auth, local)
    if found is None:
        return None
    where = _EDIT.fullmatch(project.edit_uri)
    return Target(found["name"], where["branch"] if where else "main", where["folder"] if where else inside, auth)


def make_config(project: Project, records: Records, target: Target) -> str:
    """Write Decap's settings for a project."""
    inside = project.content.relative_to(project.root).as_posix()
    collections = make_collections(records)
    for entry in (entry for collection in collections for entry in collection["files"]):
        entry["file"] = target.folder + entry["file"].removeprefix(inside)
    return _written({**_saving(project, target), "collections": collections})


def _saving(project: Project, target: Target) -> dict[str, Any]:
    backend: dict[str, Any] = {"name": "proxy", "proxy_url": _server(target)}
    if target.repository:
        backend = {"name": "github", "repo": target.repository, "open_authoring": True}
        backend |= {"base_url": target.auth} if target.auth else {}
    messages = {"create": "Write {{path}}", "update": "Change {{path}}"}
    return {
        "backend": {**backend, "branch": target.branch, "commit_messages": messages},
        **({"local_backend": {"url": _server(target)}} if target.local is not None else {}),
        # Each change is a proposal, which the checks look at before anybody publishes it.
        "publish_mode": "editorial_workflow",
        "locale": "en",
        "site_url": project.url,
        "display_url": project.url,
        "show_preview_links": False,
        "media_folder": f"{target.folder}/images",
        "public_folder": "/images",
        "editor": {"preview": False},
    }


def _server(target: Target) -> str:
    return f"http://localhost:{target.local}/api/v1"


def hosts(target: Target) -> list[str]:
    """Name the hosts that the form may speak to: none at load, GitHub's from the sign-in on."""
    local = [_server(target).removesuffix("/api/v1")] if target.local is not None else []
    return [*([_PUBLIC] if target.repository else []), *([target.auth] if target.auth else []), *local]


def make_ids(known: KnownIds) -> str:
    """Write the ids that exist, with their names, for each kind of field that asks for one."""
    models: tuple[type[Record], ...] = (Article, *KINDS.values())
    refs = {ref_name(ref): ref for shape in _shapes(models) for ref in _refs(shape)}
    listed = {
        name: {
            "kinds": list(refs[name].kinds),
            "known": [[word, told] for word, told in known.fitting(refs[name]).items()],
        }
        for name in sorted(refs)
    }
    return _written(listed)


def _shapes(models: tuple[type[Record], ...]) -> Iterator[Shape]:
    yield MENTIONS.shape
    waiting, seen = list(models), set[type[Record]]()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for field in fields_of(model):
            yield field.shape
            inner = field.shape.of if isinstance(field.shape, Many) else field.shape
            waiting += [inner] if isinstance(inner, type) else []


def _refs(shape: Shape) -> Iterator[Ref]:
    match shape:
        case Ref():
            yield shape
        case Many(inner) | Mapped(inner):
            yield from _refs(inner)


def _written(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
