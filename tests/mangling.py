"""Real content, mangled: one article of this repository with what belongs to it, cut short, and ways to break it.

A way to break it is a few numbers, so that whoever tries many of them can make a failing one small.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from sites import ROOT

Files = dict[str, bytes]
Step = tuple[int, int, int, int, int]
"""Which way, in which file, at which two places, and with what."""

ARTICLE = "content/articles/belgorod-confirmed"
CLAIMS = 5
MKDOCS_YML = b"""\
site_name: Mangled
site_url: https://site.example/
docs_dir: content
theme: {name: sayso}
plugins: [sayso: {cache: no, maps: no, pictures: none, search: no}]
"""
PLAIN = ["claims.yml", "article.yml", "text.md", "events.yml"]

TOKENS = [
    " ", "\t", "\n", "\r", "\r\n", ":", ": ", " #", "- ", '"', "'", "[", "]", "{", "}", "[[", "]]", "[[a|",
    "&a ", "*a",
    "!t ", "!!str ", "|", "|2+", ">-", "%", "%YAML 1.1\n", "@", "`", "---\n", "...\n", "? ", "\\", "<<: x\n",
    ",", "~",
    "null", "no", "0", "-1", "1e999", "0x10", "9" * 40, "2025", "2025-13-45", "2025-04/2025-03", "..",
    "1999-01-01/..",
    "id:", "claim:", "positions:", "actor:", "article:", "quote:", "stance:", "said:", "about:",
    "contradicts:", "via:",
    "affiliation:", "part_of:", "was:", "aliases:", "mentions:", "coordinates:", "text_sha256:", "show_text:",
    "links:",
    "reviews:", "forms:", "verdict:", "evidence:", "corrections:", "speaking_for:", "original:", "prefix:",
    "because:",
    "report", "themselves", "nobody", "zelensky", "ukraine", "russia", "forces-in-belgorod",
    "belgorod-region", "asserts",
    "denies", "retracts", "quotes", "full", "https://a.example/", "javascript:x", "mailto:a@b.example", "www.x", "…",
    "[…]", "...", "“", "”", "«", "„", "’", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufeff", "\x00",
    "\x1b[2J",
    "\x85", "\u2028", "\ufffd", "\u0301", "\U0001f1fa\U0001f1e6", "\U00020000", "\U000e0041", "и", "é",
    "e\u0301", "ﬁ", "İ",
    "ß", "中文", "سلام", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "<script>", "&amp;", "{{ 7*7 }}",
    "{% x %}", "::error::",
    "[" * 40, "{a: " * 40, "- " * 40, "a: " * 40, "*" * 60, "> " * 30, "#" * 8, "x" * 1200, "a " * 700, "\n" * 60,
]  # fmt: skip
"""What is put in: signs of YAML and Markdown, words of ours, dates, ids, quotation marks, characters that mislead."""

NAMES = [
    "content/actors.yml", "content/x.yml", "content/x.yaml", "content/x.md", "content/index.md", "content/a b.yml",
    "content/articles/x/article.yml", "content/articles/X y/text.md", f"{ARTICLE}/text.md", f"{ARTICLE}/article.yml",
    f"{ARTICLE}/notes.txt", "content/articles/stray.yml", "content/404.md", "content/claims.md", "content/.x.yml",
    "content/é.yml", "content/CON.yml", "content/articles/claims.yml/x.yml",
]  # fmt: skip


def real_files() -> Files:
    """Cut one article of the repository with five of its claims, and all records that these name."""
    whole = {file: (ROOT / file).read_text("utf-8") for file in _there()}
    claims = _blocks(whole[f"{ARTICLE}/claims.yml"])
    kept = [body for _, body in claims[1:][:CLAIMS]]
    texts = {f"{ARTICLE}/claims.yml": claims[0][1] + "".join(kept), f"{ARTICLE}/text.md": whole[f"{ARTICLE}/text.md"]}
    others = {name: _blocks(text) for name, text in whole.items() if name.count("/") == 1}
    known = {some_id for blocks in others.values() for some_id, _ in blocks} | {
        some_id for some_id, _ in claims[1:][:CLAIMS]
    }
    texts[f"{ARTICLE}/article.yml"] = _short_article(whole[f"{ARTICLE}/article.yml"], known)
    wanted: set[str] = set()
    while more := {i for i in known if any(re.search(rf"\b{i}\b", text) for text in texts.values())} - wanted:
        wanted |= more
        for name, blocks in others.items():
            texts[name] = blocks[0][1] + "".join(body for some_id, body in blocks[1:] if some_id in wanted)
    return {name: text.encode() for name, text in texts.items()} | {"mkdocs.yml": MKDOCS_YML}


def _there() -> list[str]:
    plain = [f"content/{name}.yml" for name in ("actors", "places", "units", "terms")]
    return [*plain, *(f"{ARTICLE}/{name}" for name in PLAIN)]


def _blocks(text: str) -> list[tuple[str, str]]:
    """Divide a file into what stands above its records, and each of these by its id."""
    first, *others = re.split(r"(?m)^(?=  - id: )", text)
    return [("", first), *((body.split("\n")[0].removeprefix("  - id: ").strip(), body) for body in others)]


def _short_article(text: str, known: set[str]) -> str:
    """Leave out the questions, and lines that name what is not there."""
    above, _, rest = text.partition("\nquestions:\n")
    lines = (above + "\n\nmentions:\n" + rest.partition("\nmentions:\n")[2]).split("\n")
    named = [re.findall(r"\[\[([\w-]+)", line) for line in lines]
    return "\n".join(line for line, ids in zip(lines, named, strict=True) if known.issuperset(ids))


# Ways


def mangle(files: Files, steps: list[Step]) -> Files:
    """Take some steps one after another."""
    made = dict(files)
    for way, file, first, second, what in steps:
        names = sorted(name for name in made if name != "mkdocs.yml") or [f"{ARTICLE}/text.md"]
        WAYS[way % len(WAYS)](made, names[file % len(names)], first, second, what)
    return made


def _place(number: int, length: int) -> int:
    return number % (length + 1)


def flip(made: Files, name: str, first: int, second: int, what: int) -> None:
    data = bytearray(made.get(name, b""))
    if data:
        data[first % len(data)] ^= 1 << (what % 8)
    made[name] = bytes(data)


def cut(made: Files, name: str, first: int, second: int, what: int) -> None:
    data = made.get(name, b"")
    at = _place(first, len(data))
    made[name] = data[:at] + data[at + 1 + second % (1 + what % 400) :]


def end(made: Files, name: str, first: int, second: int, what: int) -> None:
    data = made.get(name, b"")
    made[name] = data[: _place(first, len(data))]


def repeat(made: Files, name: str, first: int, second: int, what: int) -> None:
    data = made.get(name, b"")
    at, other = _place(first, len(data)), _place(second, len(data))
    made[name] = data[:at] + data[other : other + 1 + what % 200] + data[at:]


def borrow(made: Files, name: str, first: int, second: int, what: int) -> None:
    """Put a piece of another file in."""
    data, other = made.get(name, b""), made[sorted(made)[what % len(made)]]
    at, start = _place(first, len(data)), _place(second, len(other))
    made[name] = data[:at] + other[start : start + 1 + what % 120] + data[at:]


def put(made: Files, name: str, first: int, second: int, what: int) -> None:
    data, token = made.get(name, b""), TOKENS[what % len(TOKENS)].encode("utf-8", "surrogatepass")
    at = _place(first, len(data))
    made[name] = data[:at] + token + data[at:]


def put_at_a_word(made: Files, name: str, first: int, second: int, what: int) -> None:
    """Put something in where a word, a sign or a line begins; or in its place."""
    data = made.get(name, b"")
    pieces = re.findall(rb"\w+|\s+|[^\w\s]", data) or [b""]
    token = TOKENS[what % len(TOKENS)].encode("utf-8", "surrogatepass")
    pieces[first % len(pieces)] = token + (pieces[first % len(pieces)] if second % 2 else b"")
    made[name] = b"".join(pieces)


def move_words(made: Files, name: str, first: int, second: int, what: int) -> None:
    pieces = re.findall(rb"\w+|\s+|[^\w\s]", made.get(name, b"")) or [b""]
    one, other = first % len(pieces), second % len(pieces)
    match what % 3:
        case 0:
            pieces[one], pieces[other] = pieces[other], pieces[one]
        case 1:
            pieces.insert(other, pieces[one])
        case _:
            del pieces[one]
    made[name] = b"".join(pieces)


def move_lines(made: Files, name: str, first: int, second: int, what: int) -> None:
    lines = made.get(name, b"").split(b"\n")
    one, other = first % len(lines), second % len(lines)
    match what % 4:
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one] = b" " * (what % 7) + lines[one]
        case _:
            del lines[one]
    made[name] = b"\n".join(lines)


def restructure(made: Files, name: str, first: int, second: int, what: int) -> None:
    """Change the tree of a file and write it anew; where it is none, put something in."""
    try:
        tree = yaml.load(made.get(name, b"").decode(), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        tree = None
    spots = list(_spots(tree))
    if not spots or not name.endswith("ml"):
        put_at_a_word(made, name, first, second, what)
        return
    (holder, key), (other, its) = spots[first % len(spots)], spots[second % len(spots)]
    SHAPES[what % len(SHAPES)](holder, key, other, its, what)
    try:
        written = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    made[name] = written.encode("utf-8", "surrogatepass")


Holder = dict[Any, Any] | list[Any]


def _spots(node: Any) -> Any:
    """Give each place of a tree: what holds it, and by which key or number."""
    places = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(places):
        yield node, key
        yield from _spots(value)


def _delete(holder: Holder, key: Any, *_: Any) -> None:
    del holder[key]


def _double(holder: Holder, key: Any, *_: Any) -> None:
    if isinstance(holder, list):
        holder.insert(key, _copied(holder[key]))
    else:
        holder[f"{key}_"] = _copied(holder[key])


def _exchange(holder: Holder, key: Any, other: Holder, its: Any, _: int) -> None:
    holder[key], other[its] = _copied(other[its]), _copied(holder[key])


def _overwrite(holder: Holder, key: Any, other: Holder, its: Any, _: int) -> None:
    other[its] = _copied(holder[key])


def _deepen(holder: Holder, key: Any, other: Holder, its: Any, what: int) -> None:
    for _ in range(1 + what % 30):
        holder[key] = [holder[key]] if what % 2 else {"a": holder[key]}


def _retype(holder: Holder, key: Any, other: Holder, its: Any, what: int) -> None:
    holder[key] = [[], {}, "", [""], {"": ""}, "x", ["a", ["b"]], {"id": "x"}, None][what % 9]


def _rename(holder: Holder, key: Any, other: Holder, its: Any, what: int) -> None:
    if isinstance(holder, dict):
        holder[str(its) if what % 2 else TOKENS[what % len(TOKENS)]] = holder.pop(key)


def _mark(holder: Holder, key: Any, other: Holder, its: Any, what: int) -> None:
    if isinstance(holder[key], str):
        holder[key] = holder[key] + TOKENS[what % len(TOKENS)]


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(held) for key, held in value.items()}
    return [_copied(held) for held in value] if isinstance(value, list) else value


SHAPES: list[Callable[..., None]] = [_delete, _double, _exchange, _overwrite, _deepen, _retype, _rename, _mark]


def move_files(made: Files, name: str, first: int, second: int, what: int) -> None:
    others = sorted(made.keys() - {"mkdocs.yml"}) or [name]
    other = others[second % len(others)]
    match what % 5:
        case 0:
            made.pop(name, None)
        case 1:
            made[NAMES[first % len(NAMES)]] = made.pop(name, b"")
        case 2:
            made[NAMES[first % len(NAMES)]] = made.get(name, b"")
        case 3:
            made[name] = b""
        case _:
            made[name], made[other] = made[other], made.get(name, b"")


WAYS: list[Callable[[Files, str, int, int, int], None]] = [
    flip, cut, end, repeat, borrow, put, put, put_at_a_word, put_at_a_word, move_words, move_lines, restructure,
    restructure, restructure, move_files,
]  # fmt: skip


class Folder:
    """A project's folder in which one version of the files stands after another; only what differs is written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held: Files = {}

    def hold(self, files: Files) -> None:
        """Let the folder hold these files alone."""
        files = {name: data for name, data in files.items() if not any(other.startswith(f"{name}/") for other in files)}
        for name in self._held.keys() - files.keys():
            (self.root / name).unlink()
        for folder in sorted({Path(name).parent for name in self._held} - {Path(name).parent for name in files}):
            shutil.rmtree(self.root / folder, ignore_errors=not any(Path(n).is_relative_to(folder) for n in files))
        for name, data in files.items():
            if self._held.get(name) != data or not (self.root / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).write_bytes(data)
        self._held = files
