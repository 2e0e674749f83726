"""Mutants: small changes of a module, each of which some test should notice.

What is changed is what a programmer gets wrong: a comparison, a boundary, a condition, a value, words of a message, an
argument or a step that is missing. Left alone is what no test can see or should: annotations, docstrings, assertions
(also that two lists are equally long), how large a cache is, nothing in place of no (which becomes yes besides).
"""

import ast
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

Slot = tuple[ast.AST, str, int | None]
"""Where a node stands: in which field of which node and, where that is a list, at which place."""

_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_CALLS = {
    one: other
    for pair in (
        ("lstrip", "rstrip"),
        ("startswith", "endswith"),
        ("lower", "upper"),
        ("find", "rfind"),
        ("index", "rindex"),
        ("partition", "rpartition"),
        ("removeprefix", "removesuffix"),
        ("min", "max"),
        ("any", "all"),
        ("match", "search"),
    )
    for one, other in (pair, pair[::-1])
}
_UNSEEN = frozenset({"strict", "maxsize"})
"""Arguments that assert something or say how large a cache is."""

_STATEMENTS = (ast.Expr, ast.AugAssign, ast.Delete, ast.Raise)


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change of one module, not yet made."""

    module: "Module"
    slot: Slot
    change: ast.AST
    lines: range
    """The lines of the statement or the condition that is changed."""
    function: tuple[str, int] | None
    """The outermost function that is changed, by its name and first line; nothing where the module itself is."""
    names: frozenset[str]
    """What the changed statement gives a value to, where it stands outside of all functions."""

    def compiled(self) -> CodeType:
        """Make the change, for good, and compile the module."""
        put(self.slot, self.change)
        return compile(ast.fix_missing_locations(self.module.tree), str(self.module.path), "exec")

    def code(self) -> CodeType | None:
        """Make the change, for good, and compile the function."""
        return next((code for code in codes(self.compiled()) if key(code) == self.function), None)

    def told(self) -> str:
        """Tell where it stands and what it changes. Has to be asked before the change is made."""
        was, now = (" ".join(ast.unparse(node).split()) for node in self._before_and_after())
        return f"{self.module.name}:{self.lines[0]}: {_difference(was, now)}"

    def _before_and_after(self) -> tuple[ast.AST, ast.AST]:
        """Give what is changed and what it becomes; a mere value with what stands around it, as many look alike."""
        was = _at(self.slot)
        around, field, index = self.slot
        if not isinstance(was, ast.Constant) or (isinstance(around, ast.stmt) and hasattr(around, "body")):
            return was, self.change
        changed = copy(around)
        if index is None:
            setattr(changed, field, self.change)
        else:
            setattr(changed, field, [*getattr(around, field)])
            getattr(changed, field)[index] = self.change
        return around, changed


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A module that is mutated."""

    name: str
    path: Path
    tree: ast.Module


def read_module(root: Path, name: str) -> Module:
    """Read a module by its path below the package, such as `link/status.py`."""
    path = root / "generator" / name
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8")))


def put(slot: Slot, node: ast.AST) -> None:
    """Put a node in another's place."""
    parent, field, index = slot
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def key(code: CodeType) -> tuple[str, int]:
    """Give what a function's code is known by within its module."""
    return code.co_qualname, code.co_firstlineno


def codes(code: CodeType) -> Iterator[CodeType]:
    """Give a module's code and that of all that is defined in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known while a module's tree is walked down."""

    qualname: str = ""
    function: tuple[str, int] | None = None
    lines: range = range(0)
    names: frozenset[str] = frozenset()


def mutants_of(module: Module) -> list[Mutant]:
    """Give all mutants of a module, in their order."""
    return [
        Mutant(module, slot, change, place.lines, place.function, place.names)
        for slot, place in _walk(module.tree, _Place())
        for change in _changes(_at(slot), slot[0])
    ]


def _at(slot: Slot) -> ast.AST:
    parent, field, index = slot
    value = getattr(parent, field)
    return value if index is None else value[index]


def _difference(was: str, now: str) -> str:
    """Tell two pieces of code apart, with a little of what stands around the difference."""
    before = _alike(was, now)
    behind = _alike(was[before:][::-1], now[before:][::-1])
    begin = max(0, before - _AROUND)
    return " → ".join(
        text[begin : len(text) - behind + _AROUND] if behind > _AROUND else text[begin:] for text in (was, now)
    )


def _alike(one: str, other: str) -> int:
    """Count the characters with which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


_AROUND = 40


def _walk(node: ast.AST, place: _Place) -> Iterator[tuple[Slot, _Place]]:
    """Give every node that may be changed, with where it stands."""
    for field, value in ast.iter_fields(node):
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if not isinstance(child, ast.AST) or _is_left_alone(node, field, index, child):
                continue
            below = _place_of(child, _entered(node, field, place))
            yield (node, field, index), below
            yield from _walk(child, below)


def _is_left_alone(node: ast.AST, field: str, index: int | None, child: ast.AST) -> bool:
    if field in {"annotation", "returns", "decorator_list", "bases", "keywords"} and not isinstance(node, ast.Call):
        return True
    if isinstance(child, ast.keyword):
        return child.arg in _UNSEEN
    if isinstance(child, ast.Assign | ast.AnnAssign) and _is_declaration(child):
        return True
    return (
        isinstance(child, ast.Assert | ast.Import | ast.ImportFrom)
        or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant))
        or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "cast" and index == 0)
        or (isinstance(node, ast.JoinedStr | ast.FormattedValue) and field == "format_spec")
    )


def _is_declaration(node: ast.Assign | ast.AnnAssign) -> bool:
    """Tell whether a statement gives a type a name, or says what Python has to know of a class."""
    value, targets = node.value, node.targets if isinstance(node, ast.Assign) else [node.target]
    is_type = isinstance(value, ast.Subscript) or (isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr))
    named = [target.id for target in targets if isinstance(target, ast.Name)]
    return (is_type and any(name.lstrip("_")[:1].isupper() and not name.isupper() for name in named)) or any(
        name.startswith("__") for name in named
    )


def _entered(node: ast.AST, field: str, place: _Place) -> _Place:
    """Say that one is within a function, below its head."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and field == "body" and place.function is None:
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        return _Place(place.qualname, (place.qualname, first), place.lines, place.names)
    return place


def _place_of(node: ast.AST, place: _Place) -> _Place:
    """Say on which lines a node stands: those of a small statement, or of a part of a larger one."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        qualname = f"{place.qualname}.{node.name}" if place.qualname else node.name
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        return _Place(qualname, place.function, lines, place.names | {node.name})
    if isinstance(node, ast.Assign | ast.AnnAssign) and place.function is None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        named = frozenset(name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
        return _Place(place.qualname, None, _lines(node), place.names | named)
    if isinstance(node, ast.stmt | ast.expr | ast.comprehension | ast.ExceptHandler | ast.withitem):
        holds_statements = hasattr(node, "body") and isinstance(node.body, list)
        lines = range(node.lineno, node.lineno + 1) if holds_statements else _lines(node) or place.lines
        return _Place(place.qualname, place.function, lines, place.names)
    return place


def _lines(node: ast.AST) -> range:
    first = getattr(node, "lineno", None)
    return range(0) if first is None else range(first, (getattr(node, "end_lineno", None) or first) + 1)


def _changes(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """Give what may stand in a node's place."""
    for kind, make in _MAKERS:
        if isinstance(node, kind):
            for change in make(node, parent):
                yield ast.copy_location(change, node)


def _compare(node: ast.Compare, _: ast.AST) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:index], other(), *node.ops[index + 1 :]], node.comparators)


def _boolean(node: ast.BoolOp, _: ast.AST) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    for index in range(len(node.values)):
        rest = [*node.values[:index], *node.values[index + 1 :]]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _unary(node: ast.UnaryOp, _: ast.AST) -> Iterator[ast.AST]:
    yield node.operand


def _binary(node: ast.BinOp, _: ast.AST) -> Iterator[ast.AST]:
    if type(node.op) in _OPERATORS:
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)


def _augmented(node: ast.AugAssign, _: ast.AST) -> Iterator[ast.AST]:
    if type(node.op) in _OPERATORS:
        yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)


def _condition(node: ast.If | ast.IfExp, _: ast.AST) -> Iterator[ast.AST]:
    for value in (True, False):
        test = ast.copy_location(ast.Constant(value), node.test)
        yield type(node)(test, node.body, node.orelse)


def _loop(node: ast.While, _: ast.AST) -> Iterator[ast.AST]:
    yield ast.While(ast.copy_location(ast.Constant(value=False), node.test), node.body, node.orelse)


def _comprehension(node: ast.comprehension, _: ast.AST) -> Iterator[ast.AST]:
    for index in range(len(node.ifs)):
        yield ast.comprehension(node.target, node.iter, [*node.ifs[:index], *node.ifs[index + 1 :]], node.is_async)


def _constant(node: ast.Constant, parent: ast.AST) -> Iterator[ast.AST]:
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int():
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case str() if not isinstance(parent, ast.FormattedValue):
            yield ast.Constant(f"X{node.value}X")


def _returned(node: ast.Return, _: ast.AST) -> Iterator[ast.AST]:
    match node.value:
        case None | ast.Constant(value=None) | ast.Constant(value=False):
            return
    yield ast.Return(ast.copy_location(ast.Constant(None), node))


def _statement(node: ast.stmt, _: ast.AST) -> Iterator[ast.AST]:
    yield ast.Pass()


def _assigned(node: ast.Assign, _: ast.AST) -> Iterator[ast.AST]:
    """Leave out what is stored in something; a name without a value would only stop the program."""
    if all(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
        yield ast.Pass()


def _jump(node: ast.Continue | ast.Break, _: ast.AST) -> Iterator[ast.AST]:
    yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


def _call(node: ast.Call, _: ast.AST) -> Iterator[ast.AST]:
    if len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    for index, argument in enumerate(node.keywords):
        if argument.arg not in _UNSEEN:
            yield ast.Call(node.func, node.args, [*node.keywords[:index], *node.keywords[index + 1 :]])


def _called(node: ast.Call, _: ast.AST) -> Iterator[ast.AST]:
    match node.func:
        case ast.Attribute(value, name) if name in _CALLS:
            yield ast.Call(
                ast.copy_location(ast.Attribute(value, _CALLS[name], ast.Load()), node), node.args, node.keywords
            )
        case ast.Name(name) if name in _CALLS:
            yield ast.Call(ast.copy_location(ast.Name(_CALLS[name], ast.Load()), node), node.args, node.keywords)


def _sliced(node: ast.Slice, _: ast.AST) -> Iterator[ast.AST]:
    if node.lower is not None:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield ast.Slice(node.lower, None, node.step)


_MAKERS: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[ast.AST]]], ...] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _unary),
    (ast.BinOp, _binary),
    (ast.AugAssign, _augmented),
    ((ast.If, ast.IfExp), _condition),
    (ast.While, _loop),
    (ast.comprehension, _comprehension),
    (ast.Constant, _constant),
    (ast.Return, _returned),
    (_STATEMENTS, _statement),
    (ast.Assign, _assigned),
    ((ast.Continue, ast.Break), _jump),
    (ast.Call, _call),
    (ast.Call, _called),
    (ast.Slice, _sliced),
)
