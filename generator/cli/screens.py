"""What a reader of positions sees at a terminal: the position as pages show it, and its words in their text."""

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from generator.build import Loaded, texts
from generator.link import LinkedPosition
from generator.model import Stance
from generator.pages import Site
from generator.pages.desk import desk_for
from generator.pages.house import House, open_house
from generator.pages.sentences import name_of
from generator.pages.views.positions import cite, speaker_link, view_position
from generator.pages.words import Words
from generator.problems import Problem, in_public, plain, without_orders
from generator.proof.context import Context, context_of

WIDEST = 88
"""Characters of a line at most: longer ones are hard to read."""

MARGIN = "  "
"""Before what stands under a label."""

OPENING, CLOSING = ">>>", "<<<"
"""Around the quoted words: seen without colours, and seldom part of a text."""


def open_screens(loaded: Loaded, language: str) -> House:
    """Work out what all screens share; a language without interface texts is served in English."""
    try:
        words = texts(language)
    except LookupError:
        language, words = "en", texts("en")
    return open_house(loaded.library, loaded.proof, Site("", language), Words(words, language))


def sentence(house: House, position: LinkedPosition) -> str:
    """Say in one line who does what with which claim."""
    desk = desk_for(house, position.claim)
    name = speaker_link(desk, position).label
    return safe(f"{name} {desk.words(f'stance.{position.stance}')}: {desk.claim(position.claim).words}")


_ASKED: dict[Stance, str] = {
    "asserts": "asserted this claim",
    "confirms": "confirmed this claim",
    "denies": "denied this claim",
    "questions": "questioned this claim",
    "reports": "reported this claim",
    "declines": "gave no comment on this claim",
    "retracts": "took this claim back",
}


def question(house: House, position: LinkedPosition) -> str:
    """Ask what a second reader has to judge, and nothing more: not whether the claim is true."""
    name = name_of(position.speaker, house.library, desk_for(house, position.claim).words)
    return f"Do the marked words show that {safe(name)} {_ASKED[position.stance]}?"


def screen(house: House, position: LinkedPosition, doubts: Iterable[Problem]) -> str:
    """Show a position as a reader of the site would see it, and the words in their text."""
    parts = {
        "Claim": _claim(house, position),
        "Who says what": _speaker(house, position),
        "Source": _source(house, position),
        f"Passage (the quote stands between {OPENING} and {CLOSING})": _passage(house, position),
    }
    return "\n\n".join([*(f"{label}\n{text}" for label, text in parts.items()), *_editors(position, doubts)])


def safe(text: str) -> str:
    """Leave out characters that nobody sees, and replace those that could steer a terminal."""
    return plain("".join(character for character in text if unicodedata.category(character) != "Cf"))


def _claim(house: House, position: LinkedPosition) -> str:
    desk, kind = desk_for(house, position.claim), house.library.claims[position.claim].record.type
    line = desk.claim(position.claim)
    labelled = [desk.words(f"claim.{kind}")] if kind in {"intention", "forecast"} else []
    return "\n".join(_fill(told, MARGIN) for told in [line.words, line.sentence, *labelled])


def _speaker(house: House, position: LinkedPosition) -> str:
    library, record = house.library, position.record
    view = view_position(desk_for(house, position.claim), position, with_article=True)
    side = library.label(position.speaker.side)
    # Whom they speak for is told in words of its own where that is not their usual side.
    is_told = position.actor not in library.kinds or not position.speaker.usual or side == view.name.label
    named = view.name.label if is_told else f"{view.name.label} ({side})"
    who = " ".join(filter(None, [named, view.on_behalf, view.stance_word]))
    details = [
        f"verb: {view.verb}" if view.verb else None,
        f"said: {view.said.text}" if view.said else None,
        view.certainty,
        f"relayed by: {', then '.join(library.label(relay) for relay in record.via)}" if record.via else None,
        f"{view.original.heading} {view.original.words}" if view.original else None,
    ]
    return "\n".join(_fill(told, MARGIN) for told in [who, *details] if told)


def _source(house: House, position: LinkedPosition) -> str:
    cited = cite(desk_for(house, position.claim), position.article).label
    title = house.library.articles[position.article].record.title
    return "\n".join(_fill(line, MARGIN) for line in dict.fromkeys([title, cited]))


def _passage(house: House, position: LinkedPosition) -> str:
    """Show the words in their text; alone where the text is not at hand, or others would read it here."""
    article = house.library.articles[position.article].record
    context = context_of(position, house.library)
    if context is None:
        where = f" Look them up at {article.source.url}" if article.source.url else ""
        return "\n\n".join(
            [_fill(f"The text is not at hand. These are the words as typed.{where}", MARGIN), _alone(house, position)]
        )
    if in_public() and article.show_text == "quotes":
        return _alone(house, position)
    return "\n\n".join(_fill(text, MARGIN) for text in _around(context))


def _alone(house: House, position: LinkedPosition) -> str:
    return "\n\n".join(_fill(f"{OPENING}{words}{CLOSING}", MARGIN) for words in house.quote_of(position))


def _around(context: Context) -> Iterator[str]:
    if context.heading:
        yield f"# {context.heading}"
    if context.before:
        yield context.before
    for pieces in context.paragraphs:
        marked = (f"{OPENING}{piece}{CLOSING}" if index % 2 else piece for index, piece in enumerate(pieces))
        yield "".join(marked)


def _editors(position: LinkedPosition, doubts: Iterable[Problem]) -> Iterator[str]:
    """Show what the editor says about the position, and what the check doubts."""
    if position.record.because:
        yield f"The editor's reason\n{_fill(position.record.because, MARGIN)}"
    if position.record.note:
        yield f"The editor's note\n{_fill(position.record.note, MARGIN)}"
    # The passage that a doubt is about stands above.
    for doubt in doubts:
        yield f"A doubt of the check\n{_fill(doubt.message, MARGIN)}"


def _fill(text: str, margin: str = "") -> str:
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    lines = textwrap.wrap(
        safe(text),
        max(width, 2 * len(margin) + 1),
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
    )
    # Where a text is broken, words from within it begin a line.
    return "\n".join(map(without_orders, lines))
