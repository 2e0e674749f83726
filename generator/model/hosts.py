"""Hosts that may stand in a link: those that everybody reaches, each under a name that cannot be taken for another.

Browsers are generous: `127.1`, `0x7f000001` and `１２７。０。０。１` are one and the same machine to them. Here
each host has one spelling, and all others are refused.
"""

import ipaddress
import re
import unicodedata

from generator.model.scripts import are_written_together, looks_latin, scripts_of
from generator.model.unseen import only_seen

_OF_NO_HOSTS = frozenset({"CHEROKEE", "COPTIC", "LISU"})
"""Alphabets whose capitals look Latin, and in which nobody names hosts."""

NOT_PUBLIC = "its host is of one machine or one network alone: write the address under which everybody can reach it"
NOT_PLAIN = "write the host as browsers show it, in ordinary letters and digits, with a point between its parts"
NOT_ALIKE = "its host has letters of several alphabets, and so can be taken for another: copy it from the owner's page"
NOT_LATIN = (
    "all letters of its host are of another alphabet and look Latin, so it can be taken for another: if just this one "
    "is meant, link to a copy of the page in a web archive"
)

_LONGEST = 253
_LONGEST_LABEL = 63
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)

_NOBODYS = frozenset(
    [
        "alt",
        "arpa",
        "corp",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "private",
        "test",
        "workgroup",
    ]
)
"""Ends of names that are never found on the net (RFC 2606, 6761, 6762, 8375, 9476), and those of offices and homes.

`example` is not among them: nothing is there, and so instructions may use it. Neither is `onion`, where papers
stand that are blocked elsewhere.
"""

_CYRILLIC_COUNTRIES = frozenset(["bg", "by", "kg", "kz", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz"])
"""Ends of names of countries whose words may well look like Latin ones, such as `ср`."""


def wrong_host(host: str) -> str | None:
    """Tell what is wrong with a host, as help for who wrote it; None where nothing is."""
    if host.startswith("["):
        return _wrong_six(host)
    plain = _plain(host)
    if plain is None:
        return NOT_PLAIN
    labels = plain.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _wrong_four(plain)
    if not all(map(_is_label, labels)) or len(plain) > _LONGEST:
        return NOT_PLAIN
    if len(labels) == 1 or labels[-1] in _NOBODYS:
        return NOT_PUBLIC
    return None if plain.isascii() and "xn--" not in plain else _wrong_letters(labels)


def _plain(host: str) -> str | None:
    """Give a host in small letters; None where browsers would take it for a host that is spelt otherwise."""
    plain = unicodedata.normalize("NFC", host.lower())
    return plain if plain.isascii() or plain == unicodedata.normalize("NFKC", only_seen(plain)) else None


def _wrong_four(host: str) -> str | None:
    """Judge what a browser takes for a number: only four numbers without more are read alike by all programs."""
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        return NOT_PLAIN
    return None if _is_public(address) else NOT_PUBLIC


def _wrong_six(host: str) -> str | None:
    try:
        address = ipaddress.IPv6Address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return NOT_PLAIN
    # What leads to another address leads to that one: mapped, by 6to4, by Teredo, by NAT64, in the old way.
    teredo = address.teredo or ()
    inner = [found for found in (address.ipv4_mapped, address.sixtofour, *teredo) if found]
    is_plain = host.endswith("]") and not address.scope_id
    is_other = bool(inner) or any(address in network for network in _OTHERS)
    return None if is_plain and _is_public(address) and not is_other else NOT_PUBLIC


_OF_ONE_SITE = ipaddress.IPv6Network("fec0::/10")
_OTHERS = tuple(
    map(ipaddress.IPv6Network, ["::/96", "64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "3fff::/20", "5f00::/16"])
)
"""What leads to IPv4 addresses as well, and what is kept for instructions (RFC 9637) and routers (RFC 9602)."""


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address is one machine's on the net, and of no group of machines or single site."""
    return address.is_global and not (address.is_multicast or address.is_reserved or address in _OF_ONE_SITE)


def _is_label(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL and all(map(_is_sign, label))


def _is_sign(sign: str) -> bool:
    """Tell whether a host may have a sign; the two points stand within words of Catalan and Japanese."""
    return sign.isalnum() or sign in "-_·・" or unicodedata.category(sign) in {"Mn", "Mc"}


def _wrong_letters(labels: list[str]) -> str | None:
    """Judge the letters of other scripts, also those that are written as `xn--…`."""
    shown = [decoded for label in labels if (decoded := _decoded(label))]
    if len(shown) < len(labels):
        return NOT_PLAIN
    scripts = [scripts_of(label) for label in shown]
    is_mixed = not all(map(are_written_together, scripts)) or any(some & _OF_NO_HOSTS for some in scripts)
    may_seem = shown[-1] in _CYRILLIC_COUNTRIES or not shown[-1].isascii()
    if is_mixed:
        return NOT_ALIKE
    return NOT_LATIN if not may_seem and any(map(looks_latin, shown)) else None


def _decoded(label: str) -> str | None:
    """Give a label in its own letters; None where what is written as `xn--…` could not be registered."""
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except ValueError:  # which errors of encodings are as well
        return None
    is_meant = bool(decoded) and not decoded.isascii() and _plain(decoded) == decoded
    return decoded if is_meant and _is_label(decoded) else None
