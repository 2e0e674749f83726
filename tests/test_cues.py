"""The cue lists: every language has every list, in the form that a folded text in small letters can be searched for."""

import unicodedata
from collections import Counter
from dataclasses import fields
from typing import get_args

import pytest

from generator.model import Stance
from generator.read.cues import Cues, read_cues

LANGUAGES = ("en", "uk", "ru", "es", "de")


@pytest.fixture(params=LANGUAGES)
def cues(request) -> Cues:
    found = read_cues(request.param)
    assert found is not None
    return found


def lists(cues: Cues) -> dict[str, tuple[str, ...]]:
    """All lists of a language by name; those of a table by the table's name and their own."""
    named = {}
    for field in fields(cues):
        value = getattr(cues, field.name)
        if field.name == "speech":
            named |= {f"speech.{stance}": words for stance, words in value.items()}
        elif field.name in {"months", "weekdays"}:
            named |= {f"{field.name}.{number}": words for number, words in enumerate(value, 1)}
        else:
            named[field.name] = tuple(value)
    return named


def test_no_list_is_empty(cues):
    assert [name for name, words in lists(cues).items() if not words] == []


def test_verbs_of_speech_are_listed_by_every_stance(cues):
    assert set(cues.speech) == set(get_args(Stance))


def test_a_year_has_twelve_months_and_a_week_seven_days(cues):
    assert len(cues.months) == 12
    assert len(cues.weekdays) == 7


def test_no_word_stands_twice_in_a_list(cues):
    twice = {name: [word for word, count in Counter(words).items() if count > 1] for name, words in lists(cues).items()}
    assert {name: words for name, words in twice.items() if words} == {}


def test_no_verb_of_speech_shows_two_stances(cues):
    counts = Counter(word for words in cues.speech.values() for word in words)
    assert [word for word, count in counts.items() if count > 1] == []


def test_no_form_belongs_to_two_months(cues):
    counts = Counter(form for forms in cues.months for form in forms)
    assert [form for form, count in counts.items() if count > 1] == []


def test_words_are_written_as_folded_texts_write_them(cues):
    words = [word for each in lists(cues).values() for word in each] + list(cues.loaded.values())
    # YAML would make True of an unquoted yes: its capital shows here.
    assert [word for word in words if word != word.lower()] == []
    assert [word for word in words if word != unicodedata.normalize("NFC", word)] == []
    assert [word for word in words if word != " ".join(word.split())] == []
    assert [word for word in words if set(word) & set("’‘ʼ`´“”«»")] == []


def test_letters_are_those_of_the_language(cues):
    """A Latin letter in a Cyrillic word looks right and never matches."""
    words = [word for each in lists(cues).values() for word in each]
    scripts = {word: {unicodedata.name(sign).split()[0] for sign in word if sign.isalpha()} for word in words}
    assert {word for word, found in scripts.items() if len(found) != 1} == set()
    assert len(set.union(*scripts.values())) == 1


def test_a_judging_verb_has_a_plain_one_that_does_not_judge(cues):
    assert [plain for plain in cues.loaded.values() if plain in cues.loaded] == []


def test_a_region_is_read_as_its_language():
    assert read_cues("en-GB") == read_cues("EN") == read_cues("en")


def test_a_language_without_cues_has_none():
    assert read_cues("tlh") is None
