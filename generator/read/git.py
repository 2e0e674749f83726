"""Git: what the history of the project's folder tells. Where Git cannot say, nothing is guessed."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60
"""Seconds that Git may take for one answer."""

_STEERING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What a Git hook sets: it would lead us to another repository or another state of it."""


@dataclass(frozen=True, slots=True)
class Git:
    """A repository that holds a folder, with its whole history.

    `folder` is the project's folder, from which paths are given.
    """

    folder: Path

    def ask(self, *arguments: str, given: bytes | None = None) -> bytes | None:
        """Run a Git command that changes nothing and give what it prints; None where it fails."""
        environment = {name: value for name, value in os.environ.items() if name not in _STEERING}
        environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        # In a clone that left old versions out, Git would fetch them one by one; and no stand-in changes the past.
        environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
        # Nothing that a repository's own settings name is run: no pager, no monitor, no filter.
        command = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off", *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - arguments are ours; content never stands before `--`
                command,
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


def open_git(folder: Path) -> Git | None:
    """Find the repository that a folder lies in; None where there is none or its history is cut off.

    A shallow clone shows its oldest commit as the origin of everything, so it cannot say who wrote what.
    """
    git = Git(folder)
    answer = git.ask("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--verify", "HEAD")
    lines = answer.decode().split() if answer else []
    return git if lines[:2] == ["true", "false"] else None
