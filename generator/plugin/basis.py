"""The basis of a site: what all of its pages depend on. Where it is another, every page is made anew."""

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

import generator
from generator.pages import Printer, Site
from generator.pages.digests import Digester
from generator.plugin.frame import Frame

_MAKERS = ("babel", "jinja2", "markdown-it-py", "markupsafe", "mkdocs", "pydantic", "resvg-py")
"""Packages that have a say in what a page looks like."""

_SETTINGS = ("site_name", "site_description", "site_url", "copyright", "extra_css", "use_directory_urls")
"""Settings of MkDocs that our frame shows, besides scripts."""


def makers(templates: Sequence[Path]) -> str:
    """Name the program and the templates as they are now.

    It has to be asked before templates are used: one that is saved in the middle of a build then counts as changed.
    """
    return f"{_program()}\n{_files(templates)}"


def basis_of(config: MkDocsConfig, site: Site, frame: Frame, printer: Printer, made_by: str) -> str:
    """Give the digest of everything that is the same for all pages; `made_by` are the makers."""
    settings: list[Any] = [getattr(site, field.name) for field in fields(site) if field.name != "cache"]
    settings += [str(config[name]) for name in _SETTINGS]
    settings += [
        f"{script} {'' if isinstance(script, str) else sorted(script.items())}" for script in config.extra_javascript
    ]
    if config.theme.custom_dir:  # templates of the project's own may ask for any setting
        typed = (item for given in config.user_configs for item in given.items() if item[0] != "config_file_path")
        settings += sorted(map(repr, typed))
    return Digester().digest((settings, frame, printer.watch.rest(printer.house), made_by))


def _program() -> str:
    """Name the program that makes the pages, down to its own files, for it may be in the middle of being changed."""
    packages = [f"{name} {version(name)}" for name in _MAKERS]
    # By what is in them and not by when they were written, so that the same program is the same on every machine.
    files = _files([Path(generator.__file__).parent])
    return "\n".join([generator.__version__, platform.python_version(), *packages, files])


def _below(folder: Path) -> Iterator[Path]:
    """List files, those in folders that are links as well, for templates are found there too."""
    seen = set[str]()
    for where, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        if "__pycache__" in folders:  # what Python makes of the program is not the program
            folders.remove("__pycache__")
        yield from (path for name in names if (path := Path(where, name)).is_file())


def _files(folders: Sequence[Path]) -> str:
    """Give the checksum of everything in some folders of templates."""
    checksum = blake2b(digest_size=16)
    for folder in folders:
        for file in sorted(path for path in _below(folder) if path.suffix != ".pyc"):
            checksum.update(f"\0{file.relative_to(folder)}\0".encode(errors="surrogateescape"))
            checksum.update(file.read_bytes())
        checksum.update(b"\0\0")
    return checksum.hexdigest()
