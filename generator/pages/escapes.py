"""Text made safe for HTML where it is printed at once, and so needs no mark that it is safe."""

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escape
except ImportError:  # a markupsafe that was not compiled, or another one: the same, but slower
    _escape = escape


def escaped(value: object) -> str:
    """Escape a value as a plain string; what is marked as safe stays as it is."""
    if type(value) is str:
        return _escape(value)
    return value if type(value) is Markup else escape(value)
