"""What holds for all tests."""

import gc
from collections.abc import Callable, Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the promises of SECURITY.md be tested in full."""
    parser.addoption("--at-length", action="store_true", help="test the promises of SECURITY.md in their long form")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have told, by the names of the tests."""
    reports = (report for report in terminalreporter.getreports("") + terminalreporter.getreports("passed"))
    figures = sorted({(report.nodeid, text) for report in reports for text in told_by(report)})
    if figures:
        terminalreporter.section("figures")
    for test, text in figures:
        terminalreporter.line(f"{test}: {text}")


def told_by(report: pytest.TestReport) -> list[str]:
    """Give the figures that one test has told."""
    return [str(value) for name, value in getattr(report, "user_properties", []) if name == "figure"]


@pytest.fixture(scope="session")
def at_length(request: pytest.FixtureRequest) -> bool:
    """Tell whether a promise is to be tested in its long form, as every night, or in the short one."""
    return bool(request.config.getoption("--at-length"))


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give what a test tells its figure to, such as `412 strings in 61 slots: 0 live`; it is printed at the end."""
    return lambda text: record_property("figure", text)


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as on somebody's own machine: where `CI` is set, words of withheld texts are not printed."""
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture(autouse=True)
def with_garbage_collected() -> Iterator[None]:
    """Go on collecting garbage after a command that has left its own: it expects its process to end."""
    yield
    gc.enable()
