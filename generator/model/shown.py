"""What the words of a link show: where they are an address themselves, it is the one that the link leads to.

A reader takes `bbc.com/news` for an address as well as `https://bbc.com/news`, whatever stands around it. A name with a
point in it, such as `Lenta.ru` or `report.pdf`, is none.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{2,})\.?"
_WHOLE = re.compile(r"(?:https?:/+|//|(?=www\.))(?P<host>[^/?#\s]+)", re.IGNORECASE)
_BARE = re.compile(rf"(?P<host>{_HOST})(?P<rest>(?::\d+)?(?:[/?#]\S*)?)")
_MAILBOX = re.compile(rf"[^\s@/]+@(?P<host>{_HOST})")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")

_SLASHES = str.maketrans("\N{FRACTION SLASH}\N{DIVISION SLASH}\N{BIG SOLIDUS}\\。", "////.")
"""What looks like a slash or a point and is made neither by Unicode's own plain forms."""

_ENDINGS = (
    "avif bat bin cfg csv css doc docx epub gif gz htm html ini jpeg jpg js json log md mov mp3 mp4 odt ogg pdf php "
    "png ppt pptx ps py rar rs rtf sh svg tar tex toml ts tsv txt wav webm webp xls xlsx xml yaml yml zip"
)
_FILES = frozenset(_ENDINGS.split())
"""Endings of files, some of which end hosts as well."""

_OF_ONE = (
    {"youtube.com", "youtu.be", "youtube-nocookie.com"},
    {"x.com", "twitter.com"},
    {"facebook.com", "fb.com", "fb.me", "fb.watch"},
    {"instagram.com", "instagr.am"},
    {"t.me", "telegram.me", "telegram.dog"},
    {"wikipedia.org", "w.wiki"},
    {"bbc.com", "bbc.co.uk", "bbc.in"},
    {"nytimes.com", "nyti.ms"},
    {"reuters.com", "reut.rs"},
    {"theguardian.com", "gu.com"},
    {"washingtonpost.com", "wapo.st"},
)
"""Hosts that are one and the same owner's, the short ones among them."""

_OWNERS = {host: number for number, hosts in enumerate(_OF_ONE) for host in hosts}

_COPIES = (
    "archive.org archive-it.org archive.ph archive.today archive.is archive.li archive.md archive.fo archive.vn "
    "ghostarchive.org webcitation.org perma.cc arquivo.pt nationalarchives.gov.uk mementoweb.org webarchive.org.uk"
)
_ARCHIVES = tuple(_COPIES.split())
"""Hosts that keep copies of others' pages, under the addresses of these or under numbers."""

_COPIED = re.compile(r"/https?:/+(?P<host>[^/?#]+)|/web/[^/]+/(?P<plain>[^/?#]+\.[^/?#]+)", re.IGNORECASE)


def shows_another(words: str, url: str) -> bool:
    """Tell whether the words of a link show an address, and not one of the host that the link leads to.

    A copy in an archive has the address of what was copied in its own, or a number in place of any.
    """
    shown = [*_hosts_in(words)] if "." in unicodedata.normalize("NFKC", words) or "。" in words else []
    meant = _host_of(url)
    return bool(shown) and meant is not None and not all(_leads(host, meant, url) for host in shown)


def _hosts_in(words: str) -> Iterator[str]:
    """Give the hosts that a reader sees in words, those of mail addresses with an @ before them."""
    seen = "".join(sign for sign in words if unicodedata.category(sign) not in {"Cf", "Mn"} or sign.isspace())
    plain = unicodedata.normalize("NFKC", seen.translate(_SLASHES)).translate(_SLASHES)
    pieces = [piece for each in plain.split() if (piece := _AROUND.sub("", each))]
    for piece in pieces:
        if whole := _WHOLE.search(piece):
            yield whole["host"]
        elif box := _MAILBOX.fullmatch(piece):
            yield f"@{box['host']}"
        elif (bare := _BARE.fullmatch(piece)) and (bare["rest"] or (len(pieces) == 1 and _is_host(bare["host"]))):
            yield bare["host"]


def _is_host(name: str) -> bool:
    """Tell whether a name with points is a host by itself: names of papers and of files look like one."""
    return name.isascii() and name.islower() and name.removesuffix(".").rpartition(".")[2] not in _FILES


def _host_of(url: str) -> str | None:
    """Give the host that a link leads to; None where it leads into the site."""
    try:
        parts = urlsplit(url)
    except ValueError:  # which is no link, and is told as such
        return None
    if parts.scheme.lower() == "mailto":
        return f"@{parts.path.rpartition('@')[2]}"
    return parts.netloc if parts.scheme.lower() in {"http", "https"} else None


def _leads(shown: str, meant: str, url: str) -> bool:
    """Tell whether a link leads to the host that is shown."""
    if shown[0] == "@":  # a mail address may stand on a page, but is nobody else's
        return meant[0] != "@" or _is_at(meant[1:], shown[1:])
    if meant[0] == "@":
        return _is_at(meant[1:], shown)
    if _is_at(meant, shown):
        return True
    if not any(_is_at(meant, archive) for archive in _ARCHIVES):
        return False
    copied = _COPIED.search(unquote(url.partition(meant)[2]))
    return copied is None or _is_at(copied["host"] or copied["plain"], shown)


def _is_at(meant: str, shown: str) -> bool:
    """Tell whether a host is the one that is shown, or stands below it."""
    here, there = _plain(meant), _plain(shown)
    is_below = here == there or here.endswith(f".{there}")
    return is_below or ((owner := _owner_of(there)) is not None and _owner_of(here) == owner)


def _owner_of(host: str) -> int | None:
    """Tell whose a host is, and what stands below it, where somebody has several."""
    parts = host.split(".")
    return next((_OWNERS[name] for at in range(len(parts)) if (name := ".".join(parts[at:])) in _OWNERS), None)


def _plain(host: str) -> str:
    """Give one spelling of a host: as programs ask for it, without a port, `www.` and a dot at its end.

    Behind an @ stands the host that a browser asks for, but before it what a reader sees.
    """
    name = re.sub(r":\d*$", "", host.lower()).removesuffix(".").removeprefix("www.")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name
