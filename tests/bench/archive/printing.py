"""Tables printed as the YAML that an editor would write."""

from collections.abc import Iterable, Iterator
from pathlib import Path

Table = dict[str, "str | list[str] | list[Table]"]

_PROSE_LISTS = {"in_brief", "not_known"}


def write(path: Path, table: Table) -> None:
    """Write a table into a file."""
    path.write_text("\n".join(_lines(table)) + "\n", "utf-8")


def _lines(table: Table) -> Iterator[str]:
    """Print a table as YAML: lists of words in one line, lists of records below each other."""
    for key, value in table.items():
        if isinstance(value, str):
            yield f"{key}: {value}"
        elif key in _PROSE_LISTS:
            yield f"{key}:"
            yield from (f'  - "{words}"' for words in value)
        elif key == "source":
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value[0]))
        elif value and isinstance(value[0], str):
            yield f"{key}: [{', '.join(value)}]"
        else:
            yield f"{key}:"
            for record in value:
                yield from _item(_lines(record))


def _item(lines: Iterable[str]) -> Iterator[str]:
    return (("    " if order else "  - ") + line for order, line in enumerate(lines))
