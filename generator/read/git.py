"""Git: what the history of the project's folder tells. Where Git cannot say, nothing is guessed."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60
"""Seconds that Git may take for one answer."""

_STEERING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What a Git hook sets: it would lead us to another repository or another state of it."""

_ALWAYS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    # In a clone that left old versions out, Git would fetch them one by one, with programs that its settings name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    # No stand-in changes the past.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
}
"""What Git is told by its environment."""

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotepath": "off",
    "color.ui": "false",
    "diff.algorithm": "default",
    "diff.mnemonicPrefix": "false",
    "diff.noprefix": "false",
    "diff.renames": "true",
    "diff.suppressBlankEmpty": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.showSignature": "false",
}
"""Settings by which Git would run a program of the repository's choice, or tell the same in another way."""

_OF_THE_FOLDER = frozenset({"blame", "diff"})
"""Commands that look at files as they lie in the folder: on these Git would run the filters that its settings name."""


@dataclass(frozen=True, slots=True)
class Git:
    """A repository that holds a folder, with its whole history.

    `folder` is the project's folder, from which paths are given.
    """

    folder: Path

    def ask(self, *arguments: str, given: bytes | None = None) -> bytes | None:
        """Run a Git command that changes nothing and give what it prints; None where it fails."""
        settings = _SETTINGS | (self._no_filters() if arguments[0] in _OF_THE_FOLDER else {})
        return self._run(settings, *arguments, given=given)

    def _no_filters(self) -> dict[str, str]:
        """Give the settings that take away each filter there is: Git has no word for all of them."""
        told = self._run({}, "config", "--null", "--name-only", "--get-regexp", r"^filter\..")
        names = (told or b"").decode("utf-8", errors="surrogateescape").split("\0")
        return {name: "false" if name.endswith(".required") else "" for name in names if name}

    def _run(self, settings: Mapping[str, str], *arguments: str, given: bytes | None = None) -> bytes | None:
        environment = {name: value for name, value in os.environ.items() if name not in _STEERING}
        environment |= _ALWAYS | _numbered(settings, environment.get("GIT_CONFIG_COUNT", ""))
        try:
            done = subprocess.run(  # noqa: S603 - arguments are ours; content never stands before `--`
                ["git", "--no-pager", *arguments],  # noqa: S607 - whichever Git somebody uses
                cwd=self.folder,
                env=environment,
                input=given if given is not None else b"",
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout if done.returncode == 0 else None


def _numbered(settings: Mapping[str, str], told: str) -> dict[str, str]:
    """Write settings as Git takes them from the environment, behind as many as stand there already.

    Not as options, for the name of a setting may hold the sign at which it ends there.
    """
    first = int(told) if told.isdecimal() else 0
    numbered = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for at, (name, value) in enumerate(settings.items(), first):
        numbered |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": value}
    return numbered


def open_git(folder: Path) -> Git | None:
    """Find the repository that a folder lies in; None where there is none or its history is cut off.

    A shallow clone shows its oldest commit as the origin of everything, so it cannot say who wrote what.
    """
    git = Git(folder)
    answer = git.ask("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--verify", "HEAD")
    lines = answer.decode().split() if answer else []
    return git if lines[:2] == ["true", "false"] else None
