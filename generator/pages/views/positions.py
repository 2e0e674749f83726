"""Positions as pages show them: who, what they do with the claim, and the words that show it."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.link import REPORT, LinkedPosition, Speaker, old_anchors
from generator.model import Stance
from generator.pages.desk import Desk, Link, shows_text
from generator.pages.sentences import report_of
from generator.pages.times import TimeView
from generator.pages.words import capital
from generator.text import Found


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The words before translation."""

    language: str
    heading: str
    words: str


class Voice(NamedTuple):
    """A speaker and a stance, in short."""

    stance: Stance
    stance_word: str
    name: str
    verb: str = ""
    said: str | None = None
    href: str | None = None
    certainty: str | None = None


class PositionView(NamedTuple):
    """A rendered position.

    `anchor` is its address where it has one on this page, and `old_anchors` are those
    that it had there before.

    `chain` is the way its words came here, from who spoke to the article, where
    somebody relayed them; `article` is named only where the chain does not end with it.
    `in_text` leads to the words among those around them, where these may be shown.
    `later` tells what the same speaker said of the claim afterwards, where it was otherwise.
    """

    claim: str
    actor: str
    stance: Stance
    stance_word: str
    name: Link
    on_behalf: str | None
    verb: str
    said: TimeView | None
    later: str | None
    certainty: str | None
    chain: tuple[Link, ...]
    article: Link | None
    words: tuple[str, ...]
    lang: str | None
    is_checked: bool
    in_text: str | None
    in_original: str | None
    original: OriginalView | None
    edit: str | None
    report: str | None
    read: str
    anchor: str | None = None
    old_anchors: tuple[str, ...] = ()


def view_position(
    desk: Desk, position: LinkedPosition, *, with_article: bool, with_anchor: bool = False
) -> PositionView:
    """Make the view of a position; its article is named wherever the page is not that article's own."""
    record, article = position.record, desk.house.reports[position.article]
    language = record.language or article.record.language
    is_checked = isinstance(position.quote, Found)
    chain = _chain(desk, position, with_article=with_article)
    mark = position.mark
    return PositionView(
        claim=position.claim,
        actor=position.actor,
        stance=position.stance,
        stance_word=desk.words(f"stance.{position.stance}"),
        name=speaker_link(desk, position),
        on_behalf=_on_behalf(desk, position),
        # An article's own voice has no verb in its text; the record's is the editor's.
        verb="" if position.actor == REPORT else record.verb,
        said=desk.time(record.said),
        later=_later(desk, position),
        certainty=_certainty(desk, position),
        chain=chain,
        article=cite(desk, position.article) if with_article and not chain else None,
        words=desk.house.quote_of(position),
        lang=language if language != desk.house.site.language else None,
        is_checked=is_checked,
        in_text=desk.compass.to_kind("article", position.article, mark) if shows_text(article) else None,
        in_original=desk.house.original_of(position),
        original=_original(desk, position),
        edit=desk.edit_record(record),
        report=desk.report(position),
        read=read_words(desk, position),
        anchor=position.anchor if with_anchor else None,
        old_anchors=old_anchors(desk.library, position, article) if with_anchor else (),
    )


def read_words(desk: Desk, position: LinkedPosition) -> str:
    """Say whether somebody has read a position beside its source."""
    return desk.words(f"reading.{desk.proof.read_state(position).word}")


def cite(desk: Desk, article: str) -> Link:
    """Cite an article in short: its publisher and day."""
    told = desk.house.citation(article)
    return desk.link(article) if told is None else Link(told, desk.compass.to_kind("article", article))


def speaker_link(desk: Desk, position: LinkedPosition) -> Link:
    """Name the speaker; an article's own voice is that of its publisher's report."""
    if position.actor != REPORT:
        return desk.link(position.actor)
    publisher = desk.publisher(position.article)
    name = report_of(publisher.label if publisher else None, desk.words)
    return Link(capital(name), publisher.href if publisher else "")


def view_voice(desk: Desk, position: LinkedPosition, href: str | None = None) -> Voice:
    """Say in short who takes which stance."""
    said = desk.time(position.record.said)
    return Voice(
        position.stance,
        desk.words(f"stance.{position.stance}"),
        speaker_link(desk, position).label,
        position.record.verb,
        said.text if said else None,
        href,
        _certainty(desk, position),
    )


def _later(desk: Desk, position: LinkedPosition) -> str | None:
    """Say what the speaker's voice on the claim is now, where these words are no longer it.

    Who first denies a claim and confirms it afterwards stands on both of its sides,
    and a reader of the first must not take it for the last word.
    """
    status = desk.library.claims[position.claim].status
    voices: dict[Stance, tuple[Speaker, ...]] = {
        "confirms": status.confirmed_by,
        "asserts": status.asserted_by,
        "denies": status.denied_by,
        "retracts": status.retracted_by,
    }
    if position.stance not in voices or position.speaker in voices[position.stance]:
        return None
    now = next(stance for stance, speakers in voices.items() if position.speaker in speakers)
    if {now, position.stance} == {"asserts", "confirms"}:
        return None
    return desk.words("position.later", stance=desk.words(f"stance.{now}"))


def _certainty(desk: Desk, position: LinkedPosition) -> str | None:
    certainty = position.record.certainty
    return None if certainty == "certain" else desk.words(f"position.{certainty}")


def _on_behalf(desk: Desk, position: LinkedPosition) -> str | None:
    speaker = position.speaker
    if speaker.usual or position.actor == REPORT:
        return None
    if speaker.side == speaker.actor:
        return desk.words("speaker.on_own_behalf")
    return desk.words("speaker.on_behalf", side=desk.library.label(speaker.side))


def _chain(desk: Desk, position: LinkedPosition, *, with_article: bool) -> tuple[Link, ...]:
    """Give the way of words that somebody relayed, the outermost last.

    It begins with who spoke. Whoever only reports has the words from those named
    in `via`, and stands behind them; an article's own voice is the end itself.
    """
    via = desk.links(position.record.via)
    if not via:
        return ()
    speaker = () if position.actor == REPORT else (speaker_link(desk, position),)
    way = (*via, *speaker) if position.stance == "reports" else (*speaker, *via)
    last = cite(desk, position.article)
    publisher = desk.publisher(position.article)
    if publisher is not None and publisher.label == way[-1].label:
        way = way[:-1]  # the citation names it already
    return (*way, last if with_article else Link(last.label, ""))


def _original(desk: Desk, position: LinkedPosition) -> OriginalView | None:
    original = position.record.original
    if original is None:
        return None
    language = desk.words.language_name(original.language)
    return OriginalView(original.language, desk.words("position.original", language=language), original.words)
