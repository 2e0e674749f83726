"""The check: of a whole site, or of what a build has changed in one that was found sound before.

A change can kill a link in two ways: it makes one that leads nowhere, or takes away what others lead to. For the
second a tally is kept of how often each target is linked to, under numbers; where two share one, or where anything
else looks odd, the whole site is looked at, so the verdict is always the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from urllib.parse import unquote
from zlib import crc32

from generator.dead_links.addresses import has_places, target_of, ways_to
from generator.dead_links.others import SITEMAP, locations
from generator.dead_links.survey import Fault, Files, Site, Survey, is_alive, is_looked_at, read_with_care, survey

SEARCH = "search"
"""Stands for the file that a result of the search is in."""

Tally = dict[int, int]
"""How often each target is linked to, by the target's number; what a page links to in one form is counted once."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a build has changed: the site before, and the files that were written and removed since."""

    before: Files
    written: AbstractSet[str]
    removed: AbstractSet[str]


def check(site: Site) -> tuple[list[Fault], Tally]:
    """Check a whole site; the faults are in the order of their files."""
    files = sorted(filter(is_looked_at, site.files.names))
    seen = survey(site, files)
    dead = {target for target in seen.linked if not is_alive(target, site, seen)}
    faults = [*(_dead(site, files, dead) if dead else ()), *_in_search(site, seen)]
    faults += _once([*seen.odd, *_in_sitemap(site, seen)])
    return sorted(faults, key=lambda fault: (fault.file, fault.kind, fault.target)), _numbered(seen)


def check_change(site: Site, change: Change, last: Tally) -> Tally | None:
    """Check what has changed since a site was found sound; None where the whole of it has to be looked at."""
    was = replace(site, files=change.before)
    touched = filter(is_looked_at, change.written | change.removed)
    old = survey(was, [file for file in touched if file in was.files.names])
    new = survey(site, [*filter(is_looked_at, change.written)])
    tally, lost = _changed(last, old, new), _lost(change, old, new)
    is_sound = (
        not new.odd
        and lost is not None
        and not any(tally.get(_number(target)) for target in lost)
        and all(is_alive(target, site, new) for target in new.linked.keys() - old.linked.keys())
        and _is_mapped_still(site, change, old, new)
        and not any(_in_search(site, new))
    )
    return tally if is_sound else None


def _number(target: str) -> int:
    return crc32(target.encode(errors="replace"))


def _numbered(seen: Survey) -> Tally:
    tally: Tally = {}
    for target, count in seen.linked.items():
        number = _number(target)
        tally[number] = tally.get(number, 0) + count
    return tally


def _changed(last: Tally, old: Survey, new: Survey) -> Tally:
    tally = {**last}
    for seen, sign in ((old, -1), (new, 1)):
        for number, count in _numbered(seen).items():
            tally[number] = tally.get(number, 0) + sign * count
    return {number: count for number, count in tally.items() if count}


def _lost(change: Change, old: Survey, new: Survey) -> set[str] | None:
    """Give all targets that are there no more; None where they cannot be listed."""
    lost = set[str]()
    for file in old.ids.keys() | change.removed:
        ways, is_gone = ways_to(file), file in change.removed
        if is_gone and file not in old.ids and has_places(file):
            return None
        lost |= {f"{way}#{name}" for name in old.names(file) - new.names(file) for way in ways}
        lost.update(ways if is_gone else ())
    return lost


def _dead(site: Site, files: list[str], dead: AbstractSet[str]) -> Iterator[Fault]:
    """Find who links to what is not there. The parser has the last word: what it does not see is none."""
    careful, seen = replace(site, plain=False), Survey()
    # One page may have thousands of dead links.
    links_in = lru_cache(maxsize=64)(partial(read_with_care, careful))
    holders: dict[str, list[tuple[str, str]]] = {}
    for file, targets in survey(site, files, dead).holders:
        for target in sorted(targets):
            place = target.partition("#")[0]
            # Of a page that is not there, no place is.
            missing = target if site.file_at(place) else place
            holders.setdefault(missing, []).append((file, target))
    for missing, held in holders.items():
        for at, (file, target) in enumerate(held):
            link = links_in(file).get(target)
            if link is not None and not is_alive(target, careful, seen):
                yield Fault("dead", file, link, missing, len({file for file, _ in held[at:]}))
                break


def _once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Give what is wrong with many pages once: with the same id, or with the addresses that they give themselves."""
    same: dict[tuple[str, str], list[Fault]] = {}
    for fault in sorted(faults, key=lambda fault: fault.file):
        is_one = fault.kind in {"misnamed", "unmapped"}
        same.setdefault((fault.kind, "" if is_one else fault.target), []).append(fault)
    return (replace(held[0], files=len(held)) for held in same.values())


def _in_search(site: Site, seen: Survey) -> Iterator[Fault]:
    dead = (target for target in site.entries if not is_alive(target, site, seen))
    return (Fault("dead", SEARCH, target, target) for target in dict.fromkeys(dead))


def _in_sitemap(site: Site, seen: Survey) -> Iterator[Fault]:
    """Compare a sitemap with what is in the site."""
    if SITEMAP in site.files.names:
        mapped = _mapped(site.files)
        yield from _wrongly_mapped(site, seen, mapped)
        yield from _unmapped(site, seen.listed, mapped.keys())


def _mapped(files: Files) -> dict[str, str]:
    """Give the locations in a sitemap, by the addresses that they mean."""
    return {unquote(location): location for location in locations(files.read(SITEMAP).decode(errors="replace"))}


def _wrongly_mapped(site: Site, seen: Survey, mapped: Mapping[str, str]) -> Iterator[Fault]:
    for address, location in mapped.items():
        target = _meant(site, address, location)
        if target is not None and not is_alive(target, site, seen):
            yield Fault("dead", SITEMAP, location, target)


def _meant(site: Site, address: str, location: str) -> str | None:
    """Tell what a location in the sitemap leads to, which means an address."""
    easy = address.removeprefix(site.url)
    # Nearly all of a long list are ours.
    if f"{easy}index.html" in site.files.names and "#" not in easy:
        return easy
    return target_of(location, SITEMAP, site.ground)


def _unmapped(site: Site, listed: Iterable[str], mapped: AbstractSet[str]) -> Iterator[Fault]:
    if site.is_mapped:
        for file in listed:
            url, named = site.urls_of(file)
            if url not in mapped and named not in mapped:
                yield Fault("unmapped", file, url, url)


def _is_mapped_still(site: Site, change: Change, old: Survey, new: Survey) -> bool:
    """Tell whether the sitemap still holds all pages that are to be found, and nothing else."""
    fresh = {*new.listed}.difference(old.listed)
    if SITEMAP not in site.files.names or not (fresh or change.removed or SITEMAP in change.written):
        return True
    had = _mapped(change.before) if SITEMAP in change.before.names else dict[str, str]()
    mapped = _mapped(site.files)
    has = mapped.keys()
    gone = ((address, had[address]) for address in had.keys() - has)
    unlisted = {file for pair in gone if (target := _meant(site, *pair)) and (file := site.file_at(target))}
    left = survey(site, sorted(filter(is_looked_at, unlisted)))
    is_gone = any(url in has for file in change.removed for url in site.urls_of(file))
    added = {address: mapped[address] for address in has - had.keys()}
    is_wrong = any(_wrongly_mapped(site, new, added)) or any(_unmapped(site, [*fresh, *left.listed], has))
    return not (is_gone or is_wrong)
