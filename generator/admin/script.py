"""Decap CMS itself: fetched by npm, or taken from a file, and never without its checksum.

Nothing of it is in this repository. One version is pinned by the checksum of
its package, so whoever hands it over, it is the one that was tried.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.cache import Cache

NAME: Final = "decap-cms"
VERSION: Final = "3.16.3"
SHA512: Final = (
    "85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee"
    "2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63"
)
"""The checksum of the package, as the registry gives it."""

_WITHOUT: Final = f"or take the package from elsewhere and name it: sayso admin --script {NAME}-{VERSION}.tgz"
_LONGEST: Final = 300
"""Seconds that npm may take."""

_WANTED: Final = re.compile(r"package/dist/((?:\d+\.)?decap-cms\.js(?:\.LICENSE\.txt)?)", re.ASCII)
"""The program, the parts that it loads when it needs them, and the licences of what it is made of."""


class NoScriptError(Exception):
    """Decap cannot be had: what is wrong, and what to do."""

    def __init__(self, message: str, help_text: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_text


LICENCE: Final = """\
Decap CMS (decap-cms.js and the files whose names end in .decap-cms.js)
Copyright (c) 2016 Netlify <decap@p-m.si>

MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
"""Decap's own licence, which its package names and does not hold; it has to go with every copy."""


def read_script(package: Path) -> dict[str, bytes]:
    """Take Decap's files out of a package that is there already."""
    try:
        data = package.read_bytes()
    except OSError as error:
        message = f"{package} cannot be read: {error.strerror}"
        raise NoScriptError(message, f"name the file that npm pack {NAME}@{VERSION} has made") from error
    return _unpack(data, str(package))


def fetch_script(cache: Cache) -> dict[str, bytes]:
    """Have npm fetch Decap's package, or take it as it was fetched before."""
    data = cache.get("decap", f"{NAME} {VERSION} {SHA512}", _pack)
    return _unpack(data, "what npm fetched")


def _pack() -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is not here, and it is what fetches the form's program"
        raise NoScriptError(message, f"install Node.js, which brings npm; {_WITHOUT}")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{NAME}@{VERSION}", "--ignore-scripts", "--silent"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=_LONGEST)  # noqa: S603 - npm, with words of our own
            (package,) = Path(folder).glob("*.tgz")
            data = package.read_bytes()
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            message = f"npm could not fetch {NAME} {VERSION}; the registry may be out of reach"
            raise NoScriptError(message, f"try again when the net is there; {_WITHOUT}") from error
    _prove(data, "what npm fetched")
    return data


def _prove(data: bytes, origin: str) -> None:
    if hashlib.sha512(data).hexdigest() != SHA512:
        message = f"{origin} is not {NAME} {VERSION}: its checksum is another one"
        help_text = f"nothing was written; fetch the package again with: npm pack {NAME}@{VERSION}"
        raise NoScriptError(message, help_text)


def _unpack(data: bytes, origin: str) -> dict[str, bytes]:
    """Take out the files that a browser needs, and nothing else."""
    _prove(data, origin)
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as package:
        found = {wanted[1]: entry for entry in package if entry.isfile() and (wanted := _WANTED.fullmatch(entry.name))}
        taken = {name: _content(package, entry) for name, entry in sorted(found.items())}
    return {**taken, "LICENSE.txt": LICENCE.encode()}


def _content(package: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    stream = package.extractfile(entry)
    assert stream is not None  # only files were chosen
    return stream.read()
