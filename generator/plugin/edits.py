"""Edit links: from a record's place in its file to the page where that file can be changed."""

import re
from collections.abc import Callable
from os.path import relpath
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from generator.pages.editing import FORMS, line_at
from generator.problems import Span

EditLink = Callable[[Span], str]
"""Gives the address under which a place in a file can be edited."""


def edit_link(config: MkDocsConfig, root: Path) -> EditLink | None:
    """Give the way to edit addresses that `mkdocs.yml` asks for, or None where it asks for none.

    MkDocs' own `edit_uri` leads to the content folder, a Span's file starts at
    the project's; and a line belongs at the very end, behind what a template adds.
    """
    if config.edit_uri_template:
        return _through_template(config, root)
    base = edit_base(config, root)
    return None if base is None else lambda span: line_at(base, span)


def edit_base(config: MkDocsConfig, root: Path) -> str | None:
    """Give the edit address of the project's folder, or None where files are not simply put behind one."""
    folder = _edit_folder(config)
    if folder is None:
        return None
    inside = content_folder(config, root)
    if folder.endswith(f"/{inside}/"):
        return _shown(folder.removesuffix(f"{inside}/"))
    return _shown(urljoin(folder, "../" * len(PurePosixPath(inside).parts)))


def content_folder(config: MkDocsConfig, root: Path) -> str:
    """Give the folder of the content from the project's folder."""
    return _from(Path(config.docs_dir), root)


_EDITOR = re.compile(r"(https://github\.com/[^/]+/[^/]+/)edit/")


def _shown(address: str) -> str:
    """Lead to a file as GitHub shows it, which has lines that can be marked, and not into the editor."""
    return _EDITOR.sub(r"\1blob/", address)


_REPOSITORY = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+", re.ASCII)


def issues_url(config: MkDocsConfig, root: Path) -> str | None:
    """Give the address under which the forms for suggestions open, where the project is on GitHub and has them."""
    repository = (config.repo_url or "").rstrip("/")
    folder = root / ".github/ISSUE_TEMPLATE"
    has_forms = all((folder / name).is_file() for name in FORMS.values())
    return f"{repository}/issues/new" if has_forms and _REPOSITORY.fullmatch(repository) else None


def _edit_folder(config: MkDocsConfig) -> str | None:
    """Give the edit address of the content folder; a template that ends in the path is the same thing."""
    ending = config.edit_uri
    if config.edit_uri_template:
        template = str(config.edit_uri_template)
        ending = template.removesuffix("{path}")
        if ending == template or "{" in ending:
            return None
    if not ending:
        return None
    repository = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""
    return urljoin(repository, ending)


def _through_template(config: MkDocsConfig, root: Path) -> EditLink:
    template = config.edit_uri_template
    assert template is not None
    repository = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""

    def link(span: Span) -> str:
        path = PurePosixPath(_from(root / span.file, Path(config.docs_dir)))
        filled = template.format(path=str(path), path_noext=str(path.with_suffix("")))
        return f"{_shown(urljoin(repository, filled))}#L{span.line}"

    return link


def _from(path: Path, folder: Path) -> str:
    return Path(relpath(path, folder)).as_posix()
