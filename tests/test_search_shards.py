"""The index made in shards: the very one that Pagefind makes of everything at once; an edit makes one shard anew."""

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from test_search import answering, program

from generator.cache import NO_CACHE, Cache
from generator.pages import Entry
from generator.search import FOLDER, joining, make_index, making, parts, shards, write_index
from generator.search.cbor import item, put, put_head

WORDS = ["Kursk", "Курськ", "їжак", "ежак", "Élan", "elan", "élan", "Zürich", "café", "cafe", "naïve-ish", "put"]
WORDS += ["putin", "2024", "1,000", "O’Neill", "кордон"]


def many(count: int, seed: int = 7) -> list[Entry]:
    """Invent entries of all kinds, in words with and without marks; some fields are on a few of them only."""
    dice = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(dice.choices([*WORDS, f"word{dice.randrange(400)}"], k=dice.randint(1, most)))

    return [
        Entry(
            kind := dice.choice(["claim", "actor", "unit", "place", "term", "article"]),
            f"{kind}s/{number:04}-{dice.randrange(1000)}/",
            words(6),
            names=tuple(words(2) for _ in range(dice.randrange(3))),
            also="also " + words(1) if number == count // 2 else "",
            what=words(2) if number % 7 == 0 else "",
            about=words(9) if number % 3 else "",
            words=tuple(words(40) for _ in range(dice.randrange(4))),
            is_text=number % 9 == 0,
        )
        for number in range(count)
    ]


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deal so few entries to a shard that a few hundred give many."""
    for name, value in {"WHOLE": 20, "_SMALLEST": 5, "_ONE_IN": 15, "_LARGEST": 40}.items():
        monkeypatch.setattr(shards, name, value)


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what Pagefind is given to read: the documents of each index."""
    counts: list[int] = []
    real = making.index_each

    def index_each(program: Path, sets: Iterator, count: int, language: str) -> Iterator[dict[str, bytes]]:
        def counted() -> Iterator[list[tuple[str, str]]]:
            for documents in sets:
                read = list(documents)
                counts.append(len(read))
                yield read

        return real(program, counted(), count, language)

    monkeypatch.setattr(making, "index_each", index_each)
    return counts


def made(entries: list[Entry], language: str = "en", cache: Cache = NO_CACHE) -> dict[str, bytes]:
    files, problems = make_index(entries, language, cache)
    assert problems == []
    return files


def whole(entries: list[Entry], language: str = "en") -> dict[str, bytes]:
    """Let Pagefind make the index of all entries at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "WHOLE", len(entries))
        return made(entries, language)


def contents(files: dict[str, bytes]) -> dict[str, bytes]:
    """Give what files hold, for Pagefind compresses otherwise than we do."""
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in files.items()}


# The joined index


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("language", ["en", "uk", "de-AT", "zh"])
def test_an_index_made_in_shards_holds_the_very_same_as_one_made_at_once(language):
    entries = many(300)
    assert len(shards.deal(entries)) > 10
    assert contents(made(entries, language)) == contents(whole(entries, language))


def test_so_does_one_of_many_files_of_words():
    entries = many(1500)
    assert 3 < len(shards.deal(entries)) < 10
    joined, at_once = made(entries), whole(entries)
    assert sum(name.endswith(".pf_index") for name in joined) > 3
    assert contents(joined) == contents(at_once)
    # Nothing of the shards is left in it.
    assert b"saysostandin" not in b"".join(contents(joined).values())
    sizes = [sum(map(len, files.values())) for files in (joined, at_once)]
    assert sizes[0] < 1.02 * sizes[1]


@pytest.mark.usefixtures("small_shards")
def test_two_pages_whose_checksums_begin_alike_have_names_of_their_own(monkeypatch):
    entries = many(200)
    monkeypatch.setattr(joining, "_DIGITS", 1)
    pages = {name: data for name, data in contents(made(entries)).items() if name.startswith("fragment/")}
    assert len(set(pages.values())) == len(pages) == len(entries)
    assert len({len(name) for name in pages}) > 1


@pytest.mark.usefixtures("small_shards")
def test_files_of_words_tell_from_where_to_where_they_go(monkeypatch):
    monkeypatch.setattr(joining, "_FULL", 1)  # so that nearly every word has a file of its own
    files = contents(made(many(100)))
    (meta,) = (data for name, data in files.items() if name.endswith(".pf_meta"))
    ranges = item(meta, 12)[0][2]
    words = [item(files[f"index/{name}.pf_index"], 15)[0] for *_, name in ranges]
    assert words == sorted(set(words))
    for (start, end, _), word in zip(ranges, words, strict=True):
        assert word.startswith(start)
        assert start <= end
    assert all(here[1] < there[0] for here, there in pairwise(ranges))
    # Where one begins with the other, they are told in full.
    assert ("put", "putin") in pairwise(words)


@pytest.mark.usefixtures("small_shards")
def test_a_word_that_only_we_should_know_costs_the_shards_and_nothing_else():
    entries = [*many(100), Entry("claim", "claims/odd/", "odd", words=("saysostandinqzx",))]
    files = contents(made(entries))
    assert files == contents(whole(entries))
    assert any(b"saysostandinqzx" in data for name, data in files.items() if name.endswith(".pf_index"))


# Who is in which shard


def test_few_entries_are_one_shard_and_many_are_dealt_evenly_enough():
    entries = many(6000)
    assert len(shards.deal(entries[:512])) == 1
    sizes = [len(shard) for shard in shards.deal(entries)]
    assert sum(sizes) == 6000
    assert max(sizes) <= 512
    assert min(sizes[:-1]) >= 128


def test_shards_do_not_depend_on_the_order_and_one_entry_more_or_less_moves_few_others():
    entries = many(6000)
    before = {tuple(shard) for shard in shards.deal(entries)}
    assert {tuple(shard) for shard in shards.deal(entries[::-1])} == before
    new = Entry("claim", "claims/3000-new/", "new")
    for other in ([*entries, new], entries[1:]):
        assert len({tuple(shard) for shard in shards.deal(other)} - before) <= 3


# What is kept


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".sayso-cache")


@pytest.mark.usefixtures("small_shards")
def test_an_edit_makes_one_shard_anew_and_gives_the_same_as_a_fresh_start(cache, indexed):
    entries = many(300)
    made(entries, cache=cache)
    everything = sum(indexed)
    assert everything > 300
    edited = [replace(entries[0], words=("Something else entirely.",)), *entries[1:]]
    for now in (edited, [*edited, Entry("term", "glossary/#new", "new")], edited[1:], entries):
        indexed.clear()
        files = made(now, cache=cache)
        assert sum(indexed) < everything / 3
        assert files == made(now)


@pytest.mark.parametrize("count", [15, 100])
@pytest.mark.usefixtures("small_shards")
def test_what_has_not_changed_is_not_indexed_again(cache, indexed, count):
    first = made(many(count), cache=cache)
    indexed.clear()
    assert made(many(count)[::-1], cache=cache) == first
    assert indexed == []
    made(many(count), "uk", cache=cache)
    assert indexed


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"no JSON\n",
        b"{}\n",
        b'[["../../../outside", 4]]\nevil',
        b'[["/outside", 4]]\nevil',
        b'[["a/../b", 4]]\nevil',
    ],
)
def test_what_somebody_has_made_by_hand_is_made_anew(cache, indexed, told):
    first = made(many(15), cache=cache)
    name = next(path.name for path in (cache.folder / "search").iterdir())
    kept = cache.read(f"search/{name}")
    key = kept[: kept.index(b"[[")]
    cache.write(f"search/{name}", [key, told])
    indexed.clear()
    assert made(many(15), cache=cache) == first
    assert indexed


@pytest.mark.usefixtures("small_shards")
def test_where_only_the_whole_is_lost_the_shards_are_joined_again(cache, indexed):
    first = made(many(100), cache=cache)
    (cache.folder / "search/en-whole").unlink()
    indexed.clear()
    assert made(many(100), cache=cache) == first
    assert indexed == []


@pytest.mark.usefixtures("small_shards")
def test_the_cache_holds_what_was_last_and_does_not_grow_with_edits(cache):
    entries = many(200)
    made(entries, cache=cache)

    def size() -> int:
        return len(list((cache.folder / "search").iterdir()))

    before = size()
    for turn in range(3):
        made([replace(entries[turn], title=f"Edit {turn}"), *entries[:turn], *entries[turn + 1 :]], cache=cache)
    assert size() == before


@pytest.mark.parametrize(
    "harm",
    [lambda _: b"", lambda data: data[: len(data) // 2], lambda data: bytes(len(data)), lambda data: data[::-1]],
    ids=["emptied", "cut short", "zeros", "noise"],
)
@pytest.mark.usefixtures("small_shards")
def test_a_harmed_cache_changes_nothing(cache, harm: Callable[[bytes], bytes]):
    entries = many(100)
    first = made(entries, cache=cache)
    for file in (cache.folder / "search").iterdir():
        file.write_bytes(harm(file.read_bytes()))
    assert made(entries, cache=cache) == first


@pytest.mark.usefixtures("small_shards")
def test_a_field_that_a_single_record_brings_is_known_everywhere(cache):
    entries = [replace(entry, status="") for entry in many(100)]
    made(entries, cache=cache)
    first = replace(entries[0], status="Disputed: asserted by A; denied by B.")
    files = made([first, *entries[1:]], cache=cache)
    assert contents(files) == contents(whole([first, *entries[1:]]))


# Which files have changed


@pytest.mark.usefixtures("small_shards")
def test_only_files_that_an_edit_has_changed_are_written(cache, tmp_path):
    entries = many(300)
    before, _ = write_index(entries, tmp_path / "whole", "en", cache)
    edited = [replace(entries[0], about="Changed"), *entries[1:]]
    after, _ = write_index(edited, tmp_path / "changed", "en", cache, before)
    files = {path.relative_to(tmp_path / "changed").as_posix() for path in (tmp_path / "changed").rglob("*.*")}
    written = {name for name in files if (tmp_path / "changed" / name).is_file()}
    assert written == {name for name, total in after.items() if before.get(name) != total}
    assert sum(name.startswith(f"{FOLDER}/fragment/") for name in written) == 1


# What can go wrong


@pytest.mark.usefixtures("small_shards")
def test_a_pagefind_that_fails_with_many_shards_is_one_warning(tmp_path, monkeypatch):
    answer = '{"payload": {"type": "Error", "message": "no room"}}'
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, answering(answer)))
    _, (problem,) = write_index(many(100), tmp_path / "site", "en", Cache(tmp_path / ".sayso-cache"))
    assert problem.message == "the site has no search: Pagefind said: no room"
    assert not (tmp_path / "site" / FOLDER).exists()


def changed(ending: str, change: Callable[[bytes], bytes]) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Give a way to change the files of an index of which the names end in some way."""

    def change_all(files: dict[str, bytes]) -> dict[str, bytes]:
        return {
            name: gzip.compress(change(gzip.decompress(data))) if name.endswith(ending) else data
            for name, data in files.items()
        }

    return change_all


FORMS = {
    "no first file": lambda files: {name: data for name, data in files.items() if "meta" not in name},
    "no pages": lambda files: {name: data for name, data in files.items() if "fragment" not in name},
    "another signature": changed(".pf_meta", lambda data: b"pagefind_xyz" + data[12:]),
    "more about the whole": changed(".pf_meta", lambda data: data[:12] + b"\x87" + data[13:] + b"\x00"),
    "something behind": changed(".pf_filter", lambda data: data + b"\x00"),
    "another kind of item": changed(".pf_filter", lambda data: data[:12] + b"\xa0"),
    "words in another form": changed(".pf_index", lambda data: data[:12] + b"\x82" + data[13:]),
    "a word of two parts": changed(".pf_index", lambda data: data.replace(b"\x83", b"\x82", 1)),
    "pages of four parts": changed(".pf_index", lambda data: data.replace(b"\x83\x00", b"\x84\x00")),
    "words cut short": changed(".pf_index", lambda data: data[:-30]),
    "a number for a list": changed(".pf_index", lambda data: data[:13] + b"\x05" + data[14:]),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.usefixtures("small_shards")
def test_files_in_a_form_that_is_not_known_are_left_to_pagefind_alone(monkeypatch, form):
    entries = many(60)
    real = parts.read_shard
    seen = []

    def read_shard(files: dict[str, bytes]) -> object:
        seen.append(True)
        return real(form(files))

    monkeypatch.setattr(making, "read_shard", read_shard)
    assert made(entries) == whole(entries)
    assert seen


def test_numbers_are_written_in_as_few_bytes_as_they_take():
    numbers = [0, 23, 24, 255, 256, 65535, 65536, 2**32 - 1]
    assert [len(put(number)) for number in numbers] == [1, 1, 2, 2, 3, 3, 5, 5]
    assert item(put([numbers, "é", [], put_head(0, 7)]), 0)[0] == [numbers, "é", [], 7]
