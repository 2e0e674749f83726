"""The interface texts of a language."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.model import Listing, Node, Table
from generator.problems import InvalidContent
from generator.read.yaml_tree import load_yaml

LANGUAGES = Path(__file__).parent.parent / "languages"

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the CLDR; a language has some of them, and every language `other`."""

NUMBER = "count"
"""The value that chooses a text's plural form, where it does not name another by `by`."""

_CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def is_plural(entry: object) -> bool:
    """Tell a text's plural forms from a group of texts."""
    return isinstance(entry, Mapping) and "other" in entry and entry.keys() <= {*CATEGORIES, "by"}


def read_texts(language: str, folder: Path = LANGUAGES) -> dict[str, Any]:
    """Read the texts of a language; `uk-UA` may be served by `uk`.

    Raises:
        LookupError: where there are no texts in this language.
        InvalidContent: where its file cannot be read.
    """
    path = find_texts(language, folder)
    if path is None:
        message = f'there are no interface texts in the language "{language}"'
        raise LookupError(message)
    loaded = load_yaml(path.name, path.read_text(encoding="utf-8"))
    if loaded.problems or not isinstance(loaded.node, Table):
        raise InvalidContent(loaded.problems)
    plain: dict[str, Any] = simplify(loaded.node)
    return plain


def find_texts(language: str, folder: Path) -> Path | None:
    """Find the file that serves a language: its own, or that of what its code begins with (RFC 4647, 3.4)."""
    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        name = "-".join(parts[:count])
        path = folder / f"{name}.yml"
        if _CODE.fullmatch(name) and path.is_file():
            return path
    return None


def languages_in(folder: Path = LANGUAGES) -> list[str]:
    """List the languages that have a file."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def simplify(node: Node) -> Any:
    """Give what a file holds without its places."""
    if isinstance(node, Table):
        return {key: simplify(value) for key, value in node.items()}
    if isinstance(node, Listing):
        return [simplify(entry) for entry in node]
    return str(node)
