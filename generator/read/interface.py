"""The interface's words as a site shows them: Sayso's own, and above them the project's.

A project puts its words in `languages/<language>.yml` in the folder of its
templates: only those that differ, or all of a language that Sayso does not have.
What it does not say is said by Sayso's file of that language, or in English.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import Node, Scalar, Table
from generator.problems import Problem, Span, did_you_mean
from generator.read.files import FoundFile, read_yaml_text, shown_path
from generator.read.inheritance import SETTINGS
from generator.read.texts import CATEGORIES, NUMBER, find_texts, is_plural, languages_in, read_texts, simplify
from generator.read.yaml_tree import load_yaml

FOLDER = "languages"
"""The folder among a project's templates."""

FALLBACK = "en"

_LOCAL = ("date",)
"""Groups that another language must not be given in English: how dates are written is known without them."""

_FOR_ONE = ("zero", "one", "two")
"""Forms that may say their number in words."""

_PLACE = re.compile(r"\{[^{}]*\}|[{}]")

Texts = dict[str, Any]


def read_interface(
    root: Path, language: str, own: Path | None = None, set_at: Span | None = None
) -> tuple[Texts, list[Problem]]:
    """Read the words of a language; `own` is the folder of the project's templates, `set_at` where the language is set.

    There are always words: where none can be found in the language, English ones and a problem.
    """
    english = read_texts(FALLBACK)
    foreign = {name: group for name, group in english.items() if name not in _LOCAL}
    file = find_texts(language, own / FOLDER) if own else None
    try:
        texts = _join(foreign, read_texts(language))
    except LookupError:
        if file is None:
            return english, [_miss_language(language, set_at)]
        texts = foreign
    if file is None:
        return texts, []
    node, problems = _load(root, file)
    if not isinstance(node, Table):
        return texts, problems
    problems += _check_group(node, english, "")
    return (texts if problems else _join(texts, simplify(node))), problems


def _miss_language(language: str, set_at: Span | None) -> Problem:
    known = ", ".join(languages_in())
    return Problem(
        "unknown-language",
        set_at or Span(SETTINGS),
        f'there are no interface texts in the language "{language}"',
        f"set one of {known}, or write the texts in {FOLDER}/{language}.yml in the theme's custom_dir",
    )


def _load(root: Path, path: Path) -> tuple[Node | None, list[Problem]]:
    shown = shown_path(root, path)
    decoded = read_yaml_text(FoundFile(path, shown, path.name))
    if decoded.text is None:
        return None, [decoded.problem] if decoded.problem else []
    loaded = load_yaml(shown, decoded.text)
    # A file that is still empty says nothing otherwise.
    problems = [problem for problem in loaded.problems if problem.code != "empty-file"]
    if not problems and loaded.node is not None and not isinstance(loaded.node, Table):
        problems.append(_refuse_type(loaded.node, "this file"))
    return loaded.node, problems


def _join(base: Mapping[str, Any], own: Mapping[str, Any]) -> Texts:
    """Put the project's texts above ours; plural forms go together, and a number that ours names goes on."""
    joined = dict(base)
    for name, entry in own.items():
        old = base.get(name)
        if isinstance(entry, dict) and is_plural(entry):
            by = old.get("by", NUMBER) if isinstance(old, dict) else NUMBER
            joined[name] = {"by": by, **entry}
        elif isinstance(entry, dict) and isinstance(old, dict):
            joined[name] = _join(old, entry)
        else:
            joined[name] = entry
    return joined


def _check_group(node: Table, group: Mapping[str, Any], prefix: str) -> list[Problem]:
    """Find what is no text of the interface, or is not written as one."""
    return [problem for name, entry in node.items() for problem in _check_entry(node, name, entry, group, prefix)]


def _check_entry(node: Table, name: str, entry: Node, group: Mapping[str, Any], prefix: str) -> Iterator[Problem]:
    if name not in group:
        told = f'the interface has no text "{prefix}{name}"'
        help_text = did_you_mean(name, group, f"the names here are: {', '.join(group)}")
        yield Problem("unknown-text", node.keys_at[name], told, help_text)
        return
    ours = group[name]
    if isinstance(ours, Mapping) and not is_plural(ours):
        if isinstance(entry, Table):
            yield from _check_group(entry, ours, f"{prefix}{name}.")
        else:
            yield _refuse_type(entry, f'"{prefix}{name}"')
    elif isinstance(entry, Scalar):
        yield from _check_text(entry, _wanted(ours))
    elif isinstance(entry, Table) and _wanted(ours).numbers:
        yield from _check_forms(entry, _wanted(ours), f"{prefix}{name}")
    else:
        message = f'"{prefix}{name}" is one text, and here stands a list or a table'
        yield Problem("wrong-type", entry.span, message, "write the text behind the colon, in one line")


def _refuse_type(node: Node, what: str) -> Problem:
    message = f"{what} is a group of texts, and something else stands here"
    return Problem("wrong-type", node.span, message, 'write one "name: text" a line')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text must hold: `names` are put into it, and one of `numbers` may choose its plural form."""

    names: frozenset[str]
    numbers: frozenset[str]


def _wanted(ours: object) -> Wanted:
    if isinstance(ours, Mapping):
        names = frozenset(places(str(ours["other"])))
        return Wanted(names, names | {str(ours.get("by", NUMBER))})
    names = frozenset(places(str(ours)))
    return Wanted(names, names)


def places(text: str) -> list[str]:
    """List the names in { } of a text."""
    return [found[1:-1] for found in _PLACE.findall(text)]


def _check_forms(entry: Table, wanted: Wanted, name: str) -> Iterator[Problem]:
    """Check the forms that a text takes with numbers."""
    by = str(entry.get("by", NUMBER))
    if "by" in entry and by not in wanted.numbers:
        message = f'"{name}" is given no number "{by}"'
        yield Problem(
            "wrong-placeholder", entry["by"].span, message, f"name one of: {', '.join(sorted(wanted.numbers))}"
        )
    if "other" not in entry:
        message = f'"{name}" has no form "other", which stands wherever no other fits'
        yield Problem("missing-text", entry.span, message, 'write a line "other: …"')
    for category, form in entry.items():
        if category == "by":
            continue
        if category not in CATEGORIES:
            help_text = did_you_mean(category, CATEGORIES, f"the forms are: {', '.join(CATEGORIES)}")
            yield Problem("unknown-text", entry.keys_at[category], f'there is no plural form "{category}"', help_text)
        elif isinstance(form, Scalar):
            yield from _check_text(form, wanted, may_lack=wanted.numbers if category in _FOR_ONE else frozenset())
        else:
            yield Problem("wrong-type", form.span, "a plural form is one text", "write the text behind the colon")


def _check_text(text: Scalar, wanted: Wanted, may_lack: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Compare what is put into a text with what there is to put into it."""
    known = wanted.names | wanted.numbers
    wrong = [found for found in dict.fromkeys(_PLACE.findall(text)) if found[1:-1] not in known or len(found) == 1]
    for found in wrong:
        places_told = ", ".join(f"{{{name}}}" for name in sorted(known)) or "nothing"
        message = f'"{found}" stands in this text, and nothing is put in there'
        yield Problem("wrong-placeholder", text.spot(found), message, f"what is put in here is: {places_told}")
    # A name that is misspelt is not missing as well.
    for name in sorted(wanted.names - may_lack - set(places(text))) if not wrong else ():
        message = f'"{{{name}}}" is missing in this text, so what belongs there would not be told'
        yield Problem("wrong-placeholder", text.span, message, f"put {{{name}}} where it is to stand")
