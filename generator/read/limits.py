"""How many faults of one file are told: a hundred are more than anybody reads, and each costs time and memory."""

from generator.problems import Problem, Span

MOST_FAULTS = 100
"""Faults that are told of one file before it is let go."""

TOO_MANY = "too-many-faults"


def stop_at(span: Span) -> Problem:
    """Tell that a file was not read from some place on."""
    message = f"there are {MOST_FAULTS} faults or more in this file, and from here on it was not read"
    return Problem("too-many-faults", span, message, "mend the first of them, and check again")
