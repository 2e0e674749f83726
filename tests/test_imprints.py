"""Imprints: what has changed between two states of a table is known by its keys, and nothing is passed over."""

from collections import UserDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pages_site import FILES, SITE, TEMPLATES, read_site

from generator.build import texts
from generator.link import LinkedPosition, Speaker
from generator.model import Position
from generator.pages import open_printer, plan
from generator.pages.digests import Digester, digest_of
from generator.pages.imprints import WHOLE, Imprint, name_of, take_imprint
from generator.pages.reads import Watch, Watched
from generator.plugin.record import Record, Trace, join_traces, read_record, write_record
from generator.problems import Span
from generator.text import CannotCheck, Found, fold_source, parse_source

if TYPE_CHECKING:
    from unknown import Unknown


class Row(NamedTuple):
    name: str
    number: int


@dataclass(frozen=True)
class Part:
    words: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Whole:
    part: Part
    other: "Part | None"
    on: date | None
    rows: tuple[Row, ...]
    any_of: frozenset[str]
    table: Mapping[str, Part]


@dataclass(frozen=True)
class Untold:
    """Of its fields nothing is known when the program runs."""

    first: "Unknown"
    second: str


@dataclass(frozen=True)
class One:
    words: str


class Word(str):
    __slots__ = ()


WHOLES = {
    "part": Whole(Part("b"), None, None, (), frozenset(), {}),
    "more": Whole(Part("a", ("b",)), None, None, (), frozenset(), {}),
    "other": Whole(Part("a"), Part("a"), None, (), frozenset(), {}),
    "day": Whole(Part("a"), None, date(2025, 4, 8), (), frozenset(), {}),
    "minute": Whole(Part("a"), None, datetime(2025, 4, 8), (), frozenset(), {}),  # noqa: DTZ001 - as our dates
    "row": Whole(Part("a"), None, None, (Row("a", 1),), frozenset(), {}),
    "rows": Whole(Part("a"), None, None, (Row("a", 1), Row("a", 2)), frozenset(), {}),
    "set": Whole(Part("a"), None, None, (), frozenset({"a", "b"}), {}),
    "key": Whole(Part("a"), None, None, (), frozenset(), {"a": Part("a")}),
    "another key": Whole(Part("a"), None, None, (), frozenset(), UserDict({"b": Part("a")})),
    "nothing": Whole(Part("a"), None, None, (), frozenset(), {}),
}


def test_whatever_differs_has_another_digest() -> None:
    digests = {name: Digester().digest(whole) for name, whole in WHOLES.items()}
    assert len({*digests.values()}) == len(WHOLES)
    assert digests == {name: Digester().digest(whole) for name, whole in WHOLES.items()}


def test_sets_and_words_of_our_own_are_told_by_what_is_in_them() -> None:
    many = [f"word {number}" for number in range(50)]
    assert Digester().digest(frozenset(many)) == Digester().digest({*many[::-1]})
    assert Digester().digest((Word("a"), 1)) == Digester().digest(("a", 1)) == digest_of(("a", 1))


def test_where_types_are_not_known_values_are_looked_at() -> None:
    one, two = (Digester().digest(Untold(Part(words), "b")) for words in ("a", "b"))
    assert one != two


def test_little_or_nothing_can_be_told_as_well() -> None:
    assert Digester().plain([CannotCheck(), One("a")]) == ((), ("a",))


def test_a_type_that_nobody_thought_of_is_a_fault() -> None:
    with pytest.raises(TypeError, match="Path has no digest"):
        Digester().digest((1, Path("a")))


def test_a_text_stands_for_what_is_worked_out_from_it() -> None:
    texts = [parse_source("text.md", words) for words in ("One.\n", "Two.\n")]
    assert Digester().digest(texts[0]) == Digester().digest(fold_source(texts[0]))
    assert Digester().digest(texts[0]) != Digester().digest(texts[1])


def test_a_position_is_another_with_another_speaker_or_place() -> None:
    record = Position.sketch(Span("claims.yml"), actor="a", stance="asserts", verb="said", quote="x")
    made = [
        LinkedPosition(record, "c", "d", Speaker("a", side), Found(((0, end),), 0), side)
        for side in ("a", "b")
        for end in (1, 2)
    ]
    digester = Digester()
    assert len({digester.digest(position) for position in made}) == len(made)
    assert digester.digest(made[0]) == Digester().digest(made[0])


def numbered(count: int) -> dict[Any, Any]:
    return {f"id-{number}": ("word", number) for number in range(count)}


def imprint(entries: Mapping[Any, Any], last: Imprint | None = None) -> Imprint:
    return take_imprint("table", entries.items(), Digester(), last)


def names(*keys: object) -> set[int]:
    return {name_of("table", key) for key in keys}


@pytest.mark.parametrize("count", [1, 64, 65, 200])
def test_what_is_as_it_was_is_not_named(count) -> None:
    entries = numbered(count)
    assert imprint(entries).changed(imprint(entries)) == set()
    assert imprint(entries, imprint(entries)) == imprint(entries)


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (numbered(200) | {"id-70": ("word", 0)}, ("id-70",)),
        (numbered(200) | {"id-0": Part("a"), "id-199": Part("b")}, ("id-0", "id-199")),
        (numbered(201), ("id-200",)),
        (numbered(199), ("id-199",)),
        ({"new": None} | numbered(200), ("new",)),
        ({key: value for key, value in numbered(200).items() if key != "id-3"}, ("id-3",)),
        (dict(reversed(numbered(200).items())), ()),
        ({}, numbered(200)),
    ],
    ids=["one", "two", "more", "less", "before all", "one gone", "order", "all gone"],
)
def test_what_has_changed_is_named_and_nothing_else(now, changed) -> None:
    last = imprint(numbered(200))
    for taken in (imprint(now), imprint(now, last)):
        assert taken == imprint(now)
        assert taken.changed(last) == last.changed(taken) == names(WHOLE, *changed)


def test_keys_may_be_of_several_parts() -> None:
    before, now = ({(1, 2): ("a",), (1, number): ("b",)} for number in (3, 4))
    assert imprint(now).changed(imprint(before)) == names(WHOLE, (1, 3), (1, 4))
    assert name_of("a", "b") != name_of("b", "a")


def test_what_follows_from_the_same_is_not_looked_at() -> None:
    last = take_imprint("table", numbered(3).items(), Digester(), None, b"source")
    assert take_imprint("table", iter(()), Digester(), last, b"source") is last
    assert take_imprint("table", numbered(2).items(), Digester(), last, b"other").changed(last) == names(WHOLE, "id-2")


def test_what_a_page_reads_does_not_depend_on_the_pages_before_it(tmp_path) -> None:
    library = read_site(tmp_path, FILES)
    reads: list[dict[str, bytes]] = []
    for turn in (1, -1):
        printer = open_printer(library, SITE, texts("en"), [TEMPLATES])
        sheets = plan(library, printer.house.lists)
        reads.append({sheet.address: printer.make(sheet) and printer.watch.reads() for sheet in sheets[::turn]})
    assert reads[0] == reads[1]


# The record, in which they are kept.


def test_a_record_tells_what_was_written(tmp_path) -> None:
    watch = Watch({"table": Watched("table", numbered(70))})
    traces = {}
    for page, key in (("one/", "id-1"), ("two/", "id-69"), ("three/", "not there")):
        watch.forget()
        watch.tables["table"].get(key)
        traces[page] = Trace.of(watch.reads(), [f"{page}index.html"], [["claim", page]] if page == "two/" else [])
    record = Record("basis", watch.imprints(), tuple(traces), join_traces(traces, None, traces), {"one/": "ж"})
    write_record(record, tmp_path / "record")
    read = read_record(tmp_path / "record")
    assert read == record
    assert read.files(lambda page: page != "two/") == {"one/index.html", "three/index.html"}
    assert [*read.entries()] == [["claim", "two/"]]
    for changed, stale in (({"id-1": 1}, {"one/"}), ({"not there": 1}, {"three/"}), ({"id-2": 1}, set()), ({}, set())):
        now = Watch({"table": Watched("table", numbered(70) | changed)})
        assert read.stale(now.imprints(read.imprints)) == read.stale(now.imprints()) == stale
    assert read.stale({}) == {"one/", "two/"}


def test_pages_that_were_not_printed_stay_as_they_were_noted() -> None:
    old, new = Trace(b"old1", b"a\n", b"[1]"), Trace(b"new1", b"b\n", b"[2]")
    pages = ("one/", "two/")
    last = Record("basis", {}, pages, join_traces(pages, None, dict.fromkeys(pages, old)))
    reads, files, entries = join_traces(["three/", "two/"], last, {"three/": new})
    assert [reads.pieces(), files.pieces(), entries.pieces()] == [
        [b"new1", b"old1"],
        [b"b\n", b"a\n"],
        [b"[2]", b"[1]"],
    ]


def test_a_record_that_cannot_be_written_is_none(tmp_path) -> None:
    (tmp_path / "record").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - a folder stands there, which the workshop never makes
        write_record(Record("basis", {}), tmp_path / "record")
    write_record(Record("basis", {}), tmp_path / "nowhere/record")
    assert read_record(tmp_path / "nowhere/record") is None
