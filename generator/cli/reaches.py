"""The kinds of files that are no content: what those of each kind can do, and who has to look at a change."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.read.changed import ChangedFile
from generator.read.folders import is_for_editors


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand, by paths from the repository's top, folders with a slash behind.

    `settings` are `mkdocs.yml` and what it inherits from, `homes` the folders in which such files stand. `made` is
    where builds leave things that Git does not keep. `articles` are those that were there before, None where nobody
    can say.
    """

    content: str
    templates: tuple[str, ...]
    settings: frozenset[str]
    homes: frozenset[str]
    made: tuple[str, ...]
    articles: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A kind of files: what they can do, who has to look at a change, and which they are."""

    name: str
    title: str
    can: str
    look: str
    holds: Callable[[ChangedFile, Places], bool]


RECORDS = (".yml", ".yaml")
"""How files of the content end that hold records: what of those differs is told claim by claim."""

_MAINTAINER = "Who has to look: somebody who maintains the repository, at every line, before anything is merged."
_EDITOR = "Who has to look: an editor, with the source itself beside it."

_PROGRAMS = (".py", ".pyc", ".pyd", ".pyw", ".pyx", ".pth", ".so", ".dll", ".dylib", ".exe", ".sh", ".bash", ".bat")
_MORE_PROGRAMS = (".cmd", ".ps1", ".cjs", ".wasm", ".jar", ".rb", ".pl", ".php", ".ts", ".mk", ".vsix")
_BROWSERS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".js", ".mjs", ".css", ".svg", ".svgz", ".xml", ".xsl")
_PACKAGES = re.compile(
    r"(?:.*/)?(?:pyproject\.toml|setup\.(?:py|cfg)|(?:requirements|constraints)[^/]*|requirements/.*|[^/]*\.lock"
    r"|pylock[^/]*\.toml|uv\.toml|pip\.conf|package(?:-lock)?\.json|npm-shrinkwrap\.json|\.npmrc|\.python-version"
    r"|Pipfile)",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"(?:tests/|\.ci/|\.vscode/|\.idea/|\.devcontainer/).*|(?:.*/)?(?:\.pre-commit-config\.yaml|tox\.ini|conftest\.py"
    r"|noxfile\.py|Makefile|justfile|\.envrc|Dockerfile[^/]*|\.?pytest\.(?:ini|toml)|\.coveragerc[^/]*|\.?mypy\.ini|\.?ruff\.toml"
    r"|\.editorconfig|\.importlinter|zizmor\.ya?ml|\.gitlab-ci\.yml|\.cursorrules|(?:CLAUDE|AGENTS|GEMINI)\.md)"
    r"|(?:.*/)?\.(?:claude|cursor|codex|gemini|zed|husky)/.*",
    re.IGNORECASE,
)
_GIT = re.compile(r"(?:.*/)?\.(?:git[^/]*|mailmap)", re.IGNORECASE)
_GUIDES = re.compile(r"(?:README|CONTRIBUTING|ARCHITECTURE)(?:\.[^/]*)?", re.IGNORECASE)
_RULES = re.compile(
    r"(?:\.github/|docs/)?CODEOWNERS|\.github/dependabot\.ya?ml|\.github/ISSUE_TEMPLATE/.*|SECURITY\.md"
)


def _is_source(file: ChangedFile, places: Places) -> bool:
    """Tell whether a file is the text of an article that was there before: of a new one, nothing was quoted yet."""
    match = re.fullmatch(r"articles/([^/]+)/text\.md", _inside(file, places) or "")
    return match is not None and (places.articles is None or match[1] in places.articles)


def _inside(file: ChangedFile, places: Places) -> str | None:
    is_inside = file.path.startswith(places.content)
    return file.path.removeprefix(places.content) if is_inside else None


def _ends(*endings: str) -> Callable[[ChangedFile, Places], bool]:
    return lambda file, _: file.path.lower().endswith(endings)


REACHES = (
    Reach(
        "links",
        "Links and other repositories",
        "They stand for something that lies elsewhere, and can change there without a word here.",
        _MAINTAINER,
        lambda file, _: file.leads_away,
    ),
    Reach(
        "made",
        "What commands leave behind",
        "The next command may believe what it finds there, whatever the records say. Nothing of it belongs into a "
        "repository.",
        _MAINTAINER,
        lambda file, places: file.path.startswith(places.made) or posixpath.basename(file.path).startswith(".sayso-"),
    ),
    Reach(
        "rules",
        "Who is asked, and what is renewed",
        "They say who has to agree to a change, what is renewed by itself, and what people are asked for.",
        _MAINTAINER,
        lambda file, _: _RULES.fullmatch(file.path) is not None,
    ),
    Reach(
        "workflows",
        "What GitHub runs",
        "GitHub runs these: some at once on this proposal, some after it is merged, with the right to write to the "
        "repository and to publish the site.",
        _MAINTAINER,
        lambda file, _: file.path.lower().startswith(".github/") and not file.path.startswith(".github/images/"),
    ),
    Reach(
        "packages",
        "Packages that are installed",
        "From these lists packages are installed, and a package runs what it wants wherever it is installed.",
        _MAINTAINER,
        lambda file, places: _PACKAGES.fullmatch(file.path) is not None and _inside(file, places) is None,
    ),
    Reach(
        "checks",
        "Checks and developers' tools",
        "They run in the checks and on the machines of developers, and prove that the rest works: a check that is "
        "weaker lets the next fault pass.",
        _MAINTAINER,
        lambda file, places: _CHECKS.fullmatch(file.path) is not None and _inside(file, places) is None,
    ),
    Reach(
        "settings",
        "Settings of the site",
        "They name the plugins, hooks, templates and folders of a build: with one line here a build runs anything.",
        _MAINTAINER,
        lambda file, places: (
            file.path in places.settings
            or file.path.lower().endswith(("mkdocs.yml", "mkdocs.yaml"))
            or (posixpath.dirname(file.path) in places.homes and file.path.lower().endswith((".yml", ".yaml")))
        ),
    ),
    Reach(
        "templates",
        "What every page is made with",
        "Templates, styles and scripts make every page, and run in the browsers of readers.",
        _MAINTAINER,
        lambda file, places: file.path.startswith(places.templates) and not file.path.endswith(_PROGRAMS),
    ),
    Reach(
        "programs",
        "Programs",
        "They run on the machine of everybody who checks or makes the site, and decide what every page says.",
        _MAINTAINER,
        lambda file, places: (
            (file.is_program and _inside(file, places) is None)
            or file.path.startswith("generator/")
            or file.path.lower().endswith(_PROGRAMS + _MORE_PROGRAMS)
        ),
    ),
    Reach(
        "live",
        "What browsers run",
        "Where such a file is published, it runs in the browsers of readers.",
        _MAINTAINER,
        _ends(*_BROWSERS),
    ),
    Reach(
        "git",
        "What Git is told",
        "They tell Git what to leave out, what to fetch from elsewhere, and which changes nobody is shown.",
        _MAINTAINER,
        lambda file, _: _GIT.fullmatch(file.path) is not None,
    ),
    Reach(
        "sources",
        "Source texts that were quoted before",
        "Quotes are proven against them: whoever changes a source can make it say what nobody said.",
        _EDITOR,
        _is_source,
    ),
    Reach(
        "guides",
        "What people are told to do",
        "People do what these say, and the checks run commands that stand in them.",
        _MAINTAINER,
        lambda file, places: (
            is_for_editors(inside) if (inside := _inside(file, places)) else _GUIDES.fullmatch(file.path) is not None
        ),
    ),
    Reach(
        "others",
        "Other files",
        "They are no content. Sayso knows of nothing that runs these, but other programs do run or obey files of the "
        "right name.",
        _MAINTAINER,
        lambda file, places: _inside(file, places) is None,
    ),
)
"""All kinds, in the order in which they are told; a file is of the first that holds it, and content is of none."""
