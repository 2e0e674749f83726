"""The interface texts of a language."""

import re
from pathlib import Path
from typing import Any

from generator.model import Listing, Node, Table
from generator.problems import InvalidContent
from generator.read.yaml_tree import load_yaml

LANGUAGES = Path(__file__).parent.parent / "languages"


def read_texts(language: str, folder: Path = LANGUAGES) -> dict[str, Any]:
    """Read the texts of a language; `uk-UA` may be served by `uk`.

    Raises:
        LookupError: where there are no texts in this language.
        InvalidContent: where its file cannot be read.
    """
    for name in dict.fromkeys([language, language.partition("-")[0]]):
        path = folder / f"{name}.yml"
        if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", name) and path.is_file():
            return _read(path)
    message = f'there are no interface texts in the language "{language}"'
    raise LookupError(message)


def _read(path: Path) -> dict[str, Any]:
    loaded = load_yaml(path.name, path.read_text(encoding="utf-8"))
    if loaded.problems or not isinstance(loaded.node, Table):
        raise InvalidContent(loaded.problems)
    plain: dict[str, Any] = _simplify(loaded.node)
    return plain


def _simplify(node: Node) -> Any:
    if isinstance(node, Table):
        return {key: _simplify(value) for key, value in node.items()}
    if isinstance(node, Listing):
        return [_simplify(entry) for entry in node]
    return str(node)
