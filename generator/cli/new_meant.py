"""By which words a sentence names its speaker: asked where none of the speaker's names stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cli.asking import Asker, Question
from generator.edit.answers import Refusal, look_at
from generator.model import Actor
from generator.text import fold

if TYPE_CHECKING:
    from generator.cli.sheet import Sheet


def ask_meant(sheet: Sheet, article: str, words: str, actor: str) -> None:
    """Ask by which words a sentence names its speaker: with these the text is read better from here on."""
    linked = sheet.library.articles[article]
    sentence = fold(words)

    def check(typed: str) -> str | Refusal:
        if fold(typed) in linked.record.mentions or fold(typed) not in sentence:
            return Refusal(
                "these words do not stand in the sentence, or are settled already", "copy them, or press Enter"
            )
        return look_at(Actor, "name", typed) or typed

    asked = f"Which words of the sentence mean {sheet.library.label(actor)} in this text (such as: The mayor)?"
    line = "Not “he” or “she”: only what means nobody else in the whole text."
    name = Asker().ask(Question(asked, needed=False, hint=line), check)
    if name is not None:
        sheet.add_mention(article, name, actor)
