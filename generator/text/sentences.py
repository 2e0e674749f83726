"""Sentences: where they begin and end, by a library that knows the abbreviations of many languages."""

import re
from importlib.metadata import version

import sentencex  # type: ignore[import-untyped]

from generator.text.source import Range

_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.\Z")
_GOES_ON = re.compile(r"(?:[—–-]\s+)?([^\W\d_])")


def splitter() -> str:
    """Name the library and its version, for whoever keeps what was found in sentences."""
    return f"sentencex {version('sentencex')}"


def split_sentences(text: str, language: str) -> list[Range]:
    """Find the sentences of a paragraph, white space around them left out; none is empty."""
    found: list[Range] = []
    at = 0
    for sentence in sentencex.segment(language.partition("-")[0].lower(), text):
        start, end = at + len(sentence) - len(sentence.lstrip()), at + len(sentence.rstrip())
        at += len(sentence)
        if start >= end:
            continue
        if found and _is_one(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_one(text: str, before: Range, start: int) -> bool:
    """Tell whether the library split a sentence: behind an initial ("V. Marsh"), or before "— said the mayor"."""
    if "\n" in text[before[1] : start]:
        return False
    initial = _INITIAL.match(text, max(before[0], before[1] - len("V.")), before[1])
    going_on = _GOES_ON.match(text, start)
    return bool(initial and initial[1].isupper()) or bool(going_on and going_on[1].islower())
