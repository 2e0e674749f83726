"""What holds for all tests."""

import pytest


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as on somebody's own machine: where `CI` is set, words of withheld texts are not printed."""
    monkeypatch.delenv("CI", raising=False)
