"""Articles: a report's title, source and questions, beside its text."""

from typing import Annotated, Literal

from generator.model.forms import says
from generator.model.meanings import SHOWN_TEXTS
from generator.model.records import Correction, Named, Record
from generator.model.values import Day, Language, Line, MentionRef, Prose, ProseList, Sha256, Url


class Source(Record):
    """Where an article's text comes from."""

    publisher: Annotated[Line | None, says("Who published it: a name, or the id of an actor.", "Example News")] = None
    author: Annotated[Line | None, says("Who wrote it.", "Ann Example")] = None
    url: Annotated[Url | None, says("Where the original stands.", "https://example.org/report")] = None
    licence: Annotated[Line | None, says("The licence of the text, as its owner names it.", "CC BY 4.0")] = None


class Question(Record):
    """A question readers have, and its answer."""

    ask: Annotated[Line, says("The question.", "Who holds Basivka?")]
    answer: Annotated[
        Prose, says("The answer, which always tells who says so.", "That is disputed. Russia says that it does.")
    ]


class Article(Named):
    """One news report. Its id is the name of its folder and is not typed."""

    title: Annotated[
        Line, says("The headline, which tells who says so.", "Zelensky confirms that troops are in the region")
    ]
    published: Annotated[Day, says("The day on which the report was published.", "2025-04-08")]
    language: Annotated[Language, says("The language of the text.", "en")]
    source: Annotated[Source, says("Where the text comes from.", "{publisher: Example News, licence: CC BY 4.0}")]
    show_text: Annotated[
        Literal["full", "quotes"],
        SHOWN_TEXTS,
        says("Whether the whole text is published, or only the words that are quoted (as without this line).", "full"),
    ] = "quotes"
    text_sha256: Annotated[
        Sha256 | None,
        says(
            "A checksum, which proves that a text is the right one; needed where text.md is not in the folder.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ] = None
    in_brief: Annotated[
        ProseList, says("The report in a few sentences.", "- Zelensky has confirmed it, says the report.")
    ] = []
    questions: Annotated[list[Question], says("What readers ask, and the answers.")] = []
    not_known: Annotated[ProseList, says("What the report does not tell.", "- How many soldiers took part.")] = []
    mentions: Annotated[
        dict[Line, MentionRef],
        says(
            "Names in this text and whom they mean; `nobody` behind a name makes no link of it.",
            "{The president: zelensky, Kyiv: nobody}",
        ),
    ] = {}
    corrections: Annotated[list[Correction], says("What was put right in this article.")] = []
