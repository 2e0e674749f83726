"""Exchange two folders in one step, where the system can.

Linux has renameat2(2) with RENAME_EXCHANGE, macOS renamex_np(2) with
RENAME_SWAP. Python offers neither, and not every file system obeys.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are relative to the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS, which happen to be equal."""

Swap = Callable[[bytes, bytes], int]


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where that cannot be done, and then nothing has changed."""
    swap = swap_of(sys.platform)
    return swap is not None and swap(os.fsencode(first), os.fsencode(second)) == 0


def swap_of(platform: str, library: object = None) -> Swap | None:
    """Find the system's call that exchanges two paths and gives 0 when it has."""
    if platform not in {"linux", "darwin"}:
        return None
    system = library or ctypes.CDLL(None, use_errno=True)
    if platform == "darwin":
        renamex_np = getattr(system, "renamex_np", None)
        return renamex_np and (lambda first, second: int(renamex_np(first, second, _EXCHANGE)))
    renameat2 = getattr(system, "renameat2", None)
    return renameat2 and (lambda first, second: int(renameat2(_HERE, first, _HERE, second, _EXCHANGE)))
