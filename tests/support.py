"""Case documents: a title, an input and what is expected, split by lines that hold one dot.

Text before the first blank line, and between cases, is for the reader.
"""

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a document."""

    title: str
    given: str
    expected: str
    place: str


def read_cases(name: str) -> list[Case]:
    """Read all cases of a document under `tests/cases/`."""
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    cases, at = [], 0
    while "." in lines[at:]:
        first = lines.index(".", at)
        middle = lines.index(".", first + 1)
        last = lines.index(".", middle + 1)
        title = next(line for line in reversed(lines[at:first]) if line.strip())
        given, expected = lines[first + 1 : middle], lines[middle + 1 : last]
        cases.append(Case(title.strip(), "\n".join(given), "\n".join(expected), f"{name}:{first}"))
        at = last + 1
    return cases
