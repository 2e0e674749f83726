"""Links in ordinary Markdown pages and in `mkdocs.yml` that name a record by its id.

Ordinary pages know no `[[…]]`: they link to the addresses of records, whose
anchors hold ids as well. MkDocs looks for both, so both must go along.
"""

import re
from collections.abc import Callable, Iterator

from generator.edit.surgery import Edit
from generator.model import Kind
from generator.pages.addresses import FOLDERS, ON_ONE_PAGE
from generator.problems import Span
from generator.read.files import place_of

_TARGET = re.compile(
    r"""\]\(\s*<?([^)\s<>]+) | ^\ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+) | \b(?:href|src)\s*=\s*["']([^"'\n]+)""",
    re.MULTILINE | re.VERBOSE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ANCHOR = re.compile(r"(?<=#)[pq]-(?P<first>[a-z0-9-]+?)--(?P<second>[a-z0-9]+(?:-[a-z0-9]+)*)")


def link_edits(text: str, kind: Kind, old: str, new: str) -> Iterator[Edit]:
    """Change an id in every link of a Markdown page; what is no link stays as it is."""
    places = _finder(kind, old)
    for match in _TARGET.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if not _ELSEWHERE.match(match[match.lastindex or 0]):
            for at in places(text[start:end]):
                yield _edit(text, start + at, old, new)


def settings_edits(text: str, kind: Kind, old: str, new: str) -> Iterator[Edit]:
    """Change an id where the menu in `mkdocs.yml` names the page of its record."""
    if kind in FOLDERS:
        pattern = re.compile(rf"(?<![\w./-]){FOLDERS[kind]}{old}(?=\.md\b)")
        yield from (_edit(text, match.end() - len(old), old, new) for match in pattern.finditer(text))


def _edit(text: str, at: int, old: str, new: str) -> Edit:
    place = place_of("", text, at)
    return Edit(Span("", place.line, place.column, len(old)), old, new)


def _finder(kind: Kind, old: str) -> Callable[[str], Iterator[int]]:
    """Give what finds an id in the target of a link: in the path of its page, and in anchors."""
    if kind in FOLDERS:
        page = re.compile(rf"(?:^|(?<=/)){FOLDERS[kind]}{old}(?=\.md|\.html|[/?#]|$)")
    else:
        page = re.compile(rf"{ON_ONE_PAGE[kind][:-1]}(?:\.md|\.html|/)?#{old}$")

    def find(target: str) -> Iterator[int]:
        yield from (match.end() - len(old) for match in page.finditer(target))
        for match in _ANCHOR.finditer(target):
            yield from (match.start(name) for name in ("first", "second") if match[name] == old)

    return find
