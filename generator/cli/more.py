"""Where there is more to read about a problem: the published site's own page, or the command that prints the same."""

from __future__ import annotations

import ipaddress
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.problems import Problem
    from generator.read import Project

_NOBODYS = ("example", "test", "invalid", "localhost", "local", "internal")
"""Ends of names that are never found on the net: stand-ins, and this machine's neighbours (RFC 2606, 6761, 6762)."""

_STAND_INS = ("example.com", "example.net", "example.org")
"""Names that are found on the net and belong to nobody."""


@dataclass(frozen=True, slots=True)
class More:
    """Knows where each code is explained. `page` is the address of the published page, where there is one."""

    page: str | None = None

    def link(self, code: str) -> str | None:
        """Give the address at which a code is explained, None where no site is published."""
        return f"{self.page}#{code}" if self.page else None

    def about(self, code: str) -> str:
        """Say where a code is explained: an address, or a command."""
        return self.link(code) or f"sayso explain {code}"

    def lines(self, problems: Iterable[Problem], *, linked: bool = False) -> str:
        """List where the codes of some problems are explained, a line each; `linked`: the code is a link itself."""
        codes = sorted({problem.code for problem in problems})
        told = [f"  {self._label(code, linked=linked)}: {self.about(code)}" for code in codes]
        return "\n".join(["To read more, with an example:", *told])

    def _label(self, code: str, *, linked: bool) -> str:
        link = self.link(code)
        # OSC 8: the terminal makes a link of the word; one that cannot shows the word alone.
        return f"\x1b]8;;{link}\x1b\\{code}\x1b]8;;\x1b\\" if linked and link else code


def more_of(project: Project | None) -> More:
    """Find where the codes are explained for a project."""
    from generator.pages.addresses import PROBLEMS, url_of  # noqa: PLC0415 - only where there are problems

    base = published(project.url) if project else None
    if project is None or base is None:
        return More()
    return More(base + url_of(PROBLEMS, use_directory_urls=project.use_directory_urls))


def more_here() -> More:
    """Find where the codes are explained for the project in this folder."""
    from generator.read import read_project  # noqa: PLC0415 - `--version` needs none of it

    return more_of(read_project(Path.cwd())[0])


def published(url: str) -> str | None:
    """Give the address of a site with a slash at its end, None where it is a stand-in or of this machine only."""
    if not url.isascii() or not url.isprintable() or set(url) & set(" <>\"'\\`{}|^"):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.query or parts.fragment or not _is_found(host):
        return None
    return f"{url.rstrip('/')}/"


def _is_found(host: str) -> bool:
    """Tell whether a host can be found by others."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        ending = host.rpartition(".")[2]
        stands_in = any(f".{host}".endswith(f".{name}") for name in _STAND_INS)
        return "." in host and ending not in _NOBODYS and not stands_in


def can_link() -> bool:
    """Tell whether what is told goes to a terminal that may know links."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
