"""What was found in texts before: after any change of texts and names it is what is found afresh."""

import random
from dataclasses import fields, replace
from pathlib import Path

import pytest

from generator.build import Memory, load
from generator.cache import Cache, Shelf
from generator.link import Findings, Library, LinkedArticle, link
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


def test_loading_remembers_and_gives_the_same(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, 3)
    room.write()
    plain, problems = load(tmp_path, tmp_path / "content")
    for _ in range(2):
        kept, others = load(tmp_path, tmp_path / "content", memory=Memory(Cache(tmp_path / ".sayso-cache")))
        assert told(kept.library) == told(plain.library)
        assert others == problems
    assert {"records", "texts"} <= {file.name for file in (tmp_path / ".sayso-cache").iterdir()}


def test_an_index_of_names_finds_what_their_pattern_finds() -> None:
    dice = random.Random(5)
    signs = "ab Ab'’s-_1é\u0301«“.ß "
    for _ in range(60):
        names = [fold("".join(dice.choices(signs, k=dice.randint(1, 5)))) for _ in range(4)]
        finder: NameFinder = compile_names(names)
        index = NameIndex({spelling for name in names if name for spelling in (name, name[0].upper() + name[1:])})
        for _ in range(20):
            text = fold("".join(dice.choices(signs, k=30)))
            assert [at[:2] for at in index.find(text)] == [at[:2] for at in finder.find(text)], (names, text)
            assert index.search(text) == finder.search(text), (names, text)


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
