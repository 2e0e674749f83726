"""The questions of `sayso new article`: its text, its frame, the names in it, and its sentences one by one."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.asking import LAST_LINE, Asker, Question, Trail, choose, read_pasted, refuse, say
from generator.cli.new_kept import kept
from generator.cli.new_names import ask_names, settle_names
from generator.cli.new_records import ask_id, checked
from generator.cli.new_sentences import ask_sentences
from generator.cli.sheet import stop
from generator.edit.answers import Refusal
from generator.edit.hints import is_read_closely, sketches
from generator.edit.printing import print_fields
from generator.edit.sketches import with_sketches
from generator.model import Article, Source
from generator.read.files import decode

if TYPE_CHECKING:
    from generator.cli.sheet import Sheet

_TITLE = Question(
    "Title, as it is to stand on the page (such as: Council says the bridge is safe; engineers doubt it)", "title"
)
_PUBLISHED = Question("The day it was published, as year, month and day (such as: 2025-04-08)", "published")
_PUBLISHER = Question("Who published it? A name, or an actor's id", "publisher")
_SHOWN = Question(
    "How much of the text may be published? quotes or full",
    "show-text",
    default="quotes",
    hint="full: the whole text, which its licence has to allow. quotes: only the words that are quoted.",
)
_MORE = (
    Question("Who wrote it?", "author", needed=False),
    Question("The link to the original", "url", needed=False),
    Question("The licence of the text", "licence", needed=False),
)

_LARGEST = 2_000_000
"""Bytes of a text that is taken; a book is no news report."""


def add_article(sheet: Sheet, asker: Asker, *, names: bool, claims: bool) -> None:
    """Ask for an article and write it; then go through its sentences."""
    trail = asker.trail or Trail()
    text = _ask_text(asker)
    # What was pasted is asked for once; from here on there is a way back.
    trail.answers.clear()
    with kept(sheet.project.root, text, is_pasted=asker.given.get("text") is None):
        fields = trail.walk(lambda: _ask_frame(sheet, asker))
        _add(sheet, fields, text, names=names, claims=claims)


def _add(sheet: Sheet, fields: dict[str, Any], text: str, *, names: bool, claims: bool) -> None:
    article = fields.pop("id")
    folder = sheet.content / "articles" / article
    _put(sheet, folder, fields, text)
    fields["mentions"] = settle_names(sheet, article, may_ask=names)
    _put(sheet, folder, fields, text)
    sheet.settle()
    _tell_known(sheet, article)
    if names:
        ask_names(sheet, article)
    drafts = list(sketches(sheet.library, article))
    claims_file = folder / "claims.yml"
    if drafts:
        sheet.overlay.put(claims_file, with_sketches(sheet.overlay.text(claims_file), drafts))
        sheet.settle()
    sheet.save()
    say(f"\nAdded the article, in {folder.as_posix()}.")
    if not is_read_closely(sheet.library, article):
        say(f"Who speaks where is not known for the language {fields['language']}; add claims with: sayso new claim")
    elif claims and drafts:
        ask_sentences(sheet, article)
    elif drafts:
        say(f"Sentences in which somebody speaks: {len(drafts)}. They stand as drafts in {claims_file.as_posix()}.")


def _put(sheet: Sheet, folder: Path, fields: dict[str, Any], text: str) -> None:
    sheet.overlay.put(folder / "article.yml", print_fields(fields, Article))
    sheet.overlay.put(folder / "text.md", text)


def _ask_text(asker: Asker) -> str:
    """Get the text from a file, from the standard input, or as it is pasted."""
    question = Question(
        "Where is the text? Type the name of its file, or press Enter to paste it here", "text", default="paste"
    )
    given = asker.given.get("text")
    if given is None and asker.is_brief:
        refuse("text", Refusal("the text is needed", "give the name of its file, or - for the standard input"))
    if given == "-":
        found = _tidy(sys.stdin.buffer.read(_LARGEST + 1), "the standard input")
    else:
        found = asker.ask(question, _read_text) or Refusal("there is no text", "give the name of its file")
    if isinstance(found, Refusal):
        refuse("text", found)
    return found


def _read_text(typed: str) -> str | Refusal:
    if typed == "paste":
        say(f"Paste the text, then a line with a single dot ({LAST_LINE}) and Enter.")
        return _tidy(read_pasted().encode("utf-8", errors="ignore"), "what was pasted")
    try:
        # People copy a path with its marks, and write ~ for their own folder.
        with Path(typed.strip("\"'“”‘’ ")).expanduser().open("rb") as stream:
            return _tidy(stream.read(_LARGEST + 1), typed)
    except (OSError, ValueError, RuntimeError):
        return Refusal(f'there is no file "{typed}" that can be read', "look at its name and at the folder it lies in")


def _tidy(data: bytes, name: str) -> str | Refusal:
    """Make a source text of bytes: every word as it stands, with blank lines between paragraphs."""
    if len(data) > _LARGEST:
        return Refusal(f"{name} has more than {_LARGEST:,} bytes", "take the report alone")
    decoded = decode(name, data)
    if decoded.text is None:
        assert decoded.problem is not None
        return Refusal(decoded.problem.message, "save it as plain text in UTF-8, or paste it")
    text = "\n".join(line.rstrip() for line in decoded.text.split("\n")).strip("\n")
    if not re.search(r"\w", text):
        return Refusal(f"there are no words in {name}", "take the file that holds the report")
    return f"{_apart(text)}\n"


def _apart(text: str) -> str:
    """Put blank lines between paragraphs that came as one line each, as they do from many web pages."""
    lines = text.split("\n")
    ended = sum(line.endswith((".", "!", "?", "”", '"', "»", "…")) for line in lines)
    return "\n\n".join(lines) if "" not in lines and len(lines) > 1 and 2 * ended >= len(lines) else text


def _ask_frame(sheet: Sheet, asker: Asker) -> dict[str, Any]:
    """Ask for what stands in the article.yml, and for the id."""
    title = asker.ask(_TITLE, checked(Article, "title"))
    published = asker.ask(_PUBLISHED, checked(Article, "published"))
    tongue = Question(
        "Language of the text (a code such as en, uk, es)", "language", default=sheet.project.options.language
    )
    language = asker.ask(tongue, checked(Article, "language"))
    source: dict[str, Any] = {"publisher": asker.ask(_PUBLISHER, checked(Source, "publisher"))}
    for question in _MORE:
        # The link is worth a question; the rest can be written in later.
        if asker.given.get(question.option) is not None or (question.option == "url" and not asker.is_brief):
            source[question.option] = asker.ask(question, checked(Source, question.option))
    shown = asker.ask(_SHOWN, choose(("quotes", "full"), "answer here"))
    some_id = _ask_free_id(sheet, asker, title or "")
    frame = {"title": title, "published": published, "language": language, "source": source, "show_text": shown}
    return {**frame, "id": some_id}


def _ask_free_id(sheet: Sheet, asker: Asker, title: str) -> str:
    some_id = ask_id(sheet, asker, title, "article")
    if (sheet.project.root / sheet.content / "articles" / some_id).exists():
        stop(f"There is a folder articles/{some_id} already, without an article in it. Nothing was changed.")
    return some_id


def _tell_known(sheet: Sheet, article: str) -> None:
    """Say which known names stand in the text."""
    counts = Counter(mention.entity for mention in sheet.library.articles[article].mentions)
    listed = ", ".join(f"{sheet.library.label(entity)} ({count})" for entity, count in counts.most_common())
    say(f"\nKnown names in the text: {listed or 'none'}.")
