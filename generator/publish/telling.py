"""What a preview tells whoever started it, as data; the command line puts it into words."""

from dataclasses import dataclass

from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """The preview can be asked for at an address; what `lacks` is left out until the site is built.

    `is_private` tells that nobody but this machine can reach it.
    """

    address: str
    lacks: tuple[str, ...]
    is_private: bool


@dataclass(frozen=True, slots=True)
class Built:
    """A site was built and is shown. `mended` tells that problems stood before it."""

    pages: int
    seconds: float
    warnings: tuple[Problem, ...]
    mended: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing new can be shown, because of problems. `is_first` tells that nothing at all can be.

    `fault` are the lines that a fault in a program has left behind, where it was one.
    """

    problems: tuple[Problem, ...]
    is_first: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The preview has ended, as it was asked to."""


Event = Opened | Built | Broken | Stopped
