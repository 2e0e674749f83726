"""Edit links: from a record's place in its file to the page where that file can be changed."""

from collections.abc import Callable
from os.path import relpath
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig

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
    return None if base is None else lambda span: f"{base}{quote(span.file)}#L{span.line}"


def edit_base(config: MkDocsConfig, root: Path) -> str | None:
    """Give the edit address of the project's folder, or None where files are not simply put behind one."""
    folder = _edit_folder(config)
    if folder is None:
        return None
    inside = _from(Path(config.docs_dir), root)
    if folder.endswith(f"/{inside}/"):
        return folder.removesuffix(f"{inside}/")
    return urljoin(folder, "../" * len(PurePosixPath(inside).parts))


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
        return f"{urljoin(repository, filled)}#L{span.line}"

    return link


def _from(path: Path, folder: Path) -> str:
    return Path(relpath(path, folder)).as_posix()
