"""Sentences: split where they end, in several languages, by exact offsets."""

import pytest

from generator.text import split_sentences


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norrholm is quiet.|The mayor left at 3.5 p.m. on Sunday.|Did she?"),
        ("en-GB", "Dr. Ashby and J. K. Marsh met Gen. Tull.|He left."),
        ("en", "“The bridge fell. We left,” she said.|Nobody answered."),
        ("en", "“Stop!” he said.|He stopped."),
        ("uk", "В. Ковальчак приїхав.|А. Б. Мороз поїхав."),
        ("uk", "Сказано мало.|Є. Гнатів мовчить."),
        ("uk", "«Це не так!» — додав він.|Усе."),
        ("ru", "«Мы ушли», — сказал И. И. Ветлин.|Он ушёл."),
        ("de", "Laut Dr. Brandt war es z. B. am 6. April ruhig.|Dann nicht mehr."),
        ("es", "La alcaldesa calló.|¿Por qué?|Nadie lo sabe."),
        ("tlh", "One sentence.|Another one."),
        ("en", "Smoke 😀 rose.|It fell."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language, text):
    assert sentences(text.replace("|", " "), language) == text.split("|")


@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\u00a0", "\n\n \n"])
def test_white_space_stands_in_no_sentence(gap):
    text = f"{gap}It fell.{gap}We left.{gap}"
    assert sentences(text, "en") == ["It fell.", "We left."]


def test_a_small_letter_or_an_initial_joins_no_paragraphs():
    assert sentences("It was plan B.\n\nWe left.", "en") == ["It was plan B.", "We left."]
    assert sentences("Said he.\n\nand she.", "en") == ["Said he.", "and she."]


def test_a_digit_is_no_initial():
    assert sentences("It was route 5. We left.", "en") == ["It was route 5.", "We left."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_nothing_holds_no_sentence(text):
    assert split_sentences(text, "en") == []
