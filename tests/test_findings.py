"""What was found in texts before: after any change of texts and names it is what is found afresh."""

import random
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import pytest

from generator.build import Memory, load
from generator.cache import Cache, Shelf
from generator.link import Findings, Library, LinkedArticle, findings, link
from generator.link.findings import Spots
from generator.link.names import scan
from generator.problems import Problem
from generator.read import TextFile, read_content
from generator.text import FoldedSource, Found, NameFinder, NameIndex, compile_names, fold

ARTICLES = ("first", "second", "third")
NAMES = ("Ann", "Ann Marsh", "the mayor", "Bo", "Bo-Ann", "Зоя", "“Wolf”", "X 1", "marsh")
SENTENCES = (
    "Ann Marsh said so to Bo.",
    "The *mayor* of Bo-Ann said nothing.",
    "Ann\n> Marsh and Зоя met “Wolf” in X  1.",
    "Anna knew the mayor's house; Bo’s stood in the marsh.",
    "Nobody spoke.",
    "Ann Mar\u00adsh was there.",
)


class Newsroom:
    """A small project that is edited at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.dice = root, random.Random(seed)
        self.names = {"one": ["Ann"], "two": ["Bo", "the mayor"]}
        self.texts = {article: ["Ann Marsh said so to Bo."] for article in ARTICLES}
        self.own: dict[str, dict[str, str]] = {article: {} for article in ARTICLES}

    def edit(self) -> None:
        """Change a text, a name, or what an article settles."""
        article = self.dice.choice(ARTICLES)
        match self.dice.randrange(3):
            case 0:
                self.texts[article] = self.dice.sample(SENTENCES, self.dice.randint(1, 4))
            case 1:
                self.names[self.dice.choice(["one", "two"])] = self.dice.sample(NAMES, self.dice.randint(1, 5))
            case _:
                self.own[article] = {name: self.dice.choice(["one", "nobody"]) for name in self.dice.sample(NAMES, 2)}
        self.write()

    def write(self) -> None:
        actors = [
            f"  - {{id: {some_id}, name: {names[0]}, type: person, aliases: [{', '.join(names[1:])}]}}\n"
            for some_id, names in self.names.items()
        ]
        for file, text in self.files():
            path = self.root / "content" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (self.root / "content/actors.yml").write_text(f"actors:\n{''.join(actors)}", "utf-8")

    def files(self) -> list[tuple[str, str]]:
        made = []
        for article, sentences in self.texts.items():
            own = "".join(f"  {name}: {meant}\n" for name, meant in self.own[article].items())
            head = "title: T\npublished: 2025-04-08\nlanguage: en\nsource: {publisher: P}\n"
            quoted = "".join(
                f"      - {{actor: one, id: p-{number}, stance: asserts, verb: said, quote: {words!r}}}\n"
                for number, words in enumerate(["Ann Marsh said so", "Bo", "Nobody", "nn"])
            )
            claim = f"claims:\n  - id: claim-{article}\n    claim: It is so.\n    positions:\n{quoted}"
            made.append((f"articles/{article}/article.yml", head + (f"mentions:\n{own}" if own else "")))
            made.append((f"articles/{article}/text.md", "\n\n".join(sentences)))
            made.append((f"articles/{article}/claims.yml", claim))
        return made


def found(root: Path, memory: Memory) -> tuple[Library, list[Problem]]:
    records, problems = read_content(root, root / "content", before=memory.files)
    library, more = link(records, memory.findings)
    memory.save()
    return library, [*problems, *more]


def told(library: Library) -> list[object]:
    """Give all of a library that can be compared: a folded text is only itself."""

    def plainly(article: LinkedArticle) -> LinkedArticle:
        return replace(article, folded=None)

    tables = {field.name: getattr(library, field.name) for field in fields(library)}
    tables["articles"] = {some_id: plainly(article) for some_id, article in library.articles.items()}
    return [(name, list(table.items())) for name, table in tables.items()]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_all_is_found_as_if_for_the_first_time(seed: int, tmp_path: Path) -> None:
    room = Newsroom(tmp_path, seed)
    room.write()
    cache = Cache(tmp_path / ".sayso-cache")
    staying = Memory()
    for _ in range(20):
        room.edit()
        fresh, problems = found(tmp_path, Memory())
        for memory in (Memory(cache), staying):
            again, others = found(tmp_path, memory)
            assert told(again) == told(fresh)
            assert others == problems


def test_a_text_that_has_not_changed_is_not_even_folded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Newsroom(tmp_path, 1)
    room.write()
    cache = Cache(tmp_path / ".sayso-cache")
    for article in ARTICLES:
        room.texts[article] = ["Ann Marsh said so to Bo. Nobody was nn."]
    room.write()
    found(tmp_path, Memory(cache))
    folded: list[str] = []
    real = FoldedSource.blocks
    monkeypatch.setattr(FoldedSource, "blocks", lambda self: folded.append(self.source.file) or real(self))
    found(tmp_path, Memory(cache))
    assert folded == []
    room.names["two"].append("Carl")
    room.write()
    found(tmp_path, Memory(cache))
    assert folded == []
    room.names["two"].append("Marsh said")
    room.texts["first"].append("Carl came.")
    room.names["two"].append("Carl")
    room.write()
    found(tmp_path, Memory(cache))
    assert len(set(folded)) == 3
    folded.clear()
    room.texts["second"].append("And so on.")
    room.write()
    found(tmp_path, Memory(cache))
    assert set(folded) == {"content/articles/second/text.md"}


def test_a_linking_that_was_broken_off_leaves_nothing_wrong_behind(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, 2)
    room.write()
    findings = Findings(Cache(tmp_path / ".sayso-cache"))
    for names, sentences in ((["Ann"], SENTENCES[:1]), (["Marsh"], SENTENCES[:1]), (["Ann", "Marsh"], SENTENCES[1:4])):
        room.names["one"], room.texts["first"] = names, list(sentences)
        room.write()
        records, _ = read_content(tmp_path, tmp_path / "content")
        assert told(link(records, findings)[0]) == told(link(records)[0])


@pytest.mark.parametrize("kept", [b"", b"[1]", b"null", b"{}", b"\xff", b"[[1], [2], [[3]], [4], [[5]]]"])
def test_what_is_kept_in_another_form_is_looked_for_anew(
    kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path, 4)
    room.write()
    fresh, problems = found(tmp_path, Memory())
    monkeypatch.setattr(Shelf, "get", lambda *_: kept)
    again, others = found(tmp_path, Memory(Cache(tmp_path / ".sayso-cache")))
    assert told(again) == told(fresh)
    assert others == problems


def test_a_text_whose_names_nobody_asked_for_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / ".sayso-cache")
    text = TextFile("text.md", "Bo spoke.", "checksum")
    asked: list[str] = []

    def find() -> tuple[Found, bool]:
        asked.append("Bo")
        return Found(((0, 2),), 0), False

    for _ in range(2):
        findings = Findings(cache)
        for _ in range(2):
            assert findings.quote("first", text, ("Bo", None, None), find) == (Found(((0, 2),), 0), False)
        findings.save()
    assert asked == ["Bo", "Bo"]


TEXT = TextFile("text.md", "Bo spoke. Nobody heard the mayor of the town.", "checksum")
PLACES = {"Bo": (Found(((0, 2),), 0), False), "body … the mayor of": (Found(((12, 16), (23, 35)), 0), True)}
BO, BODY = ((words, None, None) for words in PLACES)


class Desk:
    """Links texts as the program does, and writes down what it had to look for."""

    def __init__(self, folder: Path | None) -> None:
        self.findings = Findings(Cache(folder))
        self.looked: list[str] = []

    def names(self, text: TextFile = TEXT, own: Iterable[str] = ()) -> None:
        standing = sorted(name for name in self.findings._names if name in text.text)
        spots = [(number, 0, 0, number, number + 1, number > 0) for number, _ in enumerate(standing)]
        found = Spots(tuple(own), tuple(standing), spots, ("absent",))
        assert self.findings.spots(text.file, text, own, partial(self._look, "names", found)) == found

    def quote(self, quote: str, prefix: str | None = None, suffix: str | None = None, text: TextFile = TEXT) -> None:
        words = (quote, prefix, suffix)
        told = " | ".join(word for word in words if word)
        assert self.findings.quote(text.file, text, words, partial(self._look, told, PLACES[quote])) == PLACES[quote]

    def _look(self, told: str, found: object) -> object:
        self.looked.append(told)
        return found

    def done(self) -> list[str]:
        """End a linking, and give what had to be looked for."""
        self.findings.save()
        looked, self.looked = self.looked, []
        return looked

    def link(self, names: Iterable[str], *quotes: tuple[str, str | None, str | None]) -> list[str]:
        self.findings.seek(names)
        self.names()
        for words in quotes:
            self.quote(*words)
        return self.done()


def test_what_was_found_is_not_looked_for_again(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "cache"):
        desk = Desk(folder)
        assert desk.link(["Bo"], BO, BODY) == ["names", "Bo", "body … the mayor of"]
        for _ in range(3):
            assert desk.link(["Bo"], BO, BODY) == []
    for _ in range(2):
        assert Desk(tmp_path / "cache").link(["Bo"], BODY, BO) == []


def test_words_that_are_quoted_twice_are_looked_for_once() -> None:
    assert Desk(None).link(["Bo"], BO, BODY, BO) == ["names", "Bo", "body … the mayor of"]


def test_a_quote_more_is_kept_as_well_and_one_that_is_gone_is_let_go(tmp_path: Path) -> None:
    one, both = (BO,), (BO, BODY)
    assert Desk(tmp_path).link([], *one) == ["names", "Bo"]
    assert Desk(tmp_path).link([], *both) == ["body … the mayor of"]
    assert Desk(tmp_path).link([], *both) == []
    assert Desk(tmp_path).link([], *one) == []
    assert Desk(tmp_path).link([], *both) == ["body … the mayor of"]
    staying = Desk(None)
    assert [staying.link([], *quotes) for quotes in (both, one, both)][2] == ["body … the mayor of"]


def test_the_same_words_behind_others_are_another_quote() -> None:
    """Else the place of one would be shown for the other."""
    around = [(None, None), *((one, None) for one in "ab"), *((None, one) for one in "ab"), ("a", "b"), ("b", "a")]
    quotes = [("Bo", prefix, suffix) for prefix, suffix in around]
    looked = Desk(None).link([], *quotes, *quotes)
    assert looked[1:] == ["Bo", "Bo | a", "Bo | b", "Bo | a", "Bo | b", "Bo | a | b", "Bo | b | a"]


def test_where_nothing_is_new_nothing_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.link(["Bo"], BO)
    written = (tmp_path / "texts").stat().st_ino
    for again in (desk, desk, Desk(tmp_path)):
        again.link(["Bo"], BO)
        assert (tmp_path / "texts").stat().st_ino == written
    Desk(tmp_path).link(["Bo", "Ann"], BO)
    assert (tmp_path / "texts").stat().st_ino != written


def test_only_a_name_that_may_stand_there_has_a_text_looked_through(tmp_path: Path) -> None:
    assert Desk(tmp_path).link(["Bo"]) == ["names"]
    assert Desk(tmp_path).link(["Bo", "the nobody", "Bo Town-Hall"]) == []
    assert Desk(tmp_path).link(["Bo", "the town"]) == ["names"]
    assert Desk(tmp_path).link(["Bo", "the town", "!"]) == ["names"]
    assert Desk(tmp_path).link(["the town", "!"]) == ["names"]
    assert Desk(tmp_path).link(["the town"]) == []


def test_another_own_name_has_a_text_looked_through() -> None:
    desk = Desk(None)
    for own, looked in (((), ["names"]), (("Bo",), ["names"]), (("Bo",), []), (("mayor",), ["names"])):
        desk.names(own=own)
        assert desk.done() == looked


def test_names_are_kept_only_with_the_names_that_were_sought(tmp_path: Path) -> None:
    desk, other = Desk(tmp_path), TextFile("other.md", TEXT.text, "checksum")
    desk.link(["Bo"], BO)
    desk.findings.seek(["Bo", "the town"])
    desk.quote("Bo")
    desk.names(other)
    assert desk.done() == ["names"]
    later = Desk(tmp_path)
    later.findings.seek(["Bo", "the town"])
    later.names(other)
    assert later.looked == []
    later.names()
    assert later.done() == ["names"]


def test_a_text_that_changes_before_a_linking_has_come_to_its_end_is_looked_through_again(tmp_path: Path) -> None:
    for folder in (None, tmp_path):
        desk = Desk(folder)
        desk.names()
        desk.names(replace(TEXT, sha256="another"))
        desk.names(replace(TEXT, sha256="another"))
        assert desk.done() == ["names", "names"]
        desk.names(replace(TEXT, sha256="a third one"))
        assert desk.done() == ["names"]


@pytest.mark.parametrize(("module", "name"), [(findings, "PARSER"), (sys, "version"), (unicodedata, "unidata_version")])
def test_what_another_program_found_is_looked_for_anew(
    module: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(tmp_path).link([], BO)
    monkeypatch.setattr(module, name, "another")
    assert Desk(tmp_path).link([], BO) == ["names", "Bo"]


def test_another_program_is_one_whose_linking_records_or_texts_are_worked_on_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[Path] = []
    monkeypatch.setattr(findings, "checksum_of_code", lambda *places: rooms.extend(places) or "code")
    Desk(tmp_path)
    assert {room.name for room in rooms} == {"link", "model", "text"}
    assert all(room.is_dir() for room in rooms)


def test_where_only_the_names_have_another_form_all_texts_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(tmp_path).link(["Bo"], BO)
    real = Shelf.get
    monkeypatch.setattr(Shelf, "get", lambda self, name, stamp: real(self, name, stamp) if name else b"null")
    assert Desk(tmp_path).link(["Bo"], BO) == ["names"]


def test_loading_remembers_and_gives_the_same(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, 3)
    room.write()
    plain, problems = load(tmp_path, tmp_path / "content")
    for _ in range(2):
        kept, others = load(tmp_path, tmp_path / "content", memory=Memory(Cache(tmp_path / ".sayso-cache")))
        assert told(kept.library) == told(plain.library)
        assert others == problems
    assert {"records", "texts"} <= {file.name for file in (tmp_path / ".sayso-cache").iterdir()}


@pytest.mark.parametrize(("signs", "most"), [("ab Ab'’s-_1é\u0301«“.ß ", 4), ("a b -", 20)])
def test_an_index_of_names_finds_what_their_pattern_finds(signs: str, most: int) -> None:
    dice = random.Random(5)
    for _ in range(60):
        names = [fold("".join(dice.choices(signs, k=dice.randint(1, most + 1)))) for _ in range(most)]
        finder: NameFinder = compile_names(names)
        index = NameIndex({spelling for name in names if name for spelling in (name, name[0].upper() + name[1:])})
        for _ in range(20):
            text = fold("".join(dice.choices(signs, k=30)))
            assert [at[:2] for at in index.find(text)] == [at[:2] for at in finder.find(text)], (names, text)
            assert index.search(text) == finder.search(text), (names, text)
            alone = {name for name in names if name and any(NameFinder({name: name}).find(text))}
            assert index.standing(text) & {*names} == alone, (names, text)


def test_where_no_names_are_sought_none_are_found() -> None:
    for finder in (compile_names([]), NameIndex([])):
        assert finder.search("Ann spoke.") is None
        assert list(finder.find("Ann spoke.")) == []


def test_the_names_of_a_text_and_of_the_site_are_found_as_if_they_were_in_one_index() -> None:
    dice = random.Random(6)
    signs = "ab Ab'’s-_1é\u0301«“.ß "

    def names() -> list[str]:
        made = (fold("".join(dice.choices(signs, k=dice.randint(1, 5)))) for _ in range(4))
        return [spelling for name in made if name for spelling in (name, name[0].upper() + name[1:])]

    for _ in range(60):
        own, site = names(), names()
        one, two = NameIndex([*own, *site]), (NameIndex(own), NameIndex(site))
        for _ in range(20):
            text = fold("".join(dice.choices(signs, k=30)))
            assert list(scan(two, text)) == [at[:2] for at in one.find(text)], (own, site, text)
