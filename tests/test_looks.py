"""Close looks are remembered: after any edit the doubts and the coverage are those of a fresh look."""

import shutil
from pathlib import Path

import pytest

from generator.build import Memory, load
from generator.cache import Cache
from generator.problems import Problem
from generator.proof import Looks, Proof
from generator.proof.coverage import Coverage
from generator.proof.fingerprints import fingerprint
from generator.proof.looks import CloseLook
from generator.proof.readings import positions_of

LABELLED = Path(__file__).parent / "doubts/en/known/content"

SLUICE = "articles/sluice/claims.yml"

EDITS = {
    "another name in messages": ("people.yml", "name: Ruth Calder", "name: Ruth Calder-Voss"),
    "an alias less": ("people.yml", "aliases: [Fellbrook]", "aliases: [The downstream council]"),
    "an actor becomes a place": (
        "people.yml",
        "actors:\n  - id: oakmere-council\n    name: Oakmere council\n",
        "places:\n  - {id: oakmere, name: Oakmere, type: town}\nactors:\n  - id: oakmere-council\n    name: Above\n",
    ),
    "other words of a claim": (SLUICE, "claim: Oakmere let water", "claim: Oakmere sent water"),
    "another publisher": ("articles/sluice/article.yml", "publisher: Tarrow Valley Post", "publisher: The Post"),
    "a name that two share": ("people.yml", "name: Tom Ashdown", "name: Ruth Calder"),
    "another side": ("people.yml", "affiliation: oakmere-council", "affiliation: fellbrook-council"),
    "another verb": (SLUICE, "verb: has accused", "verb: has begged"),
    "another speaker": (SLUICE, "actor: fellbrook-council", "actor: calder"),
    "a reason": (
        SLUICE,
        "        verb: rejects",
        "        because: the council is Oakmere's own\n        verb: rejects",
    ),
    "a line above": (SLUICE, "claims:\n", "claims:\n\n"),
    "another day": ("articles/sluice/article.yml", "published: 2026-03-12", "published: 2026-03-13"),
    "nothing published of the text": ("articles/sluice/article.yml", "show_text: full", "show_text: quotes"),
    "another language": ("articles/sluice/article.yml", "language: en", "language: uk"),
    "a language without cues": ("articles/sluice/article.yml", "language: en", "language: fi"),
    "a sentence more": ("articles/sluice/text.md", "\n\n", "\n\nTom Ashdown said nothing at all. "),
    "a text that is gone": ("articles/sluice/text.md", None, None),
    "a quote that is nowhere": (SLUICE, "quote: an accusation that", "quote: an accusation which"),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Labelled positions, each of which somebody has read."""
    content = Path(shutil.copytree(LABELLED, tmp_path / "content"))
    loaded, _ = load(tmp_path, content)
    prints = [fingerprint(position, loaded.library) for position in positions_of(loaded.library)]
    read = "".join(f"  - {{fingerprint: '{one}', by: Ben, on: 2026-05-01}}\n" for one in dict.fromkeys(prints))
    (content / "reviews.yml").write_text(f"reviews:\n{read}", "utf-8")
    return content


def read(content: Path, memory: Memory | None = None) -> tuple[Proof, list[Problem]]:
    loaded, problems = load(content.parent, content, memory=memory)
    return loaded.proof, problems


def edit(content: Path, file: str, old: str | None, new: str | None) -> None:
    path = content / file
    if old is None or new is None:
        path.unlink()
        return
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_set_has_doubts_to_remember(content: Path) -> None:
    proof, problems = read(content)
    assert len(problems) > 5
    assert len(proof.coverage) > 1
    assert len(proof.readings) > 20
    assert not proof.outdated_readings


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("where", ["in this process", "on disk"])
def test_after_an_edit_and_back_a_look_is_as_fresh(
    content: Path, change: tuple[str, str | None, str | None], where: str
) -> None:
    cache = Cache(content.parent / ".sayso-cache")
    memory = Memory(cache)
    whole = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    before = read(content, memory)
    edit(content, *change)
    memory = memory if where == "in this process" else Memory(cache)
    assert read(content, memory) == read(content)
    for path, data in whole.items():
        path.write_bytes(data)
    memory = memory if where == "in this process" else Memory(cache)
    assert read(content, memory) == before


def test_only_the_article_that_changed_is_looked_at_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(content.parent / ".sayso-cache")
    read(content, Memory(cache))
    looked: list[str] = []
    keep = Looks.keep

    def watch(self: Looks, article: str, stamp: str, look: CloseLook) -> CloseLook:
        looked.append(article)
        return keep(self, article, stamp, look)

    monkeypatch.setattr(Looks, "keep", watch)
    read(content, Memory(cache))
    assert looked == []
    edit(content, SLUICE, "verb: has accused", "verb: has begged")
    read(content, Memory(cache))
    assert looked == ["sluice"]


def test_a_look_without_doubts_is_taken_again_when_nothing_is_wrong_any_more() -> None:
    looks = Looks()

    def recall(*, with_doubts: bool) -> dict[str, CloseLook]:
        known = looks.recall({"one": "stamp"}, str, with_doubts=with_doubts)
        looks.save()
        return known

    looks.keep("one", "stamp", CloseLook(None, Coverage(2, 1)))
    looks.save()
    assert recall(with_doubts=False)["one"].coverage == Coverage(2, 1)
    assert recall(with_doubts=True) == {}
    looks.keep("one", "stamp", CloseLook((), Coverage(2, 1)))
    looks.save()
    assert recall(with_doubts=True) == recall(with_doubts=False) == {"one": CloseLook((), Coverage(2, 1))}


def test_no_word_of_a_withheld_text_is_kept(content: Path) -> None:
    edit(content, "articles/sluice/article.yml", "show_text: full", "show_text: quotes")
    _, problems = read(content, Memory(Cache(content.parent / ".sayso-cache")))
    shown = [p.passage for p in problems if p.withheld and p.passage]
    kept = (content.parent / ".sayso-cache/looks").read_text("utf-8")
    assert shown
    assert not [words for words in shown if words[:40] in kept]
