"""Where a link leads: to a place in the site, out of it where it must not, or to somebody else, whom nobody asks.

A target is written as the path of a page or file from the site's root, with `#` and the name of a place in it
where the link names one: `claims/basivka-taken/#p-village--russia`.
"""

from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ABOVE = "../"
"""Begins the path of whatever lies outside of the site's folder, though it was meant to lie in it."""

INDEX = "index.html"

PAGES = (".html", ".htm", ".xhtml", ".svg")
"""How files end that have places which a link can name."""

_AROUND = "".join(map(chr, range(33)))
"""Control characters and the space, which browsers take away at both ends of an address."""

_BREAKS = str.maketrans("", "", "\t\n\r")
_DIRECTIVE = ":~:"
"""What follows it in an address is for the browser alone, such as the words to be marked."""

_TOP = "top"
"""Leads to the top of every page, where the page has no place of that name."""


class Ground(NamedTuple):
    """Where the site will stand: its host, where known, its path there with a slash at both ends, and its scheme."""

    host: str = ""
    mount: str = "/"
    scheme: str = "https"

    @classmethod
    def of(cls, url: str | None) -> "Ground":
        """Take it from the site's address."""
        parts = urlsplit(url or "")
        path = unquote(parts.path).strip("/")
        scheme = parts.scheme or "https"
        return cls(_plain_host(parts.netloc, scheme), f"/{path}/" if path else "/", scheme)


def target_of(link: str, page: str, ground: Ground) -> str | None:
    """Tell where a link on a page leads, the page's own file given from the site's root; None for other sites."""
    link = link.strip(_AROUND).translate(_BREAKS)
    before, mark, fragment = link.partition("#")
    try:
        scheme, host, path, _, _ = urlsplit(before.replace("\\", "/"))
    except ValueError:  # no address at all, so that it leads nowhere in the site either
        return None
    if scheme not in {"", "http", "https"} or (scheme and not host):
        return None
    if host:
        inside = _plain_host(host, scheme or ground.scheme) == ground.host and f"{path}/".startswith(ground.mount)
        if not inside:
            return None
        path = path or "/"
    place = _place(unquote(path), page, ground)
    name = unquote(fragment.partition(_DIRECTIVE)[0])
    return f"{place}{mark}{name}" if name and name.lower() != _TOP and has_places(place) else place


_PORTS = {"http": "80", "https": "443"}


def _plain_host(host: str, scheme: str) -> str:
    """Give one spelling of a host: without a name before it, the usual port, and a dot at its end."""
    name, colon, port = host.lower().rpartition("@")[2].partition(":")
    name = name.removesuffix(".")
    port = port.lstrip("0") or port[-1:]  # browsers read it as a number: 0443 is 443, and 0 stays a port
    if not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("idna").decode()
    return name if port in {"", _PORTS.get(scheme)} else f"{name}{colon}{port}"


def _place(path: str, page: str, ground: Ground) -> str:
    """Give a path from the site's root."""
    if not path:
        return marked(address_of(page))
    steps = page.split("/")[:-1]
    if path.startswith("/"):
        if not f"{path}/".startswith(ground.mount):
            return f"{ABOVE}{path[1:]}"
        steps, path = [], path[len(ground.mount) :]
    further = path.split("/")
    for at, step in enumerate(further):
        if step == ".." and not steps:
            return marked(ABOVE + "/".join(further[at + 1 :]))
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    if further[-1] in {".", ".."}:
        steps.append("")
    return marked("/".join(steps))


def has_places(path: str) -> bool:
    """Tell whether what follows `#` names a place: in a page or a drawing, and not in a film or a document."""
    last = path.rpartition("/")[2]
    return "." not in last or last.lower().endswith(PAGES)


def files_at(place: str) -> tuple[str, ...]:
    """Name the files that a path from the site's root may stand for: itself, or the page of that folder."""
    # A name may hold the very signs that stand for the other one.
    names = (place.replace(_HASH, "#"), place) if _HASH in place else (place,)
    if not place or place.endswith("/"):
        return tuple(f"{name}{INDEX}" for name in names)
    return tuple(file for name in names for file in (name, f"{name}/{INDEX}"))


def ways_to(file: str) -> tuple[str, ...]:
    """Give all paths that stand for a file."""
    address, plain = marked(address_of(file)), marked(file)
    return (plain,) if plain == address else (plain, address, address.removesuffix("/"))


def address_of(file: str) -> str:
    """Give the path under which a page is known from the site's root: its folder, where it is the page of one."""
    is_folder = file == INDEX or file.endswith(f"/{INDEX}")
    return file.removesuffix(INDEX) if is_folder else file


def marked(path: str) -> str:
    """Let no `#` stand in a path but before the name of a place."""
    return path.replace("#", _HASH)


_HASH = "%23"
