"""Preview: MkDocs' own server, which builds again after each change."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

from generator.publish.build import name_of
from generator.publish.complaints import SETTINGS
from generator.read import TEXTS_VARIABLE, read_project


class CannotServeError(Exception):
    """The server could not start."""


def preview(root: Path, address: str | None, *, texts: Path | None = None) -> None:
    """Serve a project until it is stopped. `address` is `host:port`, or None for what `mkdocs.yml` says.

    `texts` is a private folder of source texts.

    Raises:
        CannotServeError: with the reason, where MkDocs' log has not told it already.
    """
    try:
        with _shown_on_terminal():
            if texts is not None:
                # MkDocs reads the settings anew at each change, so the plugin must find it by itself.
                os.environ[TEXTS_VARIABLE] = str(texts.absolute())
            project, _ = read_project(root)
            serve(str(root / SETTINGS), dev_addr=address, site_name=project and name_of(project))
    except (MkDocsException, OSError) as error:
        raise CannotServeError(str(error)) from error


@contextmanager
def _shown_on_terminal() -> Iterator[None]:
    """Show what the server does, as the command `mkdocs serve` would."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
