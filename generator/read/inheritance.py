"""`mkdocs.yml` and the files that it inherits from, put together as MkDocs does, each value with its place."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.problems import Problem, Span
from generator.read.files import LARGEST, FoundFile, decode_yaml, read_bytes
from generator.read.slips import explain
from generator.read.syntax import SyntaxFault

SETTINGS = "mkdocs.yml"
INHERIT = "INHERIT"

_MOST = 10
"""Files that may stand one behind the other; more are a circle, or as bad."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file of settings: its name from the project's folder, its text, and its values."""

    name: str
    text: str
    values: dict[str, Any]

    def spot(self, *path: str, of_key: bool = False) -> Span | None:
        """Find a value, or its key, by the keys that lead to it; a list of tables is searched as one table."""
        key = value = None
        node: yaml.Node | None = yaml.compose(self.text, LenientLoader)
        for name in path:
            key, value = _entry(node, name)
            node = value
        found = key if of_key else value
        if found is None:
            return None
        start, end = found.start_mark, found.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.name, start.line + 1, start.column + 1, max(1, length))


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Find the key and the value of this name in a table, or in the tables of a list."""
    if isinstance(node, yaml.SequenceNode):
        entries = (_entry(entry, name) for entry in node.value)
        return next((entry for entry in entries if entry[0] is not None), (None, None))
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), (None, None))


def read_settings(root: Path) -> tuple[list[SettingsFile], list[Problem]]:
    """Read `mkdocs.yml` and what it inherits from, the nearest first; with a problem there is nothing."""
    files: list[SettingsFile] = []
    at: Path | None = root / SETTINGS
    while at is not None:
        file, problem = _read(root, at, files[-1] if files else None)
        if file is None:
            return [], [problem] if problem else []
        files.append(file)
        parent = file.values.get(INHERIT)
        if parent is None:
            return files, []
        if not isinstance(parent, str) or "\0" in parent or len(files) >= _MOST:
            return [], [_refuse_parent(file, parent)]
        at = Path(os.path.normpath(at.parent / parent))
    return files, []  # pragma: no cover - the loop ends by itself


def merged(files: Sequence[SettingsFile]) -> dict[str, Any]:
    """Put settings together: the nearest counts, and only tables are joined, as MkDocs does."""
    settings: dict[str, Any] = {}
    for file in reversed(files):
        settings = _join(settings, file.values)
    return settings


def _join(far: Mapping[str, Any], near: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(far)
    for key, value in near.items():
        old = joined.get(key)
        joined[key] = _join(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


def _read(root: Path, path: Path, child: SettingsFile | None) -> tuple[SettingsFile | None, Problem | None]:
    name = Path(os.path.relpath(path, root)).as_posix()
    try:
        # A link to a device, for instance, would never end.
        data = read_bytes(FoundFile(path, name, name), LARGEST + 1) if path.is_file() else None
    except (OSError, ValueError):
        data = None
    if not isinstance(data, bytes):
        return None, _miss(name, child)
    decoded = decode_yaml(name, data)
    if decoded.text is None:
        return None, decoded.problem
    try:
        settings = yaml.load(decoded.text, LenientLoader)  # noqa: S506 - makes no objects
    except yaml.MarkedYAMLError as error:
        return None, explain(SyntaxFault.from_error(name, decoded.text, error))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError):
        settings = None
    # MkDocs takes an empty file that is inherited for one that sets nothing.
    if settings is None and child is not None and not decoded.text.strip():
        settings = {}
    if not isinstance(settings, dict):
        message = f"{name} cannot be read as a table of keys and values"
        return None, Problem("wrong-type", Span(name), message, 'write one "key: value" a line')
    return SettingsFile(name, decoded.text, settings), None


def _miss(name: str, child: SettingsFile | None) -> Problem:
    if child is None:
        help_text = "run the command in the folder of your site, or name that folder with -C"
        return Problem("no-settings", Span(SETTINGS), "there is no mkdocs.yml here", help_text)
    span = child.spot(INHERIT) or Span(child.name)
    message = f"{child.name} inherits from {name}, and there is no such file"
    return Problem(
        "no-settings", span, message, "name a file that is there, as seen from this one, or delete this line"
    )


def _refuse_parent(file: SettingsFile, parent: object) -> Problem:
    span = file.spot(INHERIT) or Span(file.name)
    if isinstance(parent, str) and "\0" not in parent:
        message = f"{_MOST} files of settings inherit one from the other, and this is not the last: is it a circle?"
        return Problem("inherits-too-far", span, message, "let the last file inherit from none")
    return Problem("wrong-type", span, "INHERIT must be the name of a file", "write one file, such as ../base.yml")


class LenientLoader(yaml.SafeLoader):
    """Takes every tag that MkDocs and its plugins know: values it cannot make become None."""


def _construct_env(loader: LenientLoader, node: yaml.Node) -> object:
    """Make `!ENV NAME` and `!ENV [NAME, OTHER, default]`, as MkDocs does."""
    if isinstance(node, yaml.ScalarNode):
        names, default = [str(loader.construct_scalar(node))], None
    elif isinstance(node, yaml.SequenceNode):
        parts = loader.construct_sequence(node, deep=True)
        names, default = [str(part) for part in parts[:-1] or parts], parts[-1] if len(parts) > 1 else None
    else:
        return None
    given = next((os.environ[name] for name in names if name in os.environ), None)
    if given is None:
        return default
    tag = loader.resolve(yaml.ScalarNode, given, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, given))


def _construct_unknown(_loader: LenientLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


LenientLoader.add_constructor("!ENV", _construct_env)
LenientLoader.add_multi_constructor("", _construct_unknown)
