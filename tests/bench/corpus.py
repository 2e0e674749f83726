"""Make a content folder of any size: articles with claims, shared actors, units, places and terms.

The same numbers always make the same files. An article has 450 words in six
sections and eight claims with one to three positions; per article there are
three actors, one unit, three places and two terms, of which earlier ones are
named again and again, the first most often.
"""

import random
from pathlib import Path

FILLER = """
    reports from the front line remained hard to verify while officials spoke of progress and residents
    described long nights with little sleep as engineers repaired roads and bridges near the river
"""
SYLLABLES = "ba ko ri sun ter val mir ost lev dan gor pol sta vin zor hel nik tam ur bel"
STANCES = ("asserts", "denies", "confirms", "reports")


def make_corpus(folder: Path, articles: int, seed: int = 7) -> None:
    """Write `mkdocs.yml` and `content/` for a number of articles into a folder."""
    chance = random.Random(seed)
    names = {kind: [f"{_word(chance)} {kind} {n}" for n in range(count * articles)] for kind, count in KINDS.items()}
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Corpus\nsite_url: https://corpus.example/\ndocs_dir: content\n"
        "theme: {name: sayso}\nplugins: [sayso]\n",
        encoding="utf-8",
    )
    _write_entities(content, names)
    for number in range(articles):
        _write_article(content / "articles" / f"article-{number}", number, names, chance)


KINDS = {"Speaker": 3, "Brigade": 1, "Village": 3, "Term": 2}


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES.split(), k=3)).title()


def _id(kind: str, number: int) -> str:
    return f"{kind.lower()}-{number}"


def _write_entities(content: Path, names: dict[str, list[str]]) -> None:
    actors = [
        f"  - id: {_id('Speaker', n)}\n    name: {name}\n    type: person\n    summary: Speaks.\n"
        for n, name in enumerate(names["Speaker"])
    ]
    units = [f"  - id: {_id('Brigade', n)}\n    name: {name}\n" for n, name in enumerate(names["Brigade"])]
    places = [
        f"  - id: {_id('Village', n)}\n    name: {name}\n    type: village\n    coordinates: [50.1, 36.2]\n"
        for n, name in enumerate(names["Village"])
    ]
    terms = [
        f"  - id: {_id('Term', n)}\n    term: {name}\n    definition: What it means.\n"
        for n, name in enumerate(names["Term"])
    ]
    for key, records in {"actors": actors, "units": units, "places": places, "terms": terms}.items():
        (content / f"{key}.yml").write_text(f"{key}:\n{''.join(records)}", encoding="utf-8")


def _write_article(folder: Path, number: int, names: dict[str, list[str]], chance: random.Random) -> None:
    folder.mkdir(parents=True)
    known = {kind: _choose(number * count + count, count + 3, chance) for kind, count in KINDS.items()}
    speakers = known["Speaker"]
    paragraphs, claims = [], []
    for claim in range(8):
        voices = chance.sample(speakers, k=chance.choice((1, 2, 2, 3)))
        place = chance.choice(known["Village"])
        sentences = [_sentence(names, who, place, f"{number}-{claim}-{n}") for n, who in enumerate(voices)]
        extra = f"{names['Brigade'][known['Brigade'][0]]} and {names['Term'][chance.choice(known['Term'])]}"
        paragraphs.append(" ".join([*sentences, *chance.choices(FILLER.split(), k=30), extra + "."]))
        head = (
            f"  - id: claim-{number}-{claim}\n    claim: Point {claim} of report {number} holds.\n"
            f"    about: [{_id('Village', place)}]\n    positions:\n"
        )
        claims.append(head + _positions(voices, sentences, chance))
    sections = [f"# Part {n} of {number}\n\n{paragraph}" for n, paragraph in enumerate(paragraphs)]
    (folder / "text.md").write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    (folder / "claims.yml").write_text(f"claims:\n{''.join(claims)}", encoding="utf-8")
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    (folder / "article.yml").write_text(
        f"title: Report {number}\npublished: {day}\nlanguage: en\nsource: {{publisher: Corpus}}\nshow_text: full\n"
        f"in_brief:\n  - One thing was said.\n  - Another was denied.\n",
        encoding="utf-8",
    )


def _choose(newest: int, count: int, chance: random.Random) -> list[int]:
    """Choose the newest ones and some earlier ones, the first of all most often (Zipf)."""
    chosen = dict.fromkeys(range(newest - (count - 3), newest))
    weights = [1 / (n + 1) for n in range(newest)]
    chosen.update(dict.fromkeys(chance.choices(range(newest), weights, k=3)))
    return list(chosen)


def _sentence(names: dict[str, list[str]], who: int, place: int, point: str) -> str:
    return f"{names['Speaker'][who]} said that {names['Village'][place]} was point {point}."


def _positions(voices: list[int], sentences: list[str], chance: random.Random) -> str:
    return "".join(
        f"      - actor: {_id('Speaker', who)}\n        stance: {chance.choice(STANCES)}\n"
        f"        verb: said\n        quote: {sentence[:-1]}\n"
        for who, sentence in zip(voices, sentences, strict=True)
    )
