"""Issues: the answers that somebody gave in one of the three forms, read from what GitHub makes of them.

GitHub writes a form's answers as Markdown, each below the label of its field.
Whoever fills in a form may be anybody: every answer has a longest length, and
signs that nobody can see are refused.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.model import Stance
from generator.read.files import STEERING

Form = Literal["claim", "attribution", "definition"]

LARGEST = 5_000_000
"""Bytes of a file at most; GitHub's own events are far smaller."""


class NoDraft(Exception):  # noqa: N818 - it says what there is
    """Nothing can be drafted; the text is a plain sentence on why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its label, and the longest answer. Answers of one line lose their line ends."""

    label: str
    longest: int = 300
    lines: bool = False
    required: bool = True


FORMS: Mapping[Form, Mapping[str, Field]] = {
    "claim": {
        "article": Field("Report"),
        "claim": Field("Claim", 500),
        "actor": Field("Who says it"),
        "stance": Field("What they do with the claim"),
        "verb": Field("Verb of the report", 100),
        "quote": Field("Quote", 2000, lines=True),
        "said": Field("When it was said", 100, required=False),
        "remarks": Field("Anything else", 2000, required=False),
    },
    "attribution": {
        "position": Field("Where it stands"),
        "wrong": Field("What is wrong"),
        "why": Field("How you know", 2000),
        "actor": Field("Who said it", required=False),
        "stance": Field("What they did with the claim", required=False),
        "verb": Field("Verb of the report", 100, required=False),
        "said": Field("When it was said", 100, required=False),
        "quote": Field("Quote", 2000, lines=True, required=False),
    },
    "definition": {
        "term": Field("Word", 100),
        "definition": Field("Definition", 1000),
        "aliases": Field("Other words for it", required=False),
        "source": Field("Where it is explained", required=False),
        "remarks": Field("Anything else", 2000, required=False),
    },
}
"""The three forms and their fields, in their order; a test keeps the files of the forms the same."""

STANCES: Mapping[str, Stance] = {
    "asserts it": "asserts",
    "confirms it": "confirms",
    "denies it": "denies",
    "questions it": "questions",
    "reports that others say it": "reports",
    "gives no comment on it": "declines",
    "takes back what they said before": "retracts",
}
"""What the forms offer for a stance."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that was made with a form. `author` is a name of GitHub's, or empty; so is an answer not given."""

    form: Form
    answers: Mapping[str, str]
    number: int | None = None
    author: str = ""

    @property
    def name(self) -> str:
        """Name the issue in a sentence."""
        return "an issue" if self.number is None else f"issue {self.number}"

    @property
    def source(self) -> str:
        """Say where the words come from."""
        return f"{self.name}, by {self.author}" if self.author else self.name


def read_issue(data: bytes) -> Issue:
    """Read an issue: GitHub's event as JSON, or the Markdown of the issue alone.

    Raises:
        NoDraft: where it is none of the three forms, or an answer cannot be taken.
    """
    if len(data) > LARGEST:
        message = "The file is larger than an issue can be."
        raise NoDraft(message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "The file is no text in UTF-8."
        raise NoDraft(message) from None
    if not text.lstrip().startswith("{"):
        return _read_body(text, None, "")
    told = _read_event(text)
    number, user = told.get("number"), told.get("user")
    login = user.get("login") if isinstance(user, dict) else None
    body = told.get("body")
    return _read_body(
        body if isinstance(body, str) else "",
        number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None,
        login if isinstance(login, str) and _LOGIN.fullmatch(login) else "",
    )


_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,49}(?:\[bot\])?", re.ASCII)


def _read_event(text: str) -> dict[str, Any]:
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        event = None
    issue = event.get("issue") if isinstance(event, dict) else None
    if not isinstance(issue, dict):
        message = "The file is no event of GitHub's that tells of an issue."
        raise NoDraft(message)
    return issue


def _read_body(body: str, number: int | None, author: str) -> Issue:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    form = next((form for form, fields in FORMS.items() if first == _heading(next(iter(fields.values())))), None)
    if form is None:
        message = (
            "This issue was not made with one of the three forms (Suggest a claim, Report a wrong attribution, "
            "Propose a definition), so it cannot be read by a program."
        )
        raise NoDraft(message)
    return Issue(form, _answers(FORMS[form], lines), number, author)


def _heading(field: Field) -> str:
    return f"### {field.label}"


def _answers(fields: Mapping[str, Field], lines: list[str]) -> dict[str, str]:
    """Divide the lines at the headings of the fields, of which each may stand once and in its order."""
    headings = {_heading(field): name for name, field in fields.items()}
    places = [(headings[line.rstrip()], at) for at, line in enumerate(lines) if line.rstrip() in headings]
    names = [name for name, _ in places]
    if names != [name for name in fields if name in names]:
        message = (
            "A heading of the form stands twice in the issue, or in another order, so the answers cannot be told apart."
        )
        raise NoDraft(message)
    ends = [at for _, at in places[1:]] + [len(lines)]
    given = {name: "\n".join(lines[at + 1 : end]) for (name, at), end in zip(places, ends, strict=True)}
    return {name: _answer(field, given.get(name, "")) for name, field in fields.items()}


_NOTHING = ("_No response_", "None")
"""What GitHub writes for a field that was left empty."""

_JOINERS = "\u200c\u200d\u00ad"
"""Signs without width that belong to the spelling of some languages, and the hyphen of a line's end."""


def _answer(field: Field, text: str) -> str:
    words = text.strip() if field.lines else " ".join(text.split())
    words = "" if words in _NOTHING else words
    if field.required and not words:
        message = f"There is nothing below “{field.label}”."
        raise NoDraft(message)
    if len(words) > field.longest:
        message = f"What stands below “{field.label}” is longer than {field.longest} characters."
        raise NoDraft(message)
    if STEERING.search(words) or any(unicodedata.category(c) == "Cf" and c not in _JOINERS for c in words):
        message = f"Below “{field.label}” there are signs that nobody can see. Typing the words anew helps."
        raise NoDraft(message)
    return unicodedata.normalize("NFC", words)
