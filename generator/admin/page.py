"""The page that holds the form, and the files beside it that are our own."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWN = ("form.js", "form.css")


def make_page(site: str, hosts: Iterable[str]) -> str:
    """Write the page. Its policy names all that the form may load or speak to."""
    title = f"Edit {site}" if site else "Edit"
    return Template(_own("index.html")).substitute(title=escape(title), policy=escape(_policy(hosts)))


def _policy(hosts: Iterable[str]) -> str:
    rules = {
        "default-src": "'none'",
        # Decap makes functions of its schemas while it runs, and puts its styles into the page.
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob: https://avatars.githubusercontent.com",
        "font-src": "'self' data:",
        "connect-src": " ".join(["'self'", "blob:", *hosts]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def own_files() -> dict[str, str]:
    """Give the script and the styles of our own, by their names."""
    return {name: _own(name) for name in _OWN}


def _own(name: str) -> str:
    return files("generator.admin").joinpath("page", name).read_text(encoding="utf-8")
