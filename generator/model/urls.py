"""Addresses in data: whole, public, and leading where they say.

What browsers would mend in silence is refused, for another program may mend it
in another way: white space, backslashes, hosts in odd spellings.
"""

import re
import unicodedata
from urllib.parse import unquote

from generator.model.hosts import wrong_host

WHOLE = "write a whole address that begins with https://, http:// or mailto:"
NO_PASSWORD = "leave out the name and the password before the @: whoever follows the link would use them"  # noqa: S105
NO_PORT = "leave out the number behind the host: browsers open no page there"
NO_UNSEEN = "delete the characters in it that cannot be seen, or copy the address anew from the browser's address line"
NO_SPACE = "write %20 in place of the space in it, or copy the address anew"
NO_SPACE_IN_HOST = "delete the space in its host, or copy the address anew"
NO_PHONE = "write the number in plain words, without a link"
ONE_MAILBOX = "write one mail address and nothing else behind mailto:, but for a ?subject=… if there must be one"

_WEB = re.compile(r"https?://(?P<name>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_MAIL = re.compile(r"mailto:(?P<box>[^?#]*)(?:\?subject=(?P<subject>[^&?#]*))?", re.IGNORECASE | re.ASCII)
_BOX = re.compile(r"(?P<who>[\w.+'-]+)@(?P<host>[^@:\[\]]+)")
_HOST = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]+)(?::(?P<port>[0-9]{0,5}))?", re.ASCII)
_UNCLEAN = re.compile(r"[\s\\<>\"\x00-\x20\x7f-\x9f]")
_SPACE = re.compile(r"\s")
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Letters of some words stand apart or together by these; in a path they can turn nothing."""

_MOST_PORTS = 65_535
_CLOSED = (
    "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 "
    "135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 "
    "995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"
)
_CLOSED_PORTS = frozenset(map(int, _CLOSED.split()))
"""Ports at which browsers open no page: other programs listen there (WHATWG, Fetch, "bad port")."""


def wrong_url(url: str) -> str | None:
    """Tell what is wrong with an address, as help for who wrote it; None where it may be published."""
    web, mail = _WEB.fullmatch(url), _MAIL.fullmatch(url)
    if _UNCLEAN.search(url) or not (web or mail or _is_mail(url)):
        return _wrong_form(url, web)
    if not url.isascii() and any(map(_is_unseen, url)):
        return NO_UNSEEN
    return _wrong_web(web["name"]) if web else _wrong_mail(mail)


def is_safe_url(url: str) -> bool:
    """Tell whether a link may be published: whole public http, https or mailto addresses only."""
    return wrong_url(url) is None


def _wrong_form(url: str, web: re.Match[str] | None) -> str:
    """Name the one slip of an address that has a right beginning, and what to do with a number to be called."""
    if web and _SPACE.search(url):
        return NO_SPACE_IN_HOST if _SPACE.search(web["name"]) else NO_SPACE
    return NO_PHONE if url[:4].lower() == "tel:" else WHOLE


def _is_unseen(sign: str) -> bool:
    """Tell whether a sign of an address would not be seen, or turns those about it."""
    return unicodedata.category(sign)[0] == "C" and sign not in _JOINERS


def _wrong_web(name: str) -> str | None:
    if "@" in name:
        return NO_PASSWORD
    parts = _HOST.fullmatch(name)
    if parts is None or parts["port"] == "":
        return WHOLE
    if parts["port"] and (int(parts["port"]) in _CLOSED_PORTS or int(parts["port"]) > _MOST_PORTS):
        return NO_PORT
    return wrong_host(parts["host"])


def _is_mail(url: str) -> bool:
    return url[:7].lower() == "mailto:"


def _wrong_mail(mail: re.Match[str] | None) -> str | None:
    """Judge a mail address: more of them, copies and lines of a letter's head are nobody's to fill in for a reader."""
    box = _BOX.fullmatch(mail["box"]) if mail else None
    if mail is None or box is None or any(sign < " " for sign in unquote(mail["subject"] or "")):
        return ONE_MAILBOX
    return wrong_host(box["host"])
