"""Problems in SARIF 2.1.0, the form in which programs that look at code exchange what they find."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import generator
from generator.cli.formats.objects import as_ascii
from generator.cli.formats.repository import Repository, as_uri
from generator.cli.more import More
from generator.problems import Problem, Span, in_order, told
from generator.read import Lesson, made_visible, read_lessons

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "saysoProblem/v1"

_SETTINGS = "mkdocs.yml"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_DIGITS = re.compile(r"\d+")


def as_sarif(problems: Sequence[Problem], more: More, repository: Repository) -> str:
    """Write problems in SARIF, in ASCII, as in JSON."""
    ordered = in_order(problems)
    codes = sorted({problem.code for problem in ordered})
    driver = {
        "name": "Sayso",
        "version": generator.__version__,
        "rules": [_rule(code, more) for code in codes],
    }
    results = [
        {
            **_result(problem, repository),
            "ruleIndex": codes.index(problem.code),
            "partialFingerprints": {FINGERPRINT: f},
        }
        for problem, f in zip(ordered, _fingerprints(ordered), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return as_ascii({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, more: More) -> dict[str, Any]:
    lesson = read_lessons().get(code)
    link = more.link(code)
    rule: dict[str, Any] = {"id": code, **({"helpUri": link} if link else {})}
    if lesson is None:
        return rule
    return rule | {
        "shortDescription": {"text": lesson.title},
        "fullDescription": {"text": lesson.means},
        "help": {"text": _text(lesson), "markdown": _markdown(lesson)},
    }


def _text(lesson: Lesson) -> str:
    steps = [f"- {step}" for step in lesson.mend]
    wrong, right = made_visible(lesson.wrong), made_visible(lesson.right)
    return "\n".join([lesson.means, "", "Wrong:", wrong, "", "Right:", right, "", "What to do:", *steps])


def _markdown(lesson: Lesson) -> str:
    steps = [f"- {_kept(step)}" for step in lesson.mend]
    examples = [_fenced("Wrong", lesson.wrong), _fenced("Right", lesson.right)]
    return "\n\n".join([_kept(lesson.means), *examples, "**What to do**", "\n".join(steps)]) + "\n"


def _kept(words: str) -> str:
    """Keep the signs of our own words from meaning something in Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", words)


def _fenced(heading: str, example: str) -> str:
    return f"**{heading}**\n\n~~~yaml\n{made_visible(example)}\n~~~"


def _result(problem: Problem, repository: Repository) -> dict[str, Any]:
    # Whoever shows SARIF asks for a place, also of what lies outside the repository.
    name = repository.name_of(problem.span)
    span = problem.span if name else Span(_SETTINGS)
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + max(1, span.length)}
    place = {"artifactLocation": {"uri": as_uri(name or repository.name_of(span) or _SETTINGS)}, "region": region}
    where = "" if name else f"{problem.span.file}: "
    words = f"{where}{told(problem, public=True)}\n{problem.help}"
    return {
        "ruleId": problem.code,
        "level": str(problem.severity),
        "message": {"text": _unlinked(words)},
        "locations": [{"physicalLocation": place}],
    }


def _unlinked(words: str) -> str:
    """Take from words what SARIF gives a meaning to: `[words](link)` and `{0}`."""
    return _PLACEHOLDER.sub(r"{{\1}}", words.replace("](", "] ("))


def _fingerprints(problems: Iterable[Problem]) -> Iterable[str]:
    """Give each problem a name that stays the same when lines above it come or go: by its file, code and words."""
    met: Counter[str] = Counter()
    for problem in problems:
        # Messages name lines, which move.
        words = "\0".join([problem.code, problem.span.file, _DIGITS.sub("0", problem.message)])
        met[words] += 1
        yield hashlib.sha256(f"{words}\0{met[words]}".encode(errors="surrogatepass")).hexdigest()[:32]
