"""Ordinary pages of the content: their texts, and what stands above these.

MkDocs takes more from there than a stranger should say: which template a page is put into, for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model import Listing, Scalar, Table
from generator.model.unfit import unfit_in_name, unfit_in_passage
from generator.problems import Problem
from generator.read.files import FoundFile, decode_yaml, read_text
from generator.read.media import PAGES
from generator.read.yaml_tree import load_yaml

UNLESS_TRUSTED = "; where only people you trust change pages, set trusted_pages under the plugin sayso in mkdocs.yml"
"""Added to the help for what only a page may hold that is trusted as a template is."""

_ABOVE = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""What stands above a page's text, as MkDocs finds it."""

_LINES = ("title", "description")
"""Keys there whose values pages show."""


@dataclass(slots=True)
class OrdinaryPages:
    """The texts of ordinary pages by their files, with blank lines for what stands above them, and all problems."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_ordinary(files: list[FoundFile], *, trusted: bool) -> OrdinaryPages:
    """Read ordinary pages; of those that are `trusted` only that they are UTF-8 is asked."""
    made = OrdinaryPages()
    for file in files:
        if file.name.endswith(PAGES):
            decoded = read_text(file)
            # MkDocs would end with an error of its own.
            made.problems += [decoded.problem] if decoded.problem else []
            if decoded.text is not None and not trusted:
                _take_text(file, decoded.text, made)
    return made


def _take_text(file: FoundFile, text: str, made: OrdinaryPages) -> None:
    above, told = _ABOVE.match(text), len(made.problems)
    found = None if above is None else _read_above(file.file, above[1], made)
    # Lines that are no table are text to MkDocs as well; what is wrong in them is told once.
    is_read = isinstance(found, Table) or len(made.problems) > told
    end = above.end() if above is not None and is_read else 0
    made.texts[file.file] = "\n" * text.count("\n", 0, end) + text[end:]


def _read_above(file: str, above: str, made: OrdinaryPages) -> object:
    """Check what stands above a page's text, and give what it holds."""
    # A blank line stands for the hyphens, so that places are right.
    decoded = decode_yaml(file, f"\n{above}".encode())
    made.problems += [decoded.problem] if decoded.problem else []
    if decoded.text is None:
        return None
    loaded = load_yaml(file, decoded.text)
    made.problems += loaded.problems
    if isinstance(loaded.node, Table):
        made.problems += _check_keys(loaded.node)
    return loaded.node


def _check_keys(table: Table) -> Iterator[Problem]:
    for key, value in table.items():
        if key == "template":
            message = "a page of the content cannot choose its template: templates are programs"
            help_text = "delete this line: the project's own templates say what pages look like"
            yield Problem("page-template", table.keys_at[key], message, f"{help_text}{UNLESS_TRUSTED}")
        elif key in _LINES and isinstance(value, Listing | Table):
            kind = "list" if isinstance(value, Listing) else "table"
            message = f"the {key} of a page is text, and this is a {kind}"
            yield Problem("wrong-type", value.span, message, "write it on one line, in double quotation marks")
        else:
            yield from _check_signs(value, is_title=key == "title")


def _check_signs(value: object, *, is_title: bool = False) -> Iterator[Problem]:
    """Find what turns, hides or covers other words: themes other than ours show more than the two lines."""
    if isinstance(value, Scalar):
        unfit = unfit_in_name(value) if is_title else unfit_in_passage(value)
        if unfit:
            yield Problem(unfit.code, value.spot(unfit.sign), unfit.message, unfit.help)
    elif isinstance(value, Listing | Table):
        for entry in value.values() if isinstance(value, Table) else value:
            yield from _check_signs(entry)
