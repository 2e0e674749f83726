"""How templates are set for the press: as Jinja does it, without what ours never ask for.

Jinja lets a class of one's own write the program of each template. This one
leaves out what costs most: no function that templates can call wants to know
the page at hand, so they are called as they are; a text without values is the
same on every page, so it stands in the program. What templates may say is the
same, and so is what they print.
"""

from collections.abc import Callable
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

Say = Callable[..., str]

SAY = "say"
"""The name of the function that gives the interface's texts."""


class Setter(CodeGenerator):
    """Writes the program of a template."""

    def write_commons(self) -> None:
        """Begin a part of the program with what it uses, ours in the place of Jinja's."""
        super().write_commons()
        self.writeline("escape, Macro = environment.escaped, environment.macro")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - as Jinja calls it
        """Call what has a name as it is; Jinja would first ask it whether it wants to know the page."""
        unusual = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs)
        if unusual or not isinstance(node.node, nodes.Name):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")


class TrustingSetter(Setter):
    """Writes it for views that have all that they are asked for."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        """Take a value from a view; from anything without it, that is an `AttributeError`."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class Texts(NodeTransformer):
    """Puts the interface's texts in the place of `say("…")`, where no values are given."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def set_in(self, template: nodes.Template) -> nodes.Template:
        """Put them into a template, but not into one that calls something else by that name."""
        named = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
        if SAY not in named | {made.name for made in template.find_all(nodes.Macro)}:
            self.visit(template)
        return template

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        """Exchange a call for its text; one that asks for a text that is not there fails when it is printed."""
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=str(name))], kwargs=[]):
                try:
                    return nodes.Const(self._say(name), lineno=node.lineno, environment=node.environment)
                except KeyError:
                    return node
        return node


def macro(
    environment: "Environment", function: Callable[..., str], name: str, parameters: tuple[str, ...], *more: Any
) -> Callable[..., str]:
    """Make a macro of a function; with values for its own parameters it is called without further questions."""
    made = Macro(environment, function, name, list(parameters), *more)
    # Else it takes values beyond its parameters, or the text of a block.
    is_plain = not any((made.catch_kwargs, made.catch_varargs, made.caller))

    count, new = len(parameters), str.__new__  # quicker than `Markup(…)`, which looks at what it is given

    def call(*values: object, **named: object) -> str:
        if named or len(values) != count or not is_plain:
            rest = parameters[len(values) :]
            if not is_plain or len(values) > count or not named.keys() <= set(rest):
                return made(*values, **named)
            values += tuple([named.get(parameter, missing) for parameter in rest])
        return new(Markup, function(*values))

    vars(call).update(vars(made))  # what templates may ask a macro about itself, such as its name
    return call
