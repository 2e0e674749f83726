"""Cues: the words of a language by which a text shows who speaks, what is denied, and what is only supposed.

The words stand in `generator/cues/<language>.yml`; a further language is a
further file there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Words = tuple[str, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language, all in small letters; each may be several words.

    `speech` are verbs of speech in every form that news uses, by the stance
    they most often show. `according` stands before whoever speaks ("according
    to"), `by` before who does in the passive ("denied by"). `nouns` are those
    whose owner speaks ("Moscow's claim"). `loaded` are verbs that judge, with a
    plain word for each. `prepositions` are those behind which a name is no
    subject ("talks with Moscow"), `subordinators` the words by which a clause
    goes on from the one before ("that", "whether"), `coordinators` those that
    give two verbs one subject ("and"). `harmless` hold a word of the other
    lists and mean something else ("not only"). `subjects` are pronouns of
    whoever does something ("she", not "her"), `determiners` words behind which
    a verb's form is none ("the claimed sum"), `that` the words by which told
    speech begins. `unloaded` hold a verb of `loaded` and judge nobody
    ("claimed responsibility"). `auxiliaries` stand before the verb that says
    what was done ("have taken"). `attributing` are further words that show that a
    sentence of ours is somebody's word. `weekdays` holds seven lists of forms,
    Monday's first, and `months` twelve.
    """

    speech: Mapping[str, Words]
    according: Words
    by: Words
    nouns: Words
    negations: Words
    hedges: Words
    conditions: Words
    pronouns: Words
    prepositions: Words
    subordinators: Words
    coordinators: Words
    harmless: Words
    subjects: Words
    determiners: Words
    that: Words
    unloaded: Words
    auxiliaries: Words
    loaded: Mapping[str, str]
    attributing: Words
    weekdays: tuple[Words, ...]
    months: tuple[Words, ...]
    relative_days: Words
    relative_months: Words
    relative_years: Words


@cache
def read_cues(language: str) -> Cues | None:
    """Read the cues of a language such as `en` or `en-GB`; None where there are none."""
    file = files("generator").joinpath("cues", f"{language.partition('-')[0].lower()}.yml")
    if not file.is_file():
        return None
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - safe and quick
    return Cues(**{name: _frozen(value) for name, value in data.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _frozen(entry) for key, entry in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else str(value)
