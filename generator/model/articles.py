"""Articles: a report's title, source and questions, beside its text."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.records import Correction, Named, Record
from generator.model.values import Day, Language, Line, MentionRef, Prose, ProseList, Sha256, Url


class Source(Record):
    """Where an article's text comes from."""

    publisher: Annotated[Line | None, Field(description="Who published it: a name, or an actor's id.")] = None
    author: Annotated[Line | None, Field(description="Who wrote it.")] = None
    url: Annotated[Url | None, Field(description="Where the original stands.")] = None
    licence: Annotated[Line | None, Field(description="The licence of the text.")] = None


class Question(Record):
    """A question readers have, and its answer."""

    ask: Annotated[Line, Field(description="The question.")]
    answer: Annotated[Prose, Field(description="The answer, with every attribution kept.")]


class Article(Named):
    """One news report. Its id is the name of its folder and is not typed."""

    title: Annotated[Line, Field(description="The headline, with its attribution.")]
    published: Annotated[Day, Field(description="The day the report was published.")]
    language: Annotated[Language, Field(description="The language of the text.")]
    source: Annotated[Source, Field(description="Where the text comes from.")]
    show_text: Annotated[
        Literal["full", "quotes"], Field(description="Whether the whole text is published, or its quotes only.")
    ] = "quotes"
    text_sha256: Annotated[
        Sha256 | None, Field(description="Checksum of the text, as UTF-8 with LF ends and no BOM.")
    ] = None
    in_brief: Annotated[ProseList, Field(description="The report in a few lines.")] = []
    questions: Annotated[list[Question], Field(description="What readers ask.")] = []
    not_known: Annotated[ProseList, Field(description="What the report does not tell.")] = []
    mentions: Annotated[
        dict[Line, MentionRef], Field(description="This text's own names and whom they mean; `nobody`: no link.")
    ] = {}
    corrections: Annotated[list[Correction], Field(description="What was put right in this article.")] = []
