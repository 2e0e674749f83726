"""Small pieces of content that are repeated until a program that goes back and forth over them would never end."""

import json
from collections.abc import Callable

MKDOCS_YML = b"""\
site_name: T
site_url: https://site.example/
docs_dir: content
theme: {name: sayso}
plugins: [sayso: {cache: no}]
"""
ACTORS = "actors:\n  - {id: aa, name: Aaland, type: state}\n  - {id: bb, name: Beland, type: state}\n"
ARTICLE = "title: T\npublished: 2025-04-08\nlanguage: en\nsource: {publisher: P}\nshow_text: full\n"
SAID = "Aaland said yes"
LONGEST_LINE = 999
LONGEST_PASSAGE = 19_900


def claim(some_id: str, quote: str = SAID, more: str = "", verb: str = "said") -> str:
    words = json.dumps(quote, ensure_ascii=False)
    position = f"{{actor: aa, stance: asserts, verb: {verb}, quote: {words}}}"
    return f"  - id: {some_id}\n    claim: Claim {some_id}.\n{more}    positions:\n      - {position}\n"


def content(
    text: str = f"# T\n\n{SAID}.\n", claims: str = "", article: str = ARTICLE, actors: str = ACTORS, more: str = ""
) -> dict[str, bytes]:
    files = {
        "content/a.yml": actors,
        "content/articles/v/article.yml": article,
        "content/articles/v/text.md": text,
        "content/articles/v/claims.yml": "claims:\n" + (claims or claim("c1")),
        **({"content/more.yml": more} if more else {}),
    }
    return {"mkdocs.yml": MKDOCS_YML, **{name: words.encode() for name, words in files.items()}}


def many(piece: str, size: int) -> str:
    return (piece * (size // len(piece.encode()) + 1))[: size // max(1, len(piece.encode()) // len(piece))]


PIECES = {
    "a letter": "a", "spaces": " ", "quotation marks": '"', "curly marks": "“”", "brackets": "][", "stars": "*",
    "stars and signs": "*_", "stars and spaces": "* a ", "opening stars": "*a ", "letters and spaces": "a ",
    "backticks": "`",
    "deep quotes": "> ", "hashes": "#", "paragraphs": "a line\n\n", "ellipses": "…", "gaps": "[…]", "sentences": "A. ",
    "one without a space": "中", "marks": "e\u0301", "unseen signs": "\u200b", "backslashes": "\\", "apostrophes": "'a",
    "speakers": "Aaland said ", "pronouns": "He said so. ", "one sentence": "and said that Beland said ",
}  # fmt: skip
Bomb = Callable[[int], dict[str, bytes]]


def of_text(piece: str) -> Bomb:
    """A text of one piece, and a quote that does not stand in it and is like all of it."""
    quote = many(piece, 600).strip() + "zz"
    return lambda size: content(f"{SAID}.\n\n{many(piece, size - 100)}", claim("c1") + claim("c2", quote))


def of_prose(piece: str) -> Bomb:
    """The longest passage of editors that may be, in many fields at once."""
    prose = json.dumps(many(piece, LONGEST_PASSAGE), ensure_ascii=False)
    return lambda size: content(article=ARTICLE + "in_brief:\n" + f"  - {prose}\n" * (size // 60_000 + 1))


PROSE = {
    "references": "[[", "labels": "[[a|", "stars": "*_", "links": "[a](", "pictures": "![a](", "tags": "<a ",
    "lists": "- ",
}  # fmt: skip


def verb_of_many_words(size: int) -> dict[str, bytes]:
    text = "Aaland said " + "a " * 200 + "yes"
    return content(text, claim("c1", text, verb="said " + "a " * 400 + "z"))


def heading(size: int) -> dict[str, bytes]:
    return content("# Aaland" + " " * (size - 100) + f"b\n\n{SAID}.\n")


def quotes_that_stand_everywhere(size: int) -> dict[str, bytes]:
    count = size // 1000
    return content(many("alpha ", size), "".join(claim(f"c{n}", "alpha " * 50) for n in range(count)))


def quotes_that_stand_nowhere(size: int) -> dict[str, bytes]:
    words = [f"word{n * n % 97}" for n in range(40)]
    quotes = (" ".join(words[n % 40 :] + words[: n % 40]) for n in range(size // 5000))
    return content(many(" ".join(words[::-1]) + " ", size), "".join(claim(f"c{n}", q) for n, q in enumerate(quotes)))


def quotes_full_of_gaps(size: int) -> dict[str, bytes]:
    return content(many("alpha beta gamma ", size), claim("c1", "alpha beta gamma […] " * 600 + "alpha yyy"))


def names_within_names(size: int) -> dict[str, bytes]:
    named = "".join(f"      - {'a ' * n}b{n}\n" for n in range(1, LONGEST_LINE // 2 - 2, 2))
    actors = f"actors:\n  - id: aa\n    name: Aaland\n    type: state\n    aliases:\n{named}"
    return content(f"{SAID}. " + many("a ", size // 2), actors=actors)


def own_names_within_names(size: int) -> dict[str, bytes]:
    mentions = "mentions:\n" + "".join(f"  {' '.join('a' * n)}: aa\n" for n in range(1, 151))
    return content(f"{SAID}. " + many("a ", size - 20_000), article=ARTICLE + mentions)


def marks_that_no_letter_bears(size: int) -> dict[str, bytes]:
    name = "中 " + "\u0627" * 490 + " \u064e" * 240
    terms = "".join(f"  - {{id: t{n}, term: {name}{n}, definition: D}}\n" for n in range(size // 2000))
    return content(more=f"terms:\n{terms}")


def words_of_links(size: int) -> dict[str, bytes]:
    prose = (f"[a.{'!' * 19_000}a](https://b.example/)", f"[{'www.' * 4_800}x](https://b.example/)")
    briefs = "".join(f"  - {json.dumps(prose[n % 2])}\n" for n in range(max(2, size // 20_000)))
    return content(article=f"{ARTICLE}in_brief:\n{briefs}")


def names_by_the_thousand(size: int) -> dict[str, bytes]:
    count = size // 40
    mentions = "mentions:\n" + "".join(f"  word{n}: aa\n" for n in range(count))
    return content(f"{SAID}. " + " ".join(f"word{n}" for n in range(count)), article=ARTICLE + mentions)


def chain(size: int) -> dict[str, bytes]:
    count = size // 100
    links = "".join(f"  - {{id: u{n}, name: U {n}, part_of: u{n + 1}}}\n" for n in range(count))
    return content(more=f"units:\n{links}  - {{id: u{count}, name: End}}\n")


def circle(size: int) -> dict[str, bytes]:
    count = size // 100
    return content(
        more="units:\n" + "".join(f"  - {{id: u{n}, name: U {n}, part_of: u{(n + 1) % count}}}\n" for n in range(count))
    )


def clique(size: int) -> dict[str, bytes]:
    ids = [f"k{n}" for n in range(int((size / 5) ** 0.5))]
    against = [f"    contradicts: [{', '.join(other for other in ids if other != some_id)}]\n" for some_id in ids]
    return content(claims="".join(map(claim, ids, [SAID] * len(ids), against)))


def positions(size: int) -> dict[str, bytes]:
    one = "      - {{id: p{}, actor: {}, stance: asserts, verb: said, quote: Aaland said yes}}\n"
    listed = "".join(one.format(n, ("aa", "bb")[n % 2]) for n in range(size // 200))
    return content(claims=f"  - id: c1\n    claim: S.\n    positions:\n{listed}")


def old_ids(size: int) -> dict[str, bytes]:
    listed = ", ".join(f"o{n}" for n in range(size // 20))
    return content(actors=f"actors:\n  - {{id: aa, name: Aaland, type: state, was: [{listed}]}}\n")


def unknown_ids(size: int) -> dict[str, bytes]:
    known = "".join(f"  - {{id: a-long-name-of-an-actor-{n}, name: N {n}, type: state}}\n" for n in range(size // 150))
    wrong = "".join(claim(f"c{n}", more=f"    about: [a-long-name-of-an-acter-{n}]\n") for n in range(size // 400))
    return content(actors=ACTORS + known, claims=wrong)


BOMBS: dict[str, Bomb] = {
    **{f"text of {name}": of_text(piece) for name, piece in PIECES.items()},
    **{f"prose of {name}": of_prose(piece) for name, piece in PROSE.items()},
    **{
        bomb.__name__.replace("_", " "): bomb
        for bomb in (
            verb_of_many_words, heading, quotes_that_stand_everywhere, quotes_that_stand_nowhere, quotes_full_of_gaps,
            names_within_names, own_names_within_names, marks_that_no_letter_bears, words_of_links,
            names_by_the_thousand, chain, circle, clique, positions, old_ids, unknown_ids,
        )
    },
}  # fmt: skip
