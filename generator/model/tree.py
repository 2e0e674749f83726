"""What a YAML file says before it has a meaning: text, lists and tables that know their place.

The reader makes these; the records are made from them and keep them, so that
every later problem can point at the line it is about.
"""

from collections.abc import Callable

from generator.problems import Span


class Scalar(str):
    """A value as typed, always text.

    `raw` is the source between its first and last character, quotation marks
    and indentation included. `cut_at` is where a comment ends a plain value early,
    `cut` what it takes away.
    """

    __slots__ = ("cut", "cut_at", "raw", "span")

    span: Span
    raw: str
    cut_at: Span | None
    cut: str

    @classmethod
    def at(cls, value: str, span: Span, *, raw: str = "", cut_at: Span | None = None, cut: str = "") -> "Scalar":
        """Make a value that knows its place."""
        made = cls(value)
        made.span, made.raw, made.cut_at, made.cut = span, raw, cut_at, cut
        return made

    def spot(self, part: str) -> Span:
        """Find where a part of the value stands in the file; the value's own start if it is hidden."""
        index = self.raw.find(part)
        if index < 0:
            return self.span
        before = self.raw[:index]
        line_start = before.rfind("\n") + 1
        column = index - line_start + (1 if line_start else self.span.column)
        return self.span._replace(line=self.span.line + before.count("\n"), column=column, length=len(part))


class Listing(list["Node"]):
    """A YAML list; `flow` tells that it is written as `[ , ]`."""

    __slots__ = ("flow", "span")

    def __init__(self, span: Span, *, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow


class Table(dict[str, "Node"]):
    """A YAML mapping; `flow` tells that it is written as `{ , }`.

    `keys_at` holds the place of each key, `source` all that the file says between its
    beginning and its end. `refused` names the keys that are there but whose value was
    already found wrong, so that nobody calls them missing.
    """

    __slots__ = ("flow", "keys_at", "refused", "source", "span")

    def __init__(self, span: Span, *, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow
        self.keys_at: dict[str, Span] = {}
        self.source = ""
        self.refused: set[str] = set()


Node = Scalar | Listing | Table


class Origin:
    """Where records come from that were kept from an earlier reading: they share the one of their file.

    Few records are ever asked for more than the places that were kept with them; then `find_tables`
    gives all records of the file the tables that they were made from.
    """

    __slots__ = ("file", "find_tables")

    def __init__(self, file: str, find_tables: Callable[[], None]) -> None:
        self.file, self.find_tables = file, find_tables


def last_line(node: Node) -> int:
    """Give the last line on which something of a value stands."""
    if isinstance(node, Table):
        keys = (span.line for span in node.keys_at.values())
        return max([node.span.line, *keys, *map(last_line, node.values())])
    if isinstance(node, Listing):
        return max([node.span.line, *map(last_line, node)])
    return node.span.line + node.raw.rstrip().count("\n")


def node_at(node: Node, path: tuple[str | int, ...]) -> Node:
    """Walk down a path of keys and indexes as far as it exists and give the node reached."""
    for step in path:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
    return node


def _inside(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.get(str(step))
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
