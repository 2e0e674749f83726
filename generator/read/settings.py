"""What a check needs of `mkdocs.yml`, read leniently and without MkDocs."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.problems import Problem, Span, did_you_mean
from generator.read.inheritance import SETTINGS, SettingsFile, merged, read_settings


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set about how content is read and judged.

    `language` is that of the editors' own words. `texts` is a private folder
    with source texts that are not in the content, and `site` the one that the
    site goes to, where such texts would be published or deleted.
    `reviews_required` makes a position that no second person has read an error. `publish` are endings
    and paths of files that are let into the site although a browser may run them.
    """

    language: str = "en"
    texts: Path | None = None
    site: Path | None = None
    reviews_required: bool = False
    trusted_pages: bool = False
    """Whether ordinary pages may hold what templates may hold."""
    publish: frozenset[str] = frozenset()
    use_directory_urls: bool = True


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an `mkdocs.yml`: where its content lies and where its site goes.

    `strict` and `options` are what stands under the plugin `sayso`. `templates` is the
    folder of the project's own templates, and `language_at` where its language is set.
    `url` is the address that is set for the published site, `repository` that of the
    repository, and `edit_uri` what stands behind it where the content can be edited.
    `has_cache` tells that what was read and found is kept from one time to the next.
    """

    root: Path
    content: Path
    site: Path
    name: str = ""
    has_plugin: bool = False
    strict: bool = False
    options: Options = field(default_factory=Options)
    templates: Path | None = None
    language_at: Span | None = field(default=None, compare=False)
    url: str = ""
    repository: str = ""
    edit_uri: str = ""
    use_directory_urls: bool = True
    has_cache: bool = True


def read_project(root: Path) -> tuple[Project | None, list[Problem]]:
    """Read the settings of the project in a folder."""
    files, problems = read_settings(root)
    if not files:
        return None, problems
    settings = merged(files)
    listed, options = _find_plugin(settings.get("plugins"))
    refused = [problem for name, value in options.items() for problem in _refuse(files, name, value)]
    if refused:
        return None, refused
    site = _folder(root, settings.get("site_dir"), "site")
    project = Project(
        root=root,
        content=_folder(root, settings.get("docs_dir"), "docs"),
        site=site,
        name=_text(settings.get("site_name"), ""),
        has_plugin=listed,
        strict=options.get("strict") is True,
        options=Options(
            language=_language(settings, options),
            texts=_texts(root, options.get("texts")),
            site=site,
            reviews_required=options.get("reviews") == "required",
            trusted_pages=options.get("trusted_pages") is True,
            publish=let_in(options.get("publish")),
            use_directory_urls=settings.get("use_directory_urls") is not False,
        ),
        templates=_templates(root, settings),
        language_at=_language_at(files, options),
        url=_text(settings.get("site_url"), ""),
        repository=_text(settings.get("repo_url"), ""),
        edit_uri=_text(settings.get("edit_uri"), ""),
        use_directory_urls=settings.get("use_directory_urls") is not False,
        has_cache=options.get("cache") is not False,
    )
    # Unlike pathlib, this says no where a name is longer than a system takes.
    if not os.path.isdir(project.content):  # noqa: PTH112
        return None, [_miss_content(root, files, settings)]
    return project, []


def content_of(root: Path) -> Path | None:
    """Give the folder that the settings name for the content, whether it is there or not."""
    files, _ = read_settings(root)
    return _folder(root, merged(files).get("docs_dir"), "docs") if files else None


_CHOICES: dict[str, Callable[[object], bool]] = {
    "strict": lambda value: isinstance(value, bool),
    "reviews": lambda value: value in ("optional", "required"),
    "language": lambda value: isinstance(value, str),
    "texts": lambda value: isinstance(value, str),
    "maps": lambda value: isinstance(value, bool),
    "boundaries": lambda value: value in ("recognised", "de-facto"),
    "pictures": lambda value: value in ("articles", "claims", "none"),
    "search": lambda value: isinstance(value, bool),
    "cache": lambda value: isinstance(value, bool),
    "trusted_pages": lambda value: isinstance(value, bool),
    "publish": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
}
"""What can be set under the plugin, and what each setting takes."""

_YES_OR_NO = "write true or false, without quotation marks"

_HELP = {
    "strict": _YES_OR_NO,
    "maps": _YES_OR_NO,
    "search": _YES_OR_NO,
    "cache": _YES_OR_NO,
    "trusted_pages": _YES_OR_NO,
    "boundaries": "write recognised or de-facto, in small letters",
    "pictures": "write articles, claims or none, in small letters",
    "reviews": "write optional or required, in small letters",
    "language": "write the code of one language, in quotation marks where YAML takes it for something else",
    "texts": "write the name of one folder, in quotation marks where YAML takes it for something else",
    "publish": "write a list of endings, or of files by their paths in the content: [svg, CNAME]",
}


def _refuse(files: Sequence[SettingsFile], name: object, value: object) -> Iterator[Problem]:
    """Refuse what the plugin would refuse when a site is built; a check that passes must mean that."""
    if name == "enabled":  # MkDocs' own, of every plugin
        return
    known = isinstance(name, str) and name in _CHOICES
    if not known:
        span = _spot(files, str(name), of_key=True)
        help_text = did_you_mean(str(name), _CHOICES, f"the settings are: {', '.join(_CHOICES)}")
        yield Problem("unknown-key", span, f'the plugin sayso has no setting "{name}"', help_text)
    elif value is not None and not _CHOICES[str(name)](value):
        span, told = _spot(files, str(name)), _as_written(value)
        yield Problem("unknown-value", span, f"{name} cannot be {told}", _HELP[str(name)])


def _as_written(value: object) -> str:
    """Name a value as people write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list or a table"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _spot(files: Sequence[SettingsFile], name: str, *, of_key: bool = False) -> Span:
    """Find a setting of the plugin in the nearest file that holds it."""
    found = (file.spot("plugins", "sayso", name, of_key=of_key) for file in files)
    return next((span for span in found if span is not None), Span(SETTINGS))


TEXTS_VARIABLE = "SAYSO_TEXTS"
"""The environment variable that names the private folder of texts; it goes before the setting."""


def texts_folder(root: Path, setting: str) -> Path | None:
    """Find the private folder of texts: the environment's, else the setting's, a path from the project's folder."""
    named = os.environ.get(TEXTS_VARIABLE) or setting
    return root / named if named else None


def let_in(setting: object) -> frozenset[str]:
    """Give the endings and paths that the site's owner lets in: `.SVG` is as good as `svg`."""
    named = [each for each in setting if isinstance(each, str)] if isinstance(setting, list) else []
    return frozenset(named).union(each.removeprefix(".").lower() for each in named)


def _texts(root: Path, setting: object) -> Path | None:
    return texts_folder(root, _text(setting, ""))


def _language(settings: Mapping[str, Any], options: Mapping[str, object]) -> str:
    theme = settings.get("theme")
    named = [_text(theme.get(key), "") for key in ("locale", "language")] if isinstance(theme, Mapping) else []
    # As the plugin sees it: MkDocs' locale is English where nothing is set, and some themes have a language instead.
    found = [name for name in named if name not in ("", "en")]
    return (_text(options.get("language"), "") or next(iter(found), "en")).replace("_", "-")


def _language_at(files: Sequence[SettingsFile], options: Mapping[str, object]) -> Span | None:
    """Find where the language is set: under the plugin, else as the theme's locale."""
    theme = [("theme", "locale"), ("theme", "language")]
    ways = [("plugins", "sayso", "language")] if options.get("language") else theme
    return next((span for way in ways for span in (file.spot(*way) for file in files) if span is not None), None)


def _templates(root: Path, settings: Mapping[str, Any]) -> Path | None:
    theme = settings.get("theme")
    named = _text(theme.get("custom_dir"), "") if isinstance(theme, Mapping) else ""
    return _folder(root, named, "") if named else None


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
            options = options if isinstance(options, dict) else {}
            return options.get("enabled") is not False, options
    return False, {}


def _miss_content(root: Path, files: Sequence[SettingsFile], settings: Mapping[str, Any]) -> Problem:
    name = _text(settings.get("docs_dir"), "docs")
    found = (file.spot("docs_dir", of_key=True) for file in files)
    is_first = "docs_dir" in settings and not (root / "content").is_dir()
    make = f'make a folder named "{name}" here (with sayso new article, for instance)'
    return Problem(
        "no-content",
        next((span for span in found if span is not None), Span(SETTINGS)),
        f'there is no folder "{name}" to read the content from',
        make if is_first else 'name the folder with your content: "docs_dir: content"',
    )
