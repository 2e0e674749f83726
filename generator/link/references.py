"""References: every id that a record names must exist and be of the right kind."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.link.ids import KIND_NAMES, Ids
from generator.link.sound import Sound
from generator.model import RESERVED, Kind, ProseMark, Record, Ref, is_safe_url, marked, marked_texts, wrong_url
from generator.model.lookalikes import tell_lookalike, without_lookalikes
from generator.problems import Problem, Span, did_you_mean, nearest
from generator.text import broken_references, false_links, prose_links, prose_references

Path = tuple[str | int, ...]


_ANYTHING = Ref(tuple(KIND_NAMES))
"""What `[[id]]` in prose may name."""


def check_references(records: Sequence[Record], ids: Ids, before: Sound) -> list[Problem]:
    """Check every id in every record, in fields and inside prose, and the links in prose.

    `before` are those that were sound the last time. Each text is looked at once, whoever
    has it; the records are walked only if one is wrong.
    """
    unknown = before.unknown(records, ids)
    texts = marked_texts(unknown)
    prose = {text for text in texts.pop(ProseMark(), set()) if not _is_sound(text, ids)}
    if not prose and all(_all_fit(named, mark, ids) for mark, named in texts.items()):
        before.learn(len(unknown))
        return []
    return [problem for record in unknown for problem in _check_record(record, prose, ids)]


def _all_fit(named: Iterable[str], mark: Ref | ProseMark, ids: Ids) -> bool:
    assert isinstance(mark, Ref)  # what is no prose
    return all(_fits(some_id, mark, ids) for some_id in named)


def _is_sound(prose: str, ids: Ids) -> bool:
    """Tell whether there is nothing in prose to be reported."""
    return (
        all(_fits(some_id, _ANYTHING, ids) for some_id, _ in prose_references(prose))
        and not broken_references(prose)
        and all(map(is_safe_url, prose_links(prose)))
        and not false_links(prose)
    )


def _check_record(record: Record, prose: Collection[str], ids: Ids) -> Iterator[Problem]:
    for path, some_id, ref in marked(record, Ref):
        if not _fits(some_id, ref, ids):
            yield from _tell_unfit(some_id, ref, record.span(*path), ids)
    for path, text, _ in marked(record, ProseMark):
        if text in prose:
            yield from _check_prose(record, path, text, ids)


def check_id(some_id: str, ref: Ref, span: Span, ids: Ids) -> Iterator[Problem]:
    """Check one id against the kinds its field may name."""
    if not _fits(some_id, ref, ids):
        yield from _tell_unfit(some_id, ref, span, ids)


def _tell_unfit(some_id: str, ref: Ref, span: Span, ids: Ids) -> Iterator[Problem]:
    kind = ids.kinds.get(some_id)
    wanted = "a place or a state" if ref.kinds == _PLACES else " or ".join(KIND_NAMES[entry] for entry in ref.kinds)
    if kind is not None:
        what = "an actor that is no state" if kind in ref.kinds else KIND_NAMES[kind]
        message = f'"{some_id}" is {what}, and here the id of {wanted} is needed'
        yield Problem("wrong-kind", span, message, did_you_mean(some_id, _others(some_id, ref, ids), f"name {wanted}"))
    elif some_id in RESERVED:
        message = f'"{some_id}" has a meaning of its own, and here the id of {wanted} is needed'
        yield Problem("wrong-kind", span, message, f"name {wanted}")
    elif ids.blind:
        return
    elif some_id in ids.was:
        message = f'"{some_id}" is an old id'
        yield Problem("old-id", span, message, f'write "{ids.was[some_id]}", as it is called now')
    elif not ids.emptied or _is_slip(some_id, ref, ids):
        yield _unknown(some_id, ref, span, ids)


_ALIKE = 0.85
"""How like a known id an unknown one is that was mistyped, and not lost with its file."""


def _is_slip(some_id: str, ref: Ref, ids: Ids) -> bool:
    """Tell whether an id is so much like a known one that it can be nothing but a slip."""
    known = nearest(some_id, ids.to_compare(ids.of_kinds(ref.kinds)))
    return known is not None and SequenceMatcher(None, some_id.lower(), known).ratio() >= _ALIKE


def _fits(some_id: str, ref: Ref, ids: Ids) -> bool:
    """Tell whether an id may stand here, or is known to be wrong already."""
    if some_id in ref.words or some_id in ids.rejected or some_id in ids.twice:
        return True
    kind = ids.kinds.get(some_id)
    return kind in ref.kinds and not (ref.kinds == _PLACES and kind == "actor" and some_id not in ids.states)


def _others(some_id: str, ref: Ref, ids: Ids) -> list[str]:
    return ids.to_compare([entry for entry in ids.of_kinds(ref.kinds) if entry != some_id])


def _unknown(some_id: str, ref: Ref, span: Span, ids: Ids) -> Problem:
    noun = _NOUNS.get(ref.kinds)
    known = [*ids.of_kinds(ref.kinds), *ref.words]
    otherwise = f"check the spelling, or add {_home(ref.kinds)}"
    parts = re.split(r"[\s,;，、；]+", some_id.strip())
    if all(part in known for part in parts):
        # A comma is missing in a list, or is one of another script.
        known = [", ".join(parts)]
    elif len(named := [each for each in ids.named(some_id) if _fits(each, ref, ids)]) == 1:
        otherwise, known = f'did you mean "{named[0]}"?', []
    return Problem(
        f"unknown-{noun or 'id'}",
        span,
        f'{f"no {noun}" if noun else "nothing"} has the id "{some_id}"{tell_lookalike(some_id)}',
        did_you_mean(without_lookalikes(some_id), ids.to_compare(known), otherwise),
    )


_SPEAKERS: tuple[Kind, ...] = ("actor", "unit")
_PLACES: tuple[Kind, ...] = ("place", "actor")
_NOUNS: dict[tuple[Kind, ...], str] = {**{(kind,): kind for kind in KIND_NAMES}, _SPEAKERS: "actor", _PLACES: "place"}


def _home(kinds: tuple[Kind, ...]) -> str:
    if kinds == ("article",):
        return "a folder of this name under articles/"
    *others, last = [f"{kind}s:" for kind in kinds if kind != "article"]
    listed = f"{', '.join(others)} or {last}" if others else last
    return f"a record with this id under {listed}"


def spot_of(record: Record, path: Path, some_id: str, literal: str) -> Span:
    """Give the place of an id in the `[[id|words]]` that stands in a text; the text's own where it cannot be found."""
    # What is broken over lines is not found as it stands, but nearly always as far as its id goes.
    for piece in (literal, f"[[{some_id}") if some_id else ():
        span = record.spot(piece, *path)
        if span.length == len(piece):
            return span._replace(column=span.column + piece.index(some_id), length=len(some_id))
    return record.spot(literal, *path)


def _check_prose(record: Record, path: Path, prose: str, ids: Ids) -> Iterator[Problem]:
    for some_id, literal in prose_references(prose):
        if not _fits(some_id, _ANYTHING, ids):
            yield from _tell_unfit(some_id, _ANYTHING, spot_of(record, path, some_id, literal), ids)
    yield from _check_brackets(record, path, prose, ids)
    for url in prose_links(prose):
        wrong = wrong_url(url)
        if wrong:
            message = f'"{url}" is not a link that can be published'
            yield Problem("bad-link", record.spot(url, *path), message, wrong)
    for words, url in false_links(prose):
        message = f'the words of this link are the address "{words}", and it leads to "{url}"'
        help_text = "write where it leads in plain words, or let it lead to the address that is shown"
        yield Problem("bad-link", record.spot(words, *path), message, help_text)


def _check_brackets(record: Record, path: Path, prose: str, ids: Ids) -> Iterator[Problem]:
    """Report what was to be a reference and would be published with its brackets."""
    for named, words, literal in broken_references(prose):
        is_known = named in ids.kinds or named in ids.rejected
        known = named if is_known else nearest(named, ids.to_compare([*ids.kinds]))
        if known or "[[" in literal or "]]" in literal:
            span = record.spot(literal, *path)
            yield Problem(
                "broken-reference", span, _what_is_missing(literal), _how_to_refer(known, named, words, literal)
            )


def _what_is_missing(literal: str) -> str:
    opened, closed = literal.startswith("[["), literal.endswith("]]")
    if opened == closed:
        return "a reference is written with two brackets before it and two behind it"
    return f"this reference {'ends' if opened else 'begins'} without its two brackets"


def _how_to_refer(known: str | None, named: str, words: str, literal: str) -> str:
    if not known:
        return "write [[ before the id that is meant and ]] behind it, or delete the brackets"
    words = words or (named if named != named.lower() else "")
    return f'write "[[{known}{"|" if words else ""}{words}]]" in place of "{literal}"'
