"""Prints the modules of the checks of which the quick tests have to run every branch; `.ci/run` hands them to coverage.

They are the modules that are mutated, so the two halves of the promise speak of the same code.
"""

from collections.abc import Iterator

from mutating import GROUPS


def mutated() -> Iterator[str]:
    """Give the modules of the checks, by their paths below the package."""
    return (module for group in GROUPS.values() for module in group.modules)


def main() -> None:
    """Print them as `coverage report --include` takes them."""
    print(",".join(f"generator/{module}" for module in mutated()))


if __name__ == "__main__":
    main()
