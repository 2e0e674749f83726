"""Gives every reader of foreign words what nobody would write, guided by what it makes the reader's code do.

Run as `python fuzzing.py FOLDER RUNS SEED`: so many inputs, each for one of the readers. The same seed gives the
same inputs. FOLDER is for the first inputs, for files that some readers want, and for `told.json`: how many runs each
reader has had, and the slowest. Ends with an error at the first traceback, or where one run takes five seconds.
"""

import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator.read", "generator.text", "generator.model"]):
    from generator.model import values
    from generator.read import interface, read_project, read_texts
    from generator.read.alone import gather_article, gather_records
    from generator.read.files import decode
    from generator.text import (
        broken_references,
        check_page,
        find_quote,
        fold_source,
        parse_source,
        plain_blocks,
        plain_prose,
        prose_references,
        render_prose,
    )

from mangling import ARTICLE, TOKENS, real_files
from pydantic import TypeAdapter, ValidationError

from generator.edit.issues import NoDraft, read_issue
from generator.plugin.record import _first_line, read_record
from generator.publish.parts import _FORM, MANIFEST, read_part
from generator.search.parts import SIGNATURE, UnknownFormError, read_shard

LONGEST = 5
MOST_BYTES = 4096
FOLDER = Path(sys.argv[1])
ENGLISH = read_texts("en")
KINDS = "Id Url Links Language EdtfDate Day Coordinates Kilometres Flag Sha256 Line"
VALUES = [TypeAdapter(getattr(values, name)) for name in KINDS.split()]


def read_records(data: bytes) -> None:
    gather_records("content/records.yml", None, data)
    gather_records("content/articles/first/claims.yml", "first", data)


def read_article(data: bytes) -> None:
    gather_article("content/articles/first/article.yml", "first", misnamed=False, data=data)


def read_source(data: bytes) -> None:
    text = decode("text.md", data).text
    if text is not None:
        folded = fold_source(parse_source("text.md", text))
        assert all(block.start < block.end for section in folded.source.sections for block in section.blocks)
        list(folded.blocks())


def find_words(data: bytes) -> None:
    """Seek what stands first in what stands behind it."""
    quote, _, text = data.decode("utf-8", "replace").partition("\n")
    folded = fold_source(parse_source("text.md", text))
    find_quote(folded, quote)
    find_quote(folded, quote, quote[:5], quote[-5:])


def read_prose(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    prose_references(text)
    broken_references(text)
    render_prose(text, lambda _: ("../a/", "A"))
    plain_prose(text, lambda _: "A")
    list(plain_blocks(text, lambda _: "A"))


def read_page(data: bytes) -> None:
    text = decode("content/page.md", data).text
    if text is not None:
        list(check_page("content/page.md", text))


def read_value(data: bytes) -> None:
    text = data[1:].decode("utf-8", "replace")
    value: object = text if len(data) % 3 else text.split(",") if len(data) % 2 else {"website": text, "wikidata": text}
    with suppress(ValidationError):
        VALUES[data[0] % len(VALUES) if data else 0].validate_python(value)


def read_form(data: bytes) -> None:
    with suppress(NoDraft):
        read_issue(data)


def read_words(data: bytes) -> None:
    (FOLDER / "en.yml").write_bytes(data)
    node, problems = interface._load(FOLDER, FOLDER / "en.yml")
    if isinstance(node, interface.Table) and not problems:
        list(interface._check_group(node, ENGLISH, ""))


def read_settings(data: bytes) -> None:
    (FOLDER / "mkdocs.yml").write_bytes(data)
    read_project(FOLDER)


def read_shards(data: bytes) -> None:
    """A part of a site that another machine has made: its checksum is right, whatever it says."""
    (FOLDER / MANIFEST).write_bytes(f"{_FORM} {sha256(data).hexdigest()}\n".encode() + data)
    read_part(FOLDER, "part")


def read_last_build(data: bytes) -> None:
    (FOLDER / "record").write_bytes(_first_line([data]) + data)
    read_record(FOLDER / "record")


def read_index(data: bytes) -> None:
    packed = gzip.compress(SIGNATURE + data, compresslevel=1)
    with suppress(UnknownFormError):
        read_shard({"a.pf_meta": packed, "index/a.pf_index": packed})


READERS: list[Callable[[bytes], None]] = [
    read_records, read_article, read_source, find_words, read_prose, read_page, read_value, read_form, read_words,
    read_settings, read_shards, read_last_build, read_index,
]  # fmt: skip
PART = b'{"shard":{"number":1,"of":2},"version":"1","basis":"b","language":"en","pages":1,"files":{},"entries":[]}'
ISSUE = "### Report\n\nbelgorod-confirmed\n\n### Claim\n\nIt fell.\n\n### Who says it\n\nzelensky\n"


def first_inputs() -> list[tuple[Callable[[bytes], None], bytes]]:
    """Give each reader something that it can read."""
    files = real_files()
    text, article = files[f"{ARTICLE}/text.md"], files[f"{ARTICLE}/article.yml"]
    records = [
        (read_records, data[:MOST_BYTES]) for name, data in files.items() if name.endswith(("ors.yml", "ms.yml"))
    ]
    return [
        *records,
        (read_article, article),
        (read_source, text),
        (find_words, text.split(b"\n")[2][:80] + b"\n" + text),
        (find_words, b"Ukrainian forces are active [\xe2\x80\xa6] Belgorod region\n" + text[:1500]),
        (read_prose, b"*[[zelensky|Zelensky]]* said, [so](https://example.org/):\n\n- **one**\n- [[basivka]]\n"),
        (read_page, b"# A page\n\n[a](b.md) <b>c</b> ![d](e.png)\n\n[f]: https://example.org/\n"),
        *((read_value, bytes([at]) + word) for at in range(len(VALUES)) for word in (b"2025-04-08", b"https://a.example/x")),
        (read_form, ISSUE.encode()),
        (read_form, json.dumps({"issue": {"number": 1, "user": {"login": "a"}, "body": ISSUE}}).encode()),
        (read_words, b"site:\n  home: Home {count}\nnav: {claims: Claims}\n"),
        (read_settings, files["mkdocs.yml"]),
        (read_shards, PART),
        (read_last_build, b'[[0,0,0,0,0,0],"b",[],[],[],[],null]\n'),
        (read_index, b"\x86\x63one\x80\x80\x80\x80\x80"),
    ]  # fmt: skip


class Trial:
    """What was tried, and how long it took."""

    def __init__(self, runs: int) -> None:
        self._left = runs
        self.runs: Counter[str] = Counter()
        self.slowest = (0.0, "")

    def __call__(self, data: bytes) -> None:
        reader = READERS[data[0] % len(READERS)] if data else READERS[0]
        start = time.process_time()
        reader(data[1:])
        self.slowest = max(self.slowest, (time.process_time() - start, reader.__name__))
        self.runs[reader.__name__] += 1
        self._left -= 1
        if not self._left:
            told = {"runs": self.runs, "slowest": self.slowest}
            (FOLDER / "told.json").write_text(json.dumps(told))


def main() -> None:
    """Try all readers."""
    runs, seed = int(sys.argv[2]), int(sys.argv[3])
    (FOLDER / "inputs").mkdir(parents=True)
    for number, (reader, data) in enumerate(first_inputs()):
        (FOLDER / f"inputs/{number:03}").write_bytes(bytes([READERS.index(reader)]) + data)
    escaped = ["".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass")[:60]) for token in TOKENS]
    (FOLDER / "words").write_text("".join(f'"{token}"\n' for token in dict.fromkeys(escaped)))
    flags = [f"-runs={runs}", f"-seed={seed}", f"-timeout={LONGEST}", f"-max_len={MOST_BYTES}", "-len_control=0"]
    flags += [f"-dict={FOLDER / 'words'}", f"-artifact_prefix={FOLDER}/", "-rss_limit_mb=1500", "-verbosity=0"]
    os.chdir(FOLDER)
    atheris.Setup([sys.argv[0], *flags, str(FOLDER / "inputs")], Trial(runs))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
