"""What a check needs of `mkdocs.yml`, read leniently and without MkDocs."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.problems import Problem, Span
from generator.read.files import decode
from generator.read.slips import explain
from generator.read.syntax import SyntaxFault

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set about how content is read and judged.

    `language` is that of the editors' own words. `texts` is a private folder
    with source texts that are not in the content. `reviews_required` makes a
    position that no second person has read an error.
    """

    language: str = "en"
    texts: Path | None = None
    reviews_required: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an `mkdocs.yml`: where its content lies and where its site goes.

    `strict` and `options` are what stands under the plugin `sayso`.
    """

    root: Path
    content: Path
    site: Path
    name: str = ""
    has_plugin: bool = False
    strict: bool = False
    options: Options = field(default_factory=Options)


def read_project(root: Path) -> tuple[Project | None, list[Problem]]:
    """Read the settings of the project in a folder."""
    settings, problems = _read_settings(root)
    if settings is None:
        return None, problems
    listed, options = _find_plugin(settings.get("plugins"))
    project = Project(
        root=root,
        content=_folder(root, settings.get("docs_dir"), "docs"),
        site=_folder(root, settings.get("site_dir"), "site"),
        name=_text(settings.get("site_name"), ""),
        # What an inherited file lists is not known here.
        has_plugin=listed or "INHERIT" in settings,
        strict=options.get("strict") is True,
        options=Options(
            language=_language(settings, options),
            texts=_texts(root, options.get("texts")),
            reviews_required=options.get("reviews") == "required",
        ),
    )
    if not project.content.is_dir():
        return None, [_miss_content(root, settings)]
    return project, []


def _read_settings(root: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    try:
        data = (root / SETTINGS).read_bytes()
    except OSError:
        message = "there is no mkdocs.yml here"
        help_text = "run the command in the folder of your site, or name that folder with -C"
        return None, [Problem("no-settings", Span(SETTINGS), message, help_text)]
    decoded = decode(SETTINGS, data)
    if decoded.text is None:
        return None, [decoded.problem] if decoded.problem else []
    try:
        settings = yaml.load(decoded.text, _LenientLoader)  # noqa: S506 - makes no objects
    except yaml.MarkedYAMLError as error:
        return None, [explain(SyntaxFault.from_error(SETTINGS, decoded.text, error))]
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError):
        settings = None
    if not isinstance(settings, dict):
        message = "mkdocs.yml cannot be read as a table of keys and values"
        return None, [Problem("wrong-type", Span(SETTINGS), message, 'write one "key: value" a line')]
    return settings, []


TEXTS_VARIABLE = "SAYSO_TEXTS"
"""The environment variable that names the private folder of texts; it goes before the setting."""


def texts_folder(root: Path, setting: str) -> Path | None:
    """Find the private folder of texts: the environment's, else the setting's, a path from the project's folder."""
    named = os.environ.get(TEXTS_VARIABLE) or setting
    return root / named if named else None


def _texts(root: Path, setting: object) -> Path | None:
    return texts_folder(root, _text(setting, ""))


def _language(settings: Mapping[str, Any], options: Mapping[str, object]) -> str:
    theme = settings.get("theme")
    locale = theme.get("locale") if isinstance(theme, Mapping) else None
    return (_text(options.get("language"), "") or _text(locale, "") or "en").replace("_", "-")


def _folder(root: Path, value: object, default: str) -> Path:
    # normpath, not resolve: a link stays visible as one.
    return Path(os.path.normpath(root / _text(value, default)))


def _text(value: object, default: str) -> str:
    return value if isinstance(value, str) and "\0" not in value else default


def _find_plugin(plugins: object) -> tuple[bool, Mapping[str, object]]:
    """Find the plugin `sayso` in a list of names or of tables, or in one table."""
    entries = list(plugins) if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == "sayso":
            return True, {}
        if isinstance(entry, dict) and "sayso" in entry:
            options = entry["sayso"]
            return True, options if isinstance(options, dict) else {}
    return False, {}


def _miss_content(root: Path, settings: dict[str, Any]) -> Problem:
    name = _text(settings.get("docs_dir"), "docs")
    text = (root / SETTINGS).read_text(encoding="utf-8-sig", errors="replace")
    line = next((n for n, row in enumerate(text.splitlines(), 1) if re.match(r"docs_dir\s*:", row)), 1)
    length = len("docs_dir") if "docs_dir" in settings else 1
    return Problem(
        "no-content",
        Span(SETTINGS, line, 1, length),
        f'there is no folder "{name}" to read the content from',
        'name the folder with your content: "docs_dir: content"',
    )


class _LenientLoader(yaml.SafeLoader):
    """Takes every tag that MkDocs and its plugins know: values it cannot make become None."""


def _construct_env(loader: _LenientLoader, node: yaml.Node) -> object:
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


def _construct_unknown(_loader: _LenientLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_LenientLoader.add_constructor("!ENV", _construct_env)
_LenientLoader.add_multi_constructor("", _construct_unknown)
