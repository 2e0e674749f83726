"""A second pair of eyes on what was put in order: the same values and the same comments must still be there.

Lines are moved by our own reader's places and not by ruamel.yaml's: it hangs a
comment on the key above it, and wraps anew what it prints. What it does well is
telling comments from text, so it reads both versions and bears witness.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.model import Listing, Node, Scalar, Table


def same_values(one: Node | None, other: Node | None) -> bool:
    """Tell whether two trees hold the same, whatever the order of keys; ends of lines behind a text do not count."""
    if isinstance(one, Table) and isinstance(other, Table):
        return one.keys() == other.keys() and all(same_values(value, other[key]) for key, value in one.items())
    if isinstance(one, Listing) and isinstance(other, Listing):
        return len(one) == len(other) and all(map(same_values, one, other))
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.rstrip("\n") == other.rstrip("\n")
    return one is other


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts hold the same values and comments, by a reader that is not ours."""
    try:
        before = Counter(_words(one))
    except YAMLError:
        # What it cannot read it cannot vouch for; our own reader has compared the values.
        return True
    try:
        return Counter(_words(other)) == before
    except YAMLError:
        return False


def _words(text: str) -> Iterator[str]:
    for token in YAML(typ="rt", pure=True).scan(text):
        value = getattr(token, "value", None)
        if isinstance(value, str):
            yield value.rstrip("\n")
        yield from _comments(getattr(token, "comment", None))


def _comments(held: Any) -> Iterator[str]:
    """Give the comments that hang on a token, one a line."""
    for entry in held or ():
        if isinstance(entry, list):
            yield from _comments(entry)
        elif entry is not None:
            yield from (f"#{line.strip()}" for line in entry.value.split("\n") if line.strip())
