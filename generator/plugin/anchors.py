"""The ids of headings in ordinary pages, to which their words lead in whatever script they are written.

MkDocs would leave out all letters but those of English, and number what is left: `_1`, `_2`. The next heading
that somebody puts in between would lead all links astray.
"""

import re
import unicodedata

from markdown.extensions.toc import slugify  # type: ignore[import-untyped]  # MkDocs brings it, without types

_OURS = re.compile(r"_(?=[^\W_])")
"""How the ids begin that our frame gives its own parts."""


def anchor_of(words: str, separator: str) -> str:
    """Make an id of a heading; where English letters and accents are all that it has, the one that MkDocs makes."""
    if all(sign.isascii() or not sign.isalnum() for sign in unicodedata.normalize("NFKD", words)):
        made = str(slugify(words, separator))
    else:
        kept = "".join(sign for sign in unicodedata.normalize("NFKC", words) if _is_kept(sign, separator))
        made = re.sub(rf"[{re.escape(separator)}\s]+", separator, kept.strip().lower())
    return _OURS.sub("", made, count=1) if _OURS.match(made) else made


def _is_kept(sign: str, separator: str) -> bool:
    # In many scripts vowels are marks, and without them a word is another.
    return sign.isalnum() or sign.isspace() or sign in f"_-{separator}" or unicodedata.category(sign)[0] == "M"
