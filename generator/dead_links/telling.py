"""What is told of a dead link: where it stands, whose fault it is, and what to do.

A page tells nothing of where its words come from, so the link is looked for as it was typed: in the page's
own source, in the settings, in the project's templates and in its records. What stands in none of them was made by us.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

from generator.dead_links.addresses import ABOVE, INDEX, address_of
from generator.dead_links.check import SEARCH
from generator.dead_links.others import SITEMAP
from generator.dead_links.survey import Fault
from generator.problems import Problem, Severity, Span

SETTINGS = "mkdocs.yml"

_RECORDS = (".yml", ".yaml")

_KINDS = {
    "dead": ("dead-link", "correct the link, or add what it leads to", "correct the link in this template"),
    "twice": ("anchor-twice", "give each of them an id of its own", "let this template print the id once"),
    "misnamed": (
        "wrong-address",
        "let the page give its own address",
        "let this template print the page's own address",
    ),
    "unmapped": ("not-in-sitemap", "let the sitemap name this page", "let this template name all pages"),
}
"""Of each kind of fault the code of its problem, and what to do where it stands in the content or in a template."""


_MOST = 100
"""Errors that are told: nobody reads more, and each costs time."""


@dataclass(frozen=True)
class Sources:
    """Where what is in a site may come from: folders below the project's.

    `others` are those besides Sayso who have a say in its pages, such as a theme, as they are told.
    """

    root: Path
    content: Path
    templates: Path | None
    others: str = ""

    @cached_property
    def settings(self) -> dict[Path, str]:
        """The settings' own file."""
        return _texts([self.root / SETTINGS])

    @cached_property
    def printed(self) -> dict[Path, str]:
        """The project's templates."""
        return _texts(sorted(self.templates.rglob("*"))) if self.templates else {}

    @cached_property
    def records(self) -> dict[Path, str]:
        """The files of records."""
        return _texts(sorted(path for path in self.content.rglob("*") if path.suffix in _RECORDS))


def tell_all(faults: Sequence[Fault], sources: Sources) -> list[Problem]:
    """Make problems of faults, up to the hundredth error."""
    told: list[Problem] = []
    errors = 0
    for left, fault in zip(reversed(range(len(faults))), faults, strict=True):
        problem = tell(fault, sources)
        told.append(problem)
        errors += problem.severity is Severity.ERROR
        if errors == _MOST and left:
            told[-1] = replace(problem, help=f"{problem.help}; then build again, for there are {left:,} more")
            break
    return told


def tell(fault: Fault, sources: Sources) -> Problem:
    """Make a problem of a fault; of what comes from another theme or a plugin it is a warning."""
    code, *to_do = _KINDS[fault.kind]
    message = _message(fault)
    for is_template, texts in _places(fault, sources):
        if (span := _find(_needles(fault), texts, sources.root)) is not None:
            return Problem(code, span, message, f"{to_do[is_template]}{_on_headings(fault, span)}")
    own = [file for file in _sources_of(fault.file, sources.content) if file.is_file()]
    if own and fault.files == 1:
        help_ = "look for it in this page; if nothing there leads to it, report it as a fault of Sayso"
        return Problem(code, Span(_shown(own[0], sources.root)), message, help_)
    if sources.others:
        help_ = f"this comes from {sources.others}: see to it there"
        return Problem(code, Span(SETTINGS), message, help_, Severity.WARNING)
    ask = "look for it in your own templates; if it is not there, this" if sources.templates else "this"
    help_ = f"{ask} is a fault of Sayso and not of your content: please report it"
    return Problem(code, Span(SETTINGS), message, help_)


def _message(fault: Fault) -> str:
    page, link, others = _page(fault.file), fault.link, fault.files - 1
    many = "one more" if others == 1 else f"{others:,} more"
    if fault.kind == "misnamed":
        more = f"; so it is with {many}" if others else ""
        return f'{page} gives "{link}" as its address, and it stands at "{fault.target}"{more}'
    if fault.kind == "unmapped":
        more = f"; so it is with {many}" if others else ""
        return f"{page} is not in {SITEMAP}, though search engines are to find it{more}"
    where = f"in {page}, and in {many}" if others else f"in {page}"
    if fault.kind == "twice":
        return f'the id "{link}" stands more than once {where}'
    place, _, name = fault.target.partition("#")
    if place.startswith(ABOVE):
        return f'a link leads out of the site: "{link}" {where}'
    if name:
        return f'a link leads to "#{name}" in {_page(place)}, where nothing has this id: "{link}" {where}'
    return f'a link leads to "{place}", which is not in the site: "{link}" {where}'


def _on_headings(fault: Fault, span: Span) -> str:
    """Say what ids there are, where a link in an ordinary page leads to none: nobody sees them."""
    is_place = fault.kind == "dead" and "#" in fault.target and span.file.endswith(".md")
    return '; the id of a heading is made of its words, such as #about-us of "About us"' if is_place else ""


def _page(file: str) -> str:
    if file == SEARCH:
        return "a result of the search"
    address = address_of(file)
    if not address:
        return "the home page"
    is_page = file.endswith((".html", "/"))
    return f'{"the page" if is_page else "the file"} "{address}"'


def _needles(fault: Fault) -> Sequence[str]:
    """Give the forms in which a link may have been typed, the one that is least likely something else first."""
    if fault.kind == "twice":
        return [f'id="{fault.link}"', f"id='{fault.link}'", f"id={fault.link}", f"#{fault.link}"]
    place, _, name = fault.target.partition("#")
    forms = [fault.link, escape(fault.link), unquote(fault.link), *([f"#{name}"] if name else [place.strip("/")])]
    return [form for form in dict.fromkeys(forms) if len(form.strip("./#")) > 1 or form == fault.link]


def _places(fault: Fault, sources: Sources) -> Iterator[tuple[bool, Mapping[Path, str]]]:
    """Give the texts that may hold a link, those first in which it is likeliest; True goes with templates."""
    yield False, _texts(_sources_of(fault.file, sources.content))
    yield False, sources.settings
    yield True, sources.printed
    if "/" in fault.link:
        yield False, sources.records


def _texts(files: Iterable[Path]) -> dict[Path, str]:
    return {file: file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()}


def _sources_of(file: str, content: Path) -> Iterator[Path]:
    """Name the files that an ordinary page may be made of, or a file of the project's own."""
    stem = re.sub(rf"/?{INDEX}$|\.html$", "", file)
    names = [file, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"]
    return (content / name.lstrip("/") for name in names)


def _find(needles: Iterable[str], texts: Mapping[Path, str], root: Path) -> Span | None:
    """Find the first of some words in the texts of files."""
    for needle in needles:
        for file, text in texts.items():
            if (found := re.search(rf"{re.escape(needle)}(?![\w-])", text)) is not None:
                start = text.rfind("\n", 0, found.start()) + 1
                length = max(1, len(needle.partition("\n")[0]))
                return Span(
                    _shown(file, root), text.count("\n", 0, found.start()) + 1, found.start() - start + 1, length
                )
    return None


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
