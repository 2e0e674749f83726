"""Addresses: those that must never be published, in every spelling that a browser may take for them, and real ones."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path

TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
"""Characters that turn the text about them."""

_WIDE = str.maketrans(
    "0123456789.abcdefghijklmnopqrstuvwxyz",
    "０１２３４５６７８９．ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
)


def _words(text: str) -> list[str]:
    return text.split()


SCHEMES = (
    "javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "filesystem:https://example.org/temporary/1",
    "view-source:https://example.org/",
    "about:blank",
    "ftp://example.org/",
    "ws://example.org/",
    "intent://example.org/#Intent;end",
    "tel:+380441234567",
    "sms:+380441234567",
    "jar:https://example.org/a.jar!/",
    "ms-msdt:/id",
    "chrome://settings",
    "resource://gre/",
    "feed:https://example.org/",
    "urn:isbn:0451450523",
    "httpx://example.org/",
    "https+evil://example.org/",
    "x:y",
)


def _odd_schemes() -> Iterator[str]:
    for url in SCHEMES:
        scheme, _, rest = url.partition(":")
        yield from (
            url,
            f"{scheme.upper()}:{rest}",
            f"{scheme.title()}:{rest}",
            f"{scheme[:-2].upper()}{url[len(scheme) - 2 :]}",
        )
    for url in (*SCHEMES[:5], "https://example.org/"):
        scheme, _, rest = url.partition(":")
        first, second = scheme[:4], scheme[4:]
        for sign in "\t\n\r\x00\x01\x0b\x0c\x1f\x7f\x85\xa0\xad\u200b\u2028\u202e\u2060\ufeff /\\":
            yield f"{first}{sign}{second}:{rest}"
            yield f"{scheme}{sign}:{rest}"
        for sign in "\x00\x01\ufeff\u200b\u202e\xad\u2060":
            yield f"{sign}{url}"
        yield f"&#{ord(scheme[0])};{url[1:]}"
        yield f"%{ord(scheme[0]):02x}{url[1:]}"
        yield f"\\u{ord(scheme[0]):04x}{url[1:]}"
        yield f"{scheme.translate(_WIDE)}:{rest}"
        yield from (f"{scheme}{colon}{rest}" for colon in ("：", "&colon;", "&#58;", "&#x3a;", "%3a", "ː", "∶"))


def _odd_beginnings() -> Iterator[str]:
    for start in (
        "//",
        "\\\\",
        "/\\",
        "\\/",
        "///",
        "https:",
        "https:/",
        "https:///",
        "https:\\\\",
        "https:/\\",
        "http:\\",
        "://",
        ":",
        "",
        "?",
        "#",
        "/",
        "./",
        "../",
    ):
        yield f"{start}evil.example.org/"
    yield from ("https://", "https:", "http://", "mailto:", "https://?", "https://#", "https://:443/", "https:// /", "")
    yield from (
        "https://evil.example.org\\@example.org/",
        "https://example.org\\.evil.org/",
        "https://example.org/\\evil",
    )
    yield from (f"https://example.org/{sign}x" for sign in ' \t\n\r\x00\x0b\x1f\x7f\x85\xa0\u2028\u2029\u3000<>"\\')
    yield from (
        "https://example.org/ onclick=alert(1)",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/a b",
    )


def _passwords() -> Iterator[str]:
    for who in (
        "user:secret@",
        "user@",
        ":secret@",
        ":@",
        "@",
        "user:@",
        "a%40b:c@",
        "www.bbc.co.uk@",
        "www.bbc.co.uk:443@",
        "a:b:c@",
        "a@b@",
    ):
        yield f"https://{who}example.org/"
        yield f"HTTP://{who}example.org"
    yield from (
        f"https://www.bbc.co.uk{at}evil.org/" for at in ("%40", "＠", "﹫", "&commat;", "\\@", "\u2044@", ":80@")
    )


PRIVATE_FOUR = _words(
    "127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.254 192.168.1.1 169.254.169.254 0.0.0.0 0.1.2.3 "
    "255.255.255.255 224.0.0.1 239.255.255.250 240.0.0.1 100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 "
    "198.51.100.7 203.0.113.9"
)
PRIVATE_SIX = _words(
    ":: ::1 0:0:0:0:0:0:0:1 0000::0001 fe80::1 fe80::1%eth0 fe80::1%25eth0 fec0::1 fc00::1 fd12:3456::1 "
    "ff02::1 ff0e::1 "
    "2001:db8::1 100::1 3fff::1 ::127.0.0.1 ::8.8.8.8 2002:7f00:1::1 2002:a00:1:: 64:ff9b::7f00:1 64:ff9b:1::1 "
    "2001:0:4136:e378:8000:63bf:3fff:fdd2 ::ffff:0:127.0.0.1 ::ffff:8.8.8.8 1::2::3 1 zz"
)
PRIVATE_NAMES = _words(
    "localhost LOCALHOST LocalHost localhost. foo.localhost a.b.localhost localhost.localdomain "
    "printer.local PRINTER.LOCAL "
    "nas.local. wiki.internal metadata.google.internal router.lan x.home x.home.arpa home.arpa intranet "
    "wiki x.intranet "
    "x.corp x.private x.test x.invalid x.alt x.workgroup example org com рф host。local localhost。 "
    "localhost%00.example.org"
)


def _spellings(address: str) -> Iterator[str]:
    """Give the ways in which browsers let an IPv4 address be written, and some that only look so."""
    four = ipaddress.IPv4Address(address)
    a, b, c, d = four.packed
    number = int(four)
    yield from (
        address,
        f"{address}.",
        str(number),
        hex(number),
        hex(number).upper(),
        f"0{number:o}",
        f"0x{number:08x}.",
    )
    yield from (f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"{a:03}.{b:03}.{c:03}.{d:03}")
    yield from (
        f"{a}.{b}.{c * 256 + d}",
        f"{a}.{number & 0xFFFFFF}",
        f"0x{a:x}.{b}.0{c:o}.{d}",
        f"{a}.0x{number & 0xFFFFFF:x}",
    )
    yield from (address.translate(_WIDE), str(number).translate(_WIDE), hex(number).translate(_WIDE))
    yield from (address.replace(".", dot) for dot in "。．｡")
    yield from (
        address.replace(".", "%2e"),
        "".join(f"%{ord(sign):02x}" for sign in address),
        address.replace("1", "①"),
    )
    yield from (
        address.replace("1", "𝟏"),
        address.replace("2", "²"),
        f"{address}%00.example.org",
        f"{address}..",
        f"[{address}]",
    )
    yield from (
        f"[::ffff:{address}]",
        f"[::ffff:{a:02x}{b:02x}:{c:02x}{d:02x}]",
        f"[0:0:0:0:0:ffff:{address}]",
        f"[::{address}]",
    )
    yield from (
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
        f"[64:ff9b::{address}]",
        f"[::FFFF:{address}]",
        f"[::ffff:0:{address}]",
    )


def _private() -> Iterator[str]:
    hosts = [spelling for address in PRIVATE_FOUR for spelling in _spellings(address)]
    hosts += [
        *(f"[{six}]" for six in PRIVATE_SIX),
        *PRIVATE_NAMES,
        *(name.translate(_WIDE) for name in PRIVATE_NAMES[:14]),
    ]
    hosts += [
        "127.1",
        "127.0.1",
        "0",
        "0x",
        "00",
        "1",
        "256",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "999.1.1.1",
        "127.0.0.0x1",
    ]
    hosts += [
        "example.0x7f",
        "example.1",
        "a.b.c.007",
        "loc\xadalhost",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "localℎost",
        "a..b.org",
        ".example.org",
    ]
    hosts += [
        "[::1",
        "::1]",
        "::1",
        "[]",
        "[::1]x",
        "x[::1]",
        "[v1.x]",
        "example.org%2f.evil.org",
        "exa%6dple.org",
        "exa mple.org",
    ]
    hosts += [
        f"{'a' * 64}.org",
        ".".join(["a" * 60] * 5) + ".org",
        "example.org,evil.org",
        "example.org;x",
        "*.example.org",
        "ex!.org",
    ]
    for host in hosts:
        yield f"http://{host}/"
    for host in hosts[::5]:
        yield f"https://{host}:8443/path?query#part"
        yield f"HTTPS://{host}"


def _ports() -> Iterator[str]:
    closed = _words(
        "0 00 1 7 22 023 25 53 110 139 143 389 465 587 636 993 2049 3659 5060 6000 6665 6667 6697 10080 65536 "
        "99999 123456"
    )
    yield from (
        f"https://example.org:{port}/" for port in [*closed, "", "x", "80x", "-1", "+80", "8_0", "٨٠", "８０", "80:80"]
    )


ALIKE = _words(
    "раypal.com аррӏе.com рaypal.com gооgle.com bbс.co.uk bвc.com ѕсоре.org ɡoogle.com ӏocal.org rеuters.com "
    "reuterѕ.com президент.com.gοv kyivіndependent.com xn--80ak6aa92e.com xn--e1awd7f.com xn--bbc-2ed.com "
    "xn--.com xn--a.com xn--\u0430.com bbc.xn--om-7kc xn--bbc-.com ᎪᏢᏢᏞᎬ.com օrg.com հост.com αpple.com "
    "οοο.com оо.com "
    "ср.org ѕех.net bbc.ⅽom ｂｂｃ.com bbⅽ.com example。org/。 ﬁnance.com ℊoogle.com faceboоk.com аpple.com "
    "арple.com іbm.com "
    "עbbc.com bbcع.com"
)
"""Hosts that can be taken for others."""


def _hidden() -> Iterator[str]:
    unseen = [*TURNING, 0x200B, 0x2060, 0x2061, 0x2064, 0xFEFF, 0xAD, 0x206A, 0xFFF9, 0xE0041, 0xE007F, 0x180E]
    for sign in map(chr, unseen):
        yield from (f"https://exam{sign}ple.org/", f"https://{sign}example.org/", f"https://example.org{sign}/")
        yield from (
            f"https://example.org/{sign}gpj.exe",
            f"https://example.org/?q={sign}x",
            f"https://example.org/#{sign}x",
        )
        yield f"mailto:desk{sign}@example.org"
    yield from (
        "https://exam\u200cple.org/",
        "https://exam\u200dple.org/",
        "https://ex\u3164ample.org/",
        "https://ex\ufe0fample.org/",
    )


def _letters() -> Iterator[str]:
    for more in (
        "?bcc=all@example.org",
        "?cc=a@example.org",
        "?to=b@example.org",
        "?subject=x&bcc=c@example.org",
        "?body=Send%20money",
        "?subject=a%0D%0ABcc:x@example.org",
        "?subject=a%0ab",
        "?subject=a%00b",
        "?subject=a%09b",
        "?SUBJECT=x&CC=y@example.org",
        "?attach=/etc/passwd",
        "?subject=a&subject=b",
        "%0ABcc:x@example.org",
        ",other@example.org",
        ";other@example.org",
        "?Subject=a&Body=b",
        "#x",
        "?",
        "?x",
    ):
        yield f"mailto:desk@example.org{more}"
    for box in (
        "nobody",
        "@example.org",
        "desk@",
        "desk@localhost",
        "desk@printer.local",
        "desk@127.0.0.1",
        "desk@[127.0.0.1]",
        "desk@[::1]",
        "desk@example",
        "desk@@example.org",
        "a b@example.org",
        "desk@раypal.com",
        "<desk@example.org>",
        "Desk%20%3Cdesk@example.org%3E",
        '"desk"@example.org',
        "//desk@example.org",
        "desk@example.org:25",
        "user:x@example.org",
        "desk%40evil.org@example.org",
    ):
        yield f"mailto:{box}"
        yield f"MailTo:{box}"


BAD: dict[str, list[str]] = {
    "odd schemes": list(_odd_schemes()),
    "odd beginnings": list(_odd_beginnings()),
    "passwords": list(_passwords()),
    "nobody else's hosts": list(_private()),
    "ports": list(_ports()),
    "hosts that look like others": [f"https://{host}/" for host in ALIKE],
    "hidden characters": list(_hidden()),
    "mail": list(_letters()),
}
"""Addresses that must not be published, by what is wrong with them."""

GOOD = (Path(__file__).parent / "cases/addresses.txt").read_text(encoding="utf-8").splitlines()
"""Real addresses, or like real ones, that must be published as they are."""
