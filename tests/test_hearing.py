"""What was heard in our own words is remembered: after any edit the doubts are those of somebody who knows nothing."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import Memory, load
from generator.cache import Cache
from generator.problems import Problem, Severity
from generator.proof.hearing import Hearing
from generator.read import Options

TEXTS = {
    "one": "Norrholm said that the grey soldiers had taken the harbour bridge. Velde denied that. The long night.",
    "two": "Velde said that “the market was never closed” on Monday. Norrholm denied that. A quiet morning came.",
    "six": "Norrholm said little. Velde denied that. The old tower stands near the harbour, and the long night passed.",
}
CLAIMS = (
    "Grey soldiers have taken the harbour bridge",
    "Grey soldiers have left the harbour bridge",
    "The market of the old town has burned down",
    "Workers have closed the market of the town",
)
PIECES = (
    "The grey soldiers have taken the harbour bridge.",
    "Norrholm said that the grey soldiers have taken the harbour bridge.",
    "The market of the old town has burned down. Nobody knows why.",
    "Have workers closed the market of the town?",
    "Workers closed the market of the town.",
    "It was “the long night” for all.",
    "It was “a quiet morning” for all.",
    "It was “nothing of the sort” for all.",
    "It was “Old Bridge” for all.",
    "Norrholm claimed the prize.",
    "The harbour guard claimed the prize.",
    "The claims of the town are many.",
    "See [[market]] for more.",
    "See [[guard]] and [[bridge|the harbour bridge]] for more.",
    "Since then [[tower|the tower has gone]].",
    "Nothing else is known.",
)
NAMES = {
    "norrholm": ("Norrholm", "A quiet morning"),
    "velde": ("Velde", "Old Bridge"),
    "guard": ("Guard", "Harbour guard"),
}
STANCES = ("denies", "denies", "asserts", "questions")

Content = dict[str, Any]


def begin() -> Content:
    """Give records in which a little is said."""
    return {
        "names": {"norrholm": "Norrholm", "velde": "Velde", "guard": "Guard"},
        "summaries": {"norrholm": "None.", "velde": "None.", "guard": "None."},
        "claims": {
            name: {"words": words, "stance": "denies", "article": article, "verdict": "None."}
            for name, words, article in zip(
                ("bridge", "market", "tower", "works"), CLAIMS, ("one", "two", "six", "one"), strict=True
            )
        },
        "briefs": dict.fromkeys(TEXTS, "None."),
        "titles": dict.fromkeys(TEXTS, "A title"),
        "texts": dict(TEXTS),
        "event": {"title": "Nothing happens", "claims": ["bridge"]},
    }


def change(content: Content, chance: random.Random) -> None:
    """Change one thing."""
    words = " ".join(chance.sample(PIECES, chance.randint(1, 2)))
    claim, article = chance.choice(list(content["claims"].values())), chance.choice(list(TEXTS))
    match chance.randrange(10):
        case 0 | 1:
            content["summaries"][chance.choice(list(content["names"]))] = words
        case 2:
            content["briefs"][article] = words
        case 3:
            claim["words"] = chance.choice(CLAIMS)
        case 4:
            claim["stance"] = chance.choice(STANCES)
        case 5:
            claim["verdict"] = words
        case 6:
            name = chance.choice(list(NAMES))
            content["names"][name] = chance.choice(NAMES[name])
        case 7:
            content["texts"][article] = TEXTS[article] + chance.choice(("", " “A quiet morning” it was.", " None."))
        case 8:
            content["event"] = {
                "title": chance.choice((words, "Soldiers have taken a bridge")),
                "claims": chance.choice((["bridge"], ["works", "bridge"], [])),
            }
        case _:
            content["titles"][article] = chance.choice((words, "A title", "Nothing of the sort"))


def write(folder: Path, content: Content) -> None:
    """Write a project."""
    names = [
        {"id": name, "name": label, "type": "state", "summary": content["summaries"][name]}
        for name, label in content["names"].items()
    ]
    put(folder / "content/names.yml", listed("actors", names))
    for article, text in content["texts"].items():
        own = {name: claim for name, claim in content["claims"].items() if claim["article"] == article}
        claims = listed("claims", [make_claim(name, claim) for name, claim in own.items()])
        event = {"id": "night", "when": "2025-04-07", **content["event"]}
        events = listed("events", [event]) if article == "one" else ""
        put(folder / f"content/articles/{article}/claims.yml", claims + events)
        record = {
            "title": content["titles"][article],
            "published": "2025-04-08",
            "language": "en",
            "source": {"publisher": "The Lighthouse"},
        }
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items())
        lines += listed("in_brief", [content["briefs"][article]])
        put(folder / f"content/articles/{article}/article.yml", lines)
        put(folder / f"content/articles/{article}/text.md", text + "\n")


def listed(key: str, entries: list[Any]) -> str:
    """Write a list, each entry on a line of its own."""
    return f"{key}:\n" + "".join(f"  - {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def make_claim(name: str, claim: dict[str, str]) -> dict[str, Any]:
    told = {"actor": "norrholm", "stance": "asserts", "verb": "said", "quote": "Norrholm", "because": "So it is here"}
    other = {
        "actor": "velde",
        "stance": claim["stance"],
        "verb": "denied",
        "quote": "Velde",
        "because": "It is as above",
    }
    verdict = {"finding": "mixed", "why": claim["verdict"], "by": "Editors", "on": "2025-04-08"}
    return {"id": name, "claim": claim["words"] + ".", "positions": [told, other], "verdict": verdict}


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def doubts(folder: Path, memory: Memory | None = None, language: str = "en") -> list[Problem]:
    _, problems = load(folder, folder / "content", Options(language=language), memory=memory)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return problems


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_the_doubts_are_those_of_a_first_hearing(tmp_path, seed):
    chance, content = random.Random(seed), begin()
    cache = Cache(tmp_path / ".sayso-cache")
    memory, codes = Memory(cache), set()
    for _ in range(40):
        change(content, chance)
        write(tmp_path, content)
        memory = chance.choice((memory, Memory(cache)))
        found = doubts(tmp_path, memory)
        assert found == doubts(tmp_path)
        codes |= {problem.code for problem in found}
    assert codes >= {"loaded-verb", "disputed-as-fact", "quote-of-nobody"}


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the records that are heard again."""
    again: list[str] = []
    hear = Hearing._hear

    def note(self: Hearing, record: Any) -> Any:
        again.append(record.id)
        return hear(self, record)

    monkeypatch.setattr(Hearing, "_hear", note)
    return again


def edit(content: Content, *path: str, to: str) -> None:
    *way, last = path
    for key in way:
        content = content[key]
    content[last] = to


@pytest.mark.parametrize(
    ("what", "records"),
    [
        (lambda content: edit(content, "summaries", "guard", to="Other words"), ["guard"]),
        (lambda content: edit(content, "names", "velde", to="Velden"), ["velde"]),
        (lambda content: edit(content, "texts", "one", to=TEXTS["one"] + " It was over."), []),
        (lambda content: edit(content, "names", "guard", to="Guards"), ["guard", "norrholm"]),
    ],
    ids=["a summary", "a name", "a text", "a name that prose shows"],
)
def test_only_what_changed_is_heard_again(
    tmp_path: Path, heard: list[str], what: Callable[[Content], None], records: list[str]
) -> None:
    content, cache = begin(), Cache(tmp_path / ".sayso-cache")
    content["summaries"]["norrholm"] = "The [[guard]] stands here"
    write(tmp_path, content)
    doubts(tmp_path, Memory(cache))
    assert len(heard) == 11
    heard.clear()
    what(content)
    write(tmp_path, content)
    doubts(tmp_path, Memory(cache))
    assert heard == records


def test_in_another_language_all_is_heard_again(tmp_path, heard):
    content, memory = begin(), Memory()
    write(tmp_path, content)
    doubts(tmp_path, memory)
    heard.clear()
    doubts(tmp_path, memory, language="de")
    assert len(heard) == 11


def test_a_claim_that_comes_into_dispute_is_sought_in_what_stood_there(tmp_path, heard):
    content, memory = begin(), Memory()
    edit(content, "claims", "bridge", "stance", to="asserts")
    edit(content, "summaries", "guard", to=PIECES[0])
    write(tmp_path, content)
    assert doubts(tmp_path, memory) == []
    edit(content, "claims", "bridge", "stance", to="denies")
    write(tmp_path, content)
    heard.clear()
    assert [problem.code for problem in doubts(tmp_path, memory)] == ["disputed-as-fact"]
    assert heard == ["bridge"]


def test_of_two_claims_a_sentence_tells_the_one_that_it_is_nearer_to(tmp_path):
    content = begin()
    words = "Grey soldiers of the north have taken the harbour bridge"
    edit(content, "claims", "bridge", "words", to=words + " yesterday")
    edit(content, "claims", "works", "words", to=words)
    edit(content, "summaries", "guard", to=words)
    write(tmp_path, content)
    (doubt,) = doubts(tmp_path)
    assert doubt.message == f'this tells as a fact what is disputed: "{words}."'


def test_notes_of_another_form_are_as_none(tmp_path):
    content, cache = begin(), Cache(tmp_path / ".sayso-cache")
    edit(content, "summaries", "guard", to=PIECES[0])
    write(tmp_path, content)
    found = doubts(tmp_path, Memory(cache))
    kept = cache.read("voice")
    assert kept
    head, _, _ = kept.partition(b"\n")
    version, (name, stamp, _) = json.loads(head)
    for other in (b"[]", b"7", b"{", b"[7, [], {}, {}, {}, {}, [{}, [], {}]]"):
        cache.write("voice", [json.dumps([version, [name, stamp, len(other)]]).encode(), b"\n", other])
        assert doubts(tmp_path, Memory(cache)) == found


def test_what_was_heard_outlasts_content_with_errors(tmp_path, heard):
    content, cache = begin(), Cache(tmp_path / ".sayso-cache")
    edit(content, "summaries", "guard", to=PIECES[0])
    write(tmp_path, content)
    found = doubts(tmp_path, Memory(cache))
    put(tmp_path / "content/broken.yml", "claims: [\n")
    _, problems = load(tmp_path, tmp_path / "content", memory=Memory(cache))
    assert not {problem.code for problem in problems} & {problem.code for problem in found}
    (tmp_path / "content/broken.yml").unlink()
    heard.clear()
    assert doubts(tmp_path, Memory(cache)) == found
    assert heard == []


def test_words_of_nobody_are_told_wherever_they_stand(tmp_path):
    content, memory = begin(), Memory()
    edit(content, "summaries", "guard", to=PIECES[7])
    edit(content, "summaries", "velde", to=PIECES[7])
    write(tmp_path, content)
    assert [problem.code for problem in doubts(tmp_path, memory)] == ["quote-of-nobody"] * 2
    edit(content, "texts", "two", to=TEXTS["two"] + " “Nothing of the sort”, she said.")
    write(tmp_path, content)
    assert doubts(tmp_path, memory) == []


def test_a_verb_within_words_of_nobody_is_judged_by_the_names_that_there_are(tmp_path):
    content, memory = begin(), Memory()
    edit(content, "summaries", "velde", to="It was “Harbour guard claimed the prize” for all.")
    write(tmp_path, content)
    assert [problem.code for problem in doubts(tmp_path, memory)] == ["quote-of-nobody"]
    edit(content, "names", "guard", to="Harbour guard")
    write(tmp_path, content)
    assert sorted(problem.code for problem in doubts(tmp_path, memory)) == ["loaded-verb", "quote-of-nobody"]
