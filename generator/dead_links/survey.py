"""A survey of a site's files: all places in them that a link may name, and how often each is linked to."""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from urllib.parse import unquote

from generator.cores import ahead, cores
from generator.dead_links.addresses import PAGES, Ground, address_of, files_at, target_of
from generator.dead_links.others import KINDS, SITEMAP, links_of
from generator.dead_links.pages import read_page
from generator.dead_links.skim import Skimmer

FEWEST = 400
"""Files below which another process costs more than it saves."""

_SEARCH = "assets/pagefind/"
"""The index of the search, which another program has made."""

_EASY = re.compile(rb"(?:[\w-][\w.-]*/)*(?:[\w-]*#[\w-]+|(?:[\w-][\w.-]*)?)")
"""The rest of a link that says where it leads as it stands."""

_END = "\0"
"""Stands around each id where all of a page are one text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A dead link, or another fault of a page.

    `kind` is `dead`, `twice` (an id), `misnamed` (a page's own address) or `unmapped` (not in the sitemap).
    `file` is the first one with it, of `files` in all, `link` what is written there, and `target` where it leads.
    """

    kind: str
    file: str
    link: str
    target: str
    files: int = 1


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a site by their paths from its root; those that are `fresh` lie in a folder of their own.

    `staying` are entries at the top of the site before, in its folder `old`, that come along when it is replaced.
    """

    names: Collection[str]
    folder: str
    fresh: Collection[str] = frozenset()
    fresh_folder: str = ""
    staying: Collection[str] = frozenset()
    old: str = ""

    def stays(self, place: str) -> bool:
        """Tell whether a path from the site's root stands for a file that comes along."""
        is_one = place.partition("/")[0] in self.staying
        return is_one and any(os.path.isfile(f"{self.old}/{file}") for file in files_at(place))  # noqa: PTH113 - as below

    def read(self, name: str) -> bytes:
        """Read a file."""
        folder = self.fresh_folder if name in self.fresh else self.folder
        with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - paths as objects cost more than the rest
            return file.read()


@dataclass(frozen=True)
class Site:
    """A site that is to be looked at.

    `url` is its address with a slash at the end, or empty. It is `plain` where nobody but Sayso has a say in what
    its pages look like. `entries` are the addresses that the search knows. `by_hand` are pages that the
    project brings as they are. With `is_mapped` the sitemap is made by us, and must hold every page.
    """

    files: Files
    url: str
    plain: bool = False
    entries: Collection[str] = ()
    by_hand: frozenset[str] = frozenset()
    is_mapped: bool = True

    @cached_property
    def ground(self) -> Ground:
        """Where it will stand."""
        return Ground.of(self.url)

    def url_of(self, file: str) -> str:
        """Give a page's own address, with nothing encoded; empty where nobody knows where the site will stand."""
        return f"{self.url}{address_of(file)}" if self.url else ""

    def urls_of(self, file: str) -> tuple[str, str]:
        """Give the addresses under which a page may be known: where folders are not, their pages are named."""
        return self.url_of(file), f"{self.url}{file}"

    def file_at(self, place: str) -> str | None:
        """Find the file that a path from the site's root stands for."""
        return next((file for file in files_at(place) if file in self.files.names), None)


@dataclass(slots=True)
class Survey:
    """What was seen of some files.

    The ids of each page, how often each target is linked to, which pages are to be found, and what is wrong with
    pages by themselves.
    """

    ids: dict[str, bytes] = field(default_factory=dict)
    linked: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    odd: list[Fault] = field(default_factory=list)
    holders: list[tuple[str, set[str]]] = field(default_factory=list)
    """Where targets were sought: the files that link to some of them, and to which."""

    def add(self, other: "Survey") -> None:
        """Take in what another one has seen, of other files."""
        self.ids |= other.ids
        self.linked.update(other.linked)
        self.listed += other.listed
        self.odd += other.odd
        self.holders += other.holders

    def names(self, file: str) -> set[str]:
        """Give the names of the places in a page."""
        return {*self.ids.get(file, b"").decode().split(_END)}


def survey(site: Site, files: Sequence[str], sought: AbstractSet[str] = frozenset()) -> Survey:
    """Look at some of a site's files, on all cores where they are many; it is noted which link to what is `sought`."""
    workers = cores() if len(files) >= FEWEST else 1
    size = -(-len(files) // workers) or 1
    shares = [files[at : at + size] for at in range(0, len(files), size)] or [[]]
    with ExitStack() as stack:
        others = [stack.enter_context(ahead(partial(_look, site, share, sought))) for share in shares[1:]]
        found = _look(site, shares[0], sought)
        for other in others:
            found.add(other())
    return found


def is_looked_at(file: str) -> bool:
    """Tell whether a file may hold links or places."""
    return file.lower().endswith((*PAGES, *KINDS)) and not file.startswith(_SEARCH) and file != SITEMAP


def is_alive(target: str, site: Site, seen: Survey) -> bool:
    """Tell whether there is something where a link leads."""
    place, _, name = target.partition("#")
    file = site.file_at(place)
    if file is None:
        return site.files.stays(place)
    if not name or not file.lower().endswith(PAGES):
        return True
    if file not in seen.ids:
        seen.ids[file] = _look(site, [file]).ids[file]
    return _END not in name and f"{_END}{name}{_END}".encode(errors="replace") in seen.ids[file]


def read_with_care(site: Site, file: str) -> dict[str, str]:
    """Read a file with the parser, and give where its links lead: a target, and the link as it was written."""
    text = site.files.read(file).decode(errors="replace")
    links = read_page(text).links if file.lower().endswith(PAGES) else links_of(file, text)
    found = {target_of(link, file, site.ground): link for link in reversed(links)}
    return {target: link for target, link in found.items() if target is not None}


def _look(site: Site, files: Iterable[str], sought: AbstractSet[str] = frozenset()) -> Survey:
    return _Looker(site, sought).look(files)


class _Looker:
    """Looks at one file after another; links that mean the same on many pages are followed at the end, each once."""

    def __init__(self, site: Site, sought: AbstractSet[str]) -> None:
        self._site = site
        self._sought = sought
        self._seen = Survey()
        self._skimmer = Skimmer()
        self._shared: dict[int, Counter[bytes]] = {}
        """How many pages of each depth have a link."""
        self._sure: dict[int, tuple[bytes, ...]] = {}
        """How the links begin that mean the same on all of them."""

    def look(self, files: Iterable[str]) -> Survey:
        for file in files:
            data = self._site.files.read(file)
            if not (self._site.plain and file.endswith(".html") and self._skim(data, file)):
                self._read(data.decode(errors="replace"), file)
        for depth, links in self._shared.items():
            follow = _follower(self._site, depth)
            for link, count in links.items():
                if link.startswith(self._sure[depth]) and (target := follow(link)) is not None:
                    self._seen.linked[target] += count
        return self._seen

    def _skim(self, page: bytes, file: str) -> bool:
        """Look at a page of ours; False where it has to be read with more care."""
        found = None if file in self._site.by_hand else self._skimmer.skim(page, file, self._site.url_of(file))
        if found is None or len(ids := {*found.ids}) < len(found.ids):
            return False
        depth = file.count("/")
        if depth not in self._shared:
            self._shared[depth] = Counter()
            self._sure[depth] = (b"../" * depth, b"/", b"http:", b"https:")
        self._shared[depth].update(found.links)
        sure = self._sure[depth]
        here = [link for link in found.links if not link.startswith(sure)]
        own = [link for link in here if not (link[:1] == b"#" and link[1:] in ids)]
        targets = {self._follow(link, file) for link in own}
        if self._site.url:
            targets.add(address_of(file))  # which it gives as its own
            self._seen.listed.append(file)
        self._note(file, b"\0".join(found.ids), targets)
        if self._sought:
            self._seek(file, {self._follow(link, file) for link in found.links})
        return True

    def _follow(self, link: bytes, file: str) -> str | None:
        return target_of(unescape(link.decode(errors="replace")), file, self._site.ground)

    def _read(self, text: str, file: str) -> None:
        """Look at a page of which nothing is known, or at a file that is none."""
        seen, site = self._seen, self._site
        if not file.lower().endswith(PAGES):
            targets = {target_of(link, file, site.ground) for link in links_of(file, text)}
            self._note(file, None, targets)
            self._seek(file, targets)
            return
        read = read_page(text)
        here = {f"#{name}" for name in read.ids}
        targets = {target_of(link, file, site.ground) for link in {*read.links} - here}
        self._note(file, _END.join(read.ids).encode(), targets)
        self._seek(file, targets)
        seen.odd += [Fault("twice", file, name, name) for name in dict.fromkeys(read.twice)]
        # One that leads on, or was made by hand, may name another as the one that counts.
        if site.url and read.canonical is not None and not read.moved and file not in site.by_hand:
            if unquote(read.canonical) not in site.urls_of(file):
                seen.odd.append(Fault("misnamed", file, read.canonical, site.url_of(file)))
            elif read.listed:
                seen.listed.append(file)

    def _note(self, file: str, ids: bytes | None, targets: set[str | None]) -> None:
        if ids is not None:
            self._seen.ids[file] = b"\0%b\0" % ids
        self._seen.linked.update(target for target in targets if target is not None)

    def _seek(self, file: str, targets: set[str | None]) -> None:
        if found := self._sought & targets:
            self._seen.holders.append((file, {*found}))


def _follower(site: Site, depth: int) -> Callable[[bytes], str | None]:
    """Give what follows links that mean the same on all pages of one depth."""
    up, url, page = b"../" * depth, site.url.encode(), "_/" * depth

    def follow(link: bytes) -> str | None:
        rest = (
            link.removeprefix(up) if link.startswith(up) else link[len(url) :] if url and link.startswith(url) else b"?"
        )
        if _EASY.fullmatch(rest) and not rest.endswith(b"#top"):
            return rest.decode()
        return target_of(unescape(link.decode(errors="replace")), page, site.ground)

    return follow


def list_files(folder: str) -> frozenset[str]:
    """List all files below a folder, by their paths in it."""
    below = len(f"{folder}/")
    return frozenset(
        f"{where}/{name}"[below:].replace(os.sep, "/") for where, _, names in os.walk(folder) for name in names
    )
