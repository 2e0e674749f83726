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
_BARE = re.compile(rf"(?:[^\W\d_][\w-]*:)*(?P<host>{_HOST})(?P<rest>(?::\d+)?(?:[/?#]\S*)?)")
_MAILBOX = re.compile(rf"[^\s@/]+@(?P<host>{_HOST})")
_AROUND = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")
"""Signs around a word. A run of them is tried from its first sign alone, for it may be a very long one."""

_SLASHES = str.maketrans("\N{FRACTION SLASH}\N{DIVISION SLASH}\N{BIG SOLIDUS}\\", "////")
"""What looks like a slash and is made none by Unicode's own plain forms."""

_WIDE = str.maketrans("．｡", "。。")
_LETTER = r"[^\W_\u2e80-\U0010ffff]"
_FULL_STOP = re.compile(rf"(?<!{_LETTER})。|。(?!{_LETTER})")
"""A wide point beside Chinese or Japanese ends a sentence; between other letters it is read as that of an address."""

_ENDINGS = (
    "aac apk avi avif bak bat bin bmp cfg csv css db dmg doc docx eml epub eps exe flac flv geojson gif gpkg gpx gz "
    "heic heif htm html ico ics ini iso jpeg jpg js json jsonl kml kmz log md mkv mov mp3 mp4 odg odp ods odt ogg ogv "
    "opus pdf php png ppt pptx ps psd py rar rs rst rtf sh shp sql sqlite svg tar tex tgz tif tiff toml ts tsv txt vcf "
    "wav webm webp wmv xls xlsx xml xz yaml yml zip"
)
_FILES = frozenset(_ENDINGS.split())
"""Endings of files, some of which end hosts as well."""

_KNOWN = (
    "agency app asia biz blog click cloud club com dev edu gov info int life link live media mil mobi name net news "
    "online org press pro shop site space store tech today top website wiki world xyz бел қаз мкд мон онлайн орг рус "
    "сайт срб укр"
)
_IN_CAPITALS = frozenset(_KNOWN.split())
"""Endings of hosts that are known in capitals too; other names with one, such as `St.Petersburg`, are of places."""

_BEFORE_HOSTS = (
    "amp ar arabic de edition en eng english es fa fr he hi id it ja ko m mobile pl pt ro ru russian sr tr uk ur us vi "
    "web zh"
)
_EDITIONS = frozenset(_BEFORE_HOSTS.split())
"""What stands before a host for one of its owner's editions, be it a language or a kind of screen."""

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
_MOST_PARTS = max(host.count(".") + 1 for host in _OWNERS)

_COPIES = (
    "archive.org archive-it.org archive.ph archive.today archive.is archive.li archive.md archive.fo archive.vn "
    "ghostarchive.org webcitation.org perma.cc arquivo.pt nationalarchives.gov.uk mementoweb.org webarchive.org.uk"
)
_ARCHIVES = tuple(_COPIES.split())
"""Hosts that keep copies of others' pages, under the addresses of these or under numbers."""

_COPIED = re.compile(r"/https?:/+(?P<host>[^/?#]+)|/web/[^/]+/(?P<plain>[^/?#]+\.[^/?#]+)", re.IGNORECASE)

_HANDLE = re.compile(r"https?://bsky\.app/profile/(?P<host>[^/?#]+)", re.IGNORECASE)
"""A page of Bluesky, which gives a host's name to nobody but the host's owner."""

_LONGEST = 253
"""How many signs a host may have. Longer names are not put into the form for programs, which would take long."""


def shows_another(words: str, url: str) -> bool:
    """Tell whether the words of a link show an address, and not one of the host that the link leads to.

    A copy in an archive has the address of what was copied in its own, or a number in place of any.
    """
    meant = _host_of(url)
    if meant is None or {".", "。"}.isdisjoint(unicodedata.normalize("NFKC", words)):
        return False
    kept = _kept_at(meant, url)
    # Each host once: very many could be shown.
    return not all(_leads(host, meant, kept) for host in dict.fromkeys(_hosts_in(words)))


def _hosts_in(words: str) -> Iterator[str]:
    """Give the hosts that a reader sees in words, those of mail addresses with an @ before them."""
    pieces = [piece for each in _seen(words).split() if (piece := _AROUND.sub("", each))]
    for piece in pieces:
        if whole := _WHOLE.search(piece):
            yield whole["host"]
        elif box := _MAILBOX.fullmatch(piece):
            yield f"@{box['host']}"
        elif (bare := _BARE.fullmatch(piece)) and _is_address(bare["host"], bare["rest"], is_alone=len(pieces) == 1):
            yield bare["host"]


def _seen(words: str) -> str:
    """Give words as they are seen: without signs that are not, and with each point and slash as the plain one."""
    seen = "".join(sign for sign in words if unicodedata.category(sign) not in {"Cf", "Mn"} or sign.isspace())
    plain = unicodedata.normalize("NFKC", seen.translate(_SLASHES | _WIDE)).translate(_SLASHES)
    return _FULL_STOP.sub(" ", plain).replace("。", ".")


def _is_address(host: str, rest: str, *, is_alone: bool) -> bool:
    """Tell whether a name with points is taken for an address, with what stands behind it."""
    if not rest:
        return is_alone and _is_host(host)
    ending = host.removesuffix(".").rpartition(".")[2]
    if rest[0] in "?#" and ending.lower() in _FILES:  # a place in a file
        return False
    return not ending[0].isupper() or len(ending) == len("uk") or ending.lower() in _IN_CAPITALS


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


def _kept_at(meant: str, url: str) -> str | None:
    """Give the host whose pages a link leads to at another: nothing where it is not told, None where there is none."""
    if handle := _HANDLE.match(url):
        return handle["host"]
    if not any(_is_at(meant, archive) for archive in _ARCHIVES):
        return None
    copied = _COPIED.search(unquote(url.partition(meant)[2]))
    return (copied["host"] or copied["plain"]) if copied else ""


def _leads(shown: str, meant: str, kept: str | None) -> bool:
    """Tell whether a link leads to the host that is shown."""
    if shown.startswith("@"):  # a mail address may stand on a page, but is nobody else's
        return not meant.startswith("@") or _is_at(meant[1:], shown[1:])
    if meant.startswith("@"):
        return _is_at(meant[1:], shown)
    return _is_at(meant, shown) or kept == "" or (kept is not None and _is_at(kept, shown))


def _is_at(meant: str, shown: str) -> bool:
    """Tell whether a host is the one that is shown, or stands below it, or has it as an edition."""
    here, there = _plain(meant), _plain(shown)
    if here == there or here.endswith(f".{there}"):
        return True
    edition, _, owner = there.partition(".")
    # Not any name before a host: below some, everybody may have one.
    if edition in _EDITIONS and here == owner and "." in owner:
        return True
    return (number := _owner_of(there)) is not None and _owner_of(here) == number


def _owner_of(host: str) -> int | None:
    """Tell whose a host is, and what stands below it, where somebody has several."""
    parts = host.split(".")[-_MOST_PARTS:]
    return next((_OWNERS[name] for at in range(len(parts)) if (name := ".".join(parts[at:])) in _OWNERS), None)


def _plain(host: str) -> str:
    """Give one spelling of a host: as programs ask for it, without a port, `www.` and a dot at its end.

    Behind an @ stands the host that a browser asks for, but before it what a reader sees.
    """
    name = re.sub(r":\d*$", "", host.lower()).removesuffix(".").removeprefix("www.")
    if name.isascii() or len(name) > _LONGEST:
        return name
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name
