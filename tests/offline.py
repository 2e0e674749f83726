"""Runs a program that may not reach for the network: whoever asks the system for a way there is killed at once.

Run as `python offline.py MODULE ARGUMENT…`. The system itself watches, so this holds for all programs that
the module starts as well. Where it cannot (it is asked in the language of Linux), only Python's own doors are watched.
"""

import ctypes
import os
import platform
import runpy
import signal
import struct
import sys
from pathlib import Path

SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By processor: its number, and that of the system's call for a socket."""

ALLOW, KILL = 0x7FFF0000, 0x80000000
LOAD, IS_EQUAL, RETURN = 0x20, 0x15, 0x06
CALL, PROCESSOR, FAMILY = 0, 4, 16
"""Where in what the system tells of a call its number, the processor and the kind of socket stand."""

DOORS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}


def seal() -> None:
    """Let this process, and all that it will start, be killed where it asks for a socket to the network."""
    sys.addaudithook(_heard)
    if sys.platform == "linux" and platform.machine() in SOCKET:
        _seal_for_all(*SOCKET[platform.machine()])


def _heard(event: str, _: tuple[object, ...]) -> None:
    if event in DOORS:
        os.kill(os.getpid(), signal.SIGSYS)


def _seal_for_all(processor: int, call: int) -> None:
    steps = [
        (LOAD, 0, 0, PROCESSOR),
        (IS_EQUAL, 1, 0, processor),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, CALL),
        (IS_EQUAL, 0, 4, call),
        (LOAD, 0, 0, FAMILY),
        (IS_EQUAL, 1, 0, 2),  # of the internet
        (IS_EQUAL, 0, 1, 10),  # of its sixth version
        (RETURN, 0, 0, KILL),
        (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    system = ctypes.CDLL(None, use_errno=True)
    no_more_rights, watch, by_filter = 38, 22, 2
    for order in ((no_more_rights, 1, 0, 0, 0), (watch, by_filter, program, 0, 0)):
        if system.prctl(*order):
            raise OSError(ctypes.get_errno(), "the system does not let itself be asked to watch")


if __name__ == "__main__":
    seal()
    sys.argv = sys.argv[1:]
    sys.path[0] = str(Path.cwd())
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
