"""What holds for all tests."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as on somebody's own machine: where `CI` is set, words of withheld texts are not printed."""
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture(autouse=True)
def with_garbage_collected() -> Iterator[None]:
    """Go on collecting garbage after a command that has left its own: it expects its process to end."""
    yield
    gc.enable()
