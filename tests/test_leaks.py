"""Nothing of a withheld text gets out but its quoted words: not into any file of the site, not into any public log.

Every word of the texts here is made up and stands there once, so that each can be looked for.
"""

import gzip
import hashlib
import html
import itertools
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from sites import build_with_mkdocs, make_project, run

SYLLABLES = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]


def make_words(count: int) -> list[str]:
    """Make words that stand in no language and in no template."""
    made = itertools.product(SYLLABLES, SYLLABLES, ("xq", "qx", "xj"), SYLLABLES)
    return ["".join(parts) for parts in itertools.islice(made, 0, count * 211, 211)]


WORDS = make_words(120)
SENTENCES = [WORDS[start : start + 10] for start in range(0, 120, 10)]
PLAIN = [f"{' '.join(sentence).capitalize()}." for sentence in SENTENCES]
HEADINGS = ["Zezeqxone", "Zezeqxtwo"]
TEXT = f"""\
# {HEADINGS[0]}

{PLAIN[0]} {PLAIN[1]}

{PLAIN[2]} The miller said: “{PLAIN[3]}” {PLAIN[4]}

*{PLAIN[5]}*

> {PLAIN[6]}

# {HEADINGS[1]}

{PLAIN[7]} Old Mill {PLAIN[8]}

{PLAIN[9]} {PLAIN[10]} The miller denied that {" ".join(SENTENCES[11])}.
"""


def part(sentence: int, start: int = 2, end: int = 8) -> str:
    """Give some words out of the middle of a sentence."""
    return " ".join(SENTENCES[sentence][start:end])


QUOTES = {
    "plain": part(0),
    "gap": f"{part(1, 1, 4)} … {part(1, 6, 9)}",
    "paragraphs": f"{part(6, 5, 10)}",
    "over": f"{' '.join(SENTENCES[8][7:])}. {PLAIN[9].split()[0]} {' '.join(SENTENCES[9][1:3])}",
    "said": PLAIN[3],
    "event": part(7),
    "context": part(2),
}
PREFIX = SENTENCES[2][1]
QUOTED = {word.lower() for quote in QUOTES.values() for word in re.findall(r"\w+", quote)}
UNQUOTED = {word for word in WORDS if word not in QUOTED}

ARTICLE = f"""\
title: A report that may not be shown
published: 2025-05-03
language: en
source: {{publisher: valley, url: "https://valley.example/report#part"}}
in_brief:
  - Somebody reports something.
text_sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
"""


def position(name: str, quote: str, more: str = "") -> str:
    return f"""\
      - actor: miller
        id: {name}
        stance: asserts
        verb: said
        quote: |-
          {quote}
        because: Made up for a test.
{more}"""


CLAIMS = (
    "claims:\n  - id: wheel\n    claim: The wheel turns.\n    about: [mill]\n    positions:\n"
    + "".join(
        position(name, quote, f"        prefix: {PREFIX}\n" if name == "context" else "")
        for name, quote in QUOTES.items()
        if name != "event"
    )
    + "events:\n  - id: opening\n    title: The mill opens\n    when: 2025-05-02\n    places: [mill]\n"
    + f"    quote: {QUOTES['event']}\n"
)

PEOPLE = """\
actors:
  - id: miller
    name: The miller
    type: person
  - id: valley
    name: The Valley
    type: organisation
places:
  - id: mill
    name: Old Mill
    type: site
"""

SETTINGS = """\
site_name: Valley
site_url: https://site.example/repo/
docs_dir: content
theme: {{name: {theme}}}
plugins: [search, sayso]
"""


def project(folder: Path, theme: str = "sayso", *, private: bool = False, claims: str = CLAIMS) -> Path:
    """Write a project whose one text is withheld, in the content or in a folder beside the project."""
    place = "../texts/paper.md" if private else "content/articles/paper/text.md"
    files = {
        "mkdocs.yml": SETTINGS.format(theme=theme),
        "content/people.yml": PEOPLE,
        "content/articles/paper/article.yml": ARTICLE,
        "content/articles/paper/claims.yml": claims,
        place: TEXT,
    }
    others = tuple(name for name in make_files() if name not in files)
    return make_project(folder / "project", files, without=others)


def make_files() -> list[str]:
    from sites import FILES

    return list(FILES)


def contents(site: Path) -> dict[str, str]:
    """Read every file of a site, unpacked, with what is written as entities or percent signs put in letters too."""
    read = {}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        text = data.decode("utf-8", errors="replace")
        read[file.relative_to(site).as_posix()] = f"{file.name}\n{text}\n{unquote(html.unescape(text))}".lower()
    return read


def leaked(text: str) -> set[str]:
    return {word for word in UNQUOTED if word in text.lower()}


def test_the_words_are_of_use():
    assert len(set(WORDS)) == 120
    assert len(UNQUOTED) > 60
    assert len(QUOTED) > 35
    assert all(TEXT.lower().count(word) == 1 for word in WORDS)


@pytest.mark.parametrize("private", [False, True], ids=["in the content", "private"])
@pytest.mark.parametrize("theme", ["sayso", "material"])
def test_no_file_of_a_site_holds_an_unquoted_word(
    theme: str,
    private: bool,  # noqa: FBT001 - named by its id
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    if private:
        monkeypatch.setenv("SAYSO_TEXTS", str(tmp_path / "texts"))
    site = build_with_mkdocs(project(tmp_path, theme, private=private))
    files = contents(site)
    assert {
        "articles/paper/index.html",
        "claims/wheel/index.html",
        "search/search_index.json",
        "sitemap.xml.gz",
    } < set(files)
    assert {name: leaked(text) for name, text in files.items() if leaked(text)} == {}
    for page in ("articles/paper/index.html", "search/search_index.json"):
        assert {word for word in QUOTED if word not in files[page]} <= set(re.findall(r"\w+", QUOTES["event"]))
    article = files["articles/paper/index.html"]
    assert "7 quotes checked word for word" in article
    assert "not checked here" not in article
    assert "paragraph 1 of 4" in article
    assert "paragraphs 1 to 2 of 2" in article
    assert "https://valley.example/report#part:~:text=" in article


def test_without_its_text_the_page_says_that_nobody_could_look(tmp_path: Path):
    files = contents(build_with_mkdocs(project(tmp_path, private=True)))
    article = files["articles/paper/index.html"]
    assert "quotes checked word for word" not in article
    assert "7 not checked here" in article
    assert "could not be looked up, because the text is not at hand: 7." in article
    assert article.count("not checked here") > 7
    assert files["claims/wheel/index.html"].count("not checked: the text was not at hand.") == 2 * 6
    assert {name for name, text in files.items() if leaked(text)} == set()


def test_the_commands_count_what_nobody_could_look_up(tmp_path: Path):
    folder = project(tmp_path, private=True)
    for command in ("check", "build"):
        done = run("generator", command, cwd=folder)
        assert "0 quotes checked word for word, 7 not checked, for the text is not at hand." in done.stdout
        done = run("generator", command, "--texts", "../texts", cwd=folder)
        assert "7 quotes checked word for word." in done.stdout, done.stderr


BROKEN = {
    "absent": f"quote: {part(4, 1, 4)} nowhere {part(4, 5, 9)}",
    "twice": "quote: a",
    "short gap": f"quote: {part(4, 1, 3)} … {part(4, 5, 9)}",
    "prefix": f"quote: {part(5)}\n        prefix: nowhere",
    "suffix": f"quote: {part(5)}\n        suffix: nowhere",
    "marks": f"quote: '“{part(5)}”'",
    "markup": f"quote: '*{part(5)}*'",
    "cut": f"quote: {part(10)[1:-1]}",
    "no because": f"quote: {part(10)}\n        said: 2024-01-01",
}
SHOWN = {word for fields in BROKEN.values() for word in re.findall(r"\w+", fields)} | {PREFIX}


def broken(*names: str) -> str:
    """Give the claims with some more positions, none of which is as it should be."""
    start = "      - actor: valley\n        stance: denies\n        verb: denied\n"
    wrong = "".join(f"{start}        id: broken-{i}\n        {BROKEN[name]}\n" for i, name in enumerate(names))
    return CLAIMS.replace("events:", f"{wrong}events:")


@pytest.mark.parametrize("private", [False, True], ids=["in the content", "private"])
@pytest.mark.parametrize("command", ["check", "check --strict --format github", "build"])
def test_no_public_log_holds_a_word_that_nobody_typed(
    command: str,
    private: bool,  # noqa: FBT001 - named by its id
    tmp_path: Path,
):
    """What an editor typed stands in the records, for all to read; what stands around it in the text does not."""
    folder = project(tmp_path, private=private, claims=broken(*BROKEN))
    texts = ("--texts", str(folder.parent / "texts")) if private else ()
    done = run("generator", *command.split(), *texts, cwd=folder, environment={"CI": "true"})
    assert leaked(done.stdout + done.stderr) <= SHOWN
    assert SHOWN & leaked(done.stderr)
    told = set(re.findall(r"(?:error|warning): ([\w-]+)", done.stderr))
    quote_problems = "quote-absent quote-twice gap-too-short wrong-prefix wrong-suffix quote-cuts-word"
    assert set(quote_problems.split()) <= told


def test_at_a_terminal_the_nearest_words_are_told(tmp_path: Path):
    folder = project(tmp_path, claims=broken("absent"))
    nearest = SENTENCES[4][4]
    for ci, shown in (("false", True), ("true", False)):
        done = run("generator", "check", cwd=folder, environment={"CI": ci})
        assert (nearest in done.stderr) is shown


@pytest.mark.parametrize("private", [False, True], ids=["in the content", "private"])
@pytest.mark.parametrize("command", ["coverage", "coverage paper"])
def test_what_a_draft_would_quote_is_in_no_public_log(
    command: str,
    private: bool,  # noqa: FBT001 - named by its id
    tmp_path: Path,
):
    folder = project(tmp_path, private=private)
    texts = ("--texts", str(folder.parent / "texts")) if private else ()
    done = run("generator", *command.split(), *texts, cwd=folder, environment={"CI": "true"})
    assert leaked(done.stdout + done.stderr) == set()
    assert done.returncode == 0
    done = run("generator", *command.split(), *texts, cwd=folder)
    assert SENTENCES[11][3] in done.stdout


@pytest.mark.parametrize("private", [False, True], ids=["in the content", "private"])
def test_no_summary_of_changes_holds_an_unquoted_word(private: bool, tmp_path: Path):  # noqa: FBT001 - likewise
    folder = project(tmp_path, private=private)
    texts = ("--texts", str(folder.parent / "texts")) if private else ()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@site.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    claims = folder / "content/articles/paper/claims.yml"
    claims.write_text(claims.read_text().replace(QUOTES["plain"], part(0, 3, 8)).replace("verb: said", "verb: asked"))
    for form in ((), ("--format", "markdown")):
        done = run("generator", "changes", *texts, *form, "HEAD", cwd=folder, environment={"CI": "true"})
        assert done.returncode == 0, done.stderr
        assert part(0, 3, 8) in done.stdout
        # The words that were quoted before were on the site, and are in the history for all to read.
        assert leaked(done.stdout + done.stderr) <= {SENTENCES[0][2], PREFIX}


@pytest.mark.parametrize("private", [False, True], ids=["in the content", "private"])
def test_no_public_log_holds_a_text_that_has_changed_or_cannot_be_read(
    private: bool,  # noqa: FBT001 - named by its id
    tmp_path: Path,
):
    folder = project(tmp_path, private=private)
    text = folder / ("../texts/paper.md" if private else "content/articles/paper/text.md")
    texts = ("--texts", str(folder.parent / "texts")) if private else ()
    for content in (TEXT.replace(SENTENCES[0][3], "other").encode(), TEXT.encode() + b"\xff\n", TEXT.encode("utf-16")):
        text.write_bytes(content)
        for command in ("check", "build"):
            done = run("generator", command, *texts, cwd=folder, environment={"CI": "true"})
            assert done.returncode == 1
            assert leaked(done.stdout + done.stderr) == set()
            assert re.search("text-changed|not-utf-8", done.stderr)
