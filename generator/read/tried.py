"""A mend that can be tried: rows in place of others, and the words that tell it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mend:
    """What could be done about a slip. Lines and columns count from 0.

    `rows` take the place of `replaced` lines from `line` on. It is told at `told_at`,
    which is `line` where nothing else is said.
    """

    code: str
    line: int
    rows: tuple[str, ...]
    column: int
    length: int
    message: str
    help: str
    replaced: int = 1
    at: int | None = None

    @property
    def told_at(self) -> int:
        """The line that the problem names."""
        return self.line if self.at is None else self.at

    @classmethod
    def of_row(  # noqa: PLR0913, PLR0917 - all that is told
        cls, line: int, row: str, code: str, place: tuple[int, int], message: str, help_text: str
    ) -> "Mend":
        """Make the mend of one row; `place` is the column it is told at, and the length."""
        return cls(code, line, (row,), *place, message, help_text)
