"""The forms in which `sayso check` tells programs what it found: JSON, SARIF, and what GitHub shows.

In none of them stands a word of a text that is not published, wherever the check runs.
"""

from generator.cli.formats.github import annotations, write_summary
from generator.cli.formats.objects import as_json
from generator.cli.formats.repository import Repository, find_repository
from generator.cli.formats.sarif import as_sarif

__all__ = ["Repository", "annotations", "as_json", "as_sarif", "find_repository", "write_summary"]
