"""Ways to change what a page tells: the line of a file, the folder of several, and the forms for suggestions.

On GitHub a link leads to the file with its line marked, and not into the editor:
that one needs an account, offers a copy of the repository first where somebody may
not write, and promises nobody to go to a line. A pencil above the file opens it.
"""

import re
from collections.abc import Iterable
from os.path import commonpath
from urllib.parse import quote, urlencode

from generator.pages.page import Site
from generator.problems import Span

_FILES = re.compile(r"(https://github\.com/[^/]+/[^/]+/)blob/")

FORMS = {
    "claim": "suggest-claim.yml",
    "attribution": "report-attribution.yml",
    "definition": "propose-definition.yml",
}
"""The files of the forms, in the folder where GitHub looks for them."""


def is_on_github(base: str | None) -> bool:
    """Tell whether files are shown on GitHub."""
    return base is not None and _FILES.match(base) is not None


def line_at(base: str, span: Span) -> str:
    """Give the address of a line; of a Markdown file GitHub shows lines only where it is asked for the plain text."""
    plain = "?plain=1" if is_on_github(base) and span.file.endswith(".md") else ""
    return f"{base}{quote(span.file)}{plain}#L{span.line}"


def files_at(base: str, files: Iterable[str], otherwise: str) -> str | None:
    """Give the address of a file, or of the folder that holds several, or of another folder where there are none.

    None where only files have addresses.
    """
    listed = sorted(set(files))
    if len(listed) == 1:
        return line_at(base, Span(listed[0]))
    folder = commonpath(listed) if listed else otherwise
    return _FILES.sub(r"\1tree/", base) + quote(folder) if is_on_github(base) else None


def form_at(site: Site, form: str, **fields: str) -> str | None:
    """Give the address of a form with some of its fields filled in; None where the project has no forms."""
    if site.issues is None:
        return None
    return f"{site.issues}?{urlencode({'template': FORMS[form], **fields}, safe=':/')}"
