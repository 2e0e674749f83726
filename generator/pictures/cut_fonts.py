"""For maintainers: cut the fonts of the pictures out of Debian's package `fonts-noto-core`.

    apt-get download fonts-noto-core && dpkg-deb -x fonts-noto-core_*.deb noto
    python -m pip install fonttools==4.68.0
    python -m generator.pictures.cut_fonts noto/usr/share/fonts/truetype/noto

The fonts are kept in the repository, so nobody who builds a site runs this. The
same package and the same fontTools give the same bytes.
"""

import subprocess
import sys
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

_EUROPEAN = (
    "U+0020-007E,U+00A0-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,"
    "U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2150-218F,U+2190-2199,U+2200-22FF,U+25A0-25FF"
)
_HEBREW = "U+0020,U+00A0,U+0591-05F4,U+200C-200F,U+20AA"
_ARABIC = "U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FD3E-FD3F,U+FDFC"
_FEATURES = "kern,mark,mkmk,ccmp,locl,init,medi,fina,isol,rlig,calt,curs"

CUTS = {
    "NotoSerif-Bold": _EUROPEAN,
    "NotoSans-Regular": _EUROPEAN,
    "NotoNaskhArabic-Bold": _ARABIC,
    "NotoSerifHebrew-Bold": _HEBREW,
}
"""The fonts, and which characters of each are kept."""


def main(noto: Path) -> None:
    """Cut each font down to its characters, without the hints that small screens need."""
    for name, characters in CUTS.items():
        options = [f"--unicodes={characters}", f"--layout-features={_FEATURES}", "--no-hinting", "--drop-tables+=DSIG"]
        names = ["--name-IDs=0,1,2,3,4,5,6,13,14", "--notdef-outline", "--no-recalc-timestamp"]
        target = FONTS / f"{name}.ttf"
        subprocess.run(["pyftsubset", noto / f"{name}.ttf", *options, *names, f"--output-file={target}"], check=True)  # noqa: S603, S607 - the maintainer's own tool


if __name__ == "__main__":
    main(Path(sys.argv[1]))
