"""Build as on another machine, on another day: told in JSON what is to differ, this sets it up and runs `sayso build`.

Run as `python elsewhere.py SETUP` in a project's folder. What the build could have seen of it is written to the file
that the setup names, so that a test knows that something did differ. A leak may be planted: then pages tell it.
"""

import datetime  # noqa: ICN001 - it is this very module that others see
import json
import locale
import os
import random
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Self

YEAR = 366 * 24 * 3600.0


def main() -> None:
    """Set up what is told, and build."""
    setup = json.loads(sys.argv[1])
    shuffle(setup["order"])
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "")
    import generator.publish  # noqa: F401 - clocks are set in it
    from generator import cores
    from generator.cli import main as sayso

    set_clocks(setup["years"] * YEAR)
    number = setup["cores"] or cores.cores()
    for module in [each for name, each in sys.modules.items() if name.startswith("generator.")]:
        if getattr(module, "cores", None) is cores.cores:
            module.cores = lambda: number  # type: ignore[attr-defined]
    seen = look(number)
    Path(setup["seen"]).write_text(json.dumps(seen), "utf-8")
    if setup["leak"]:
        plant(str(seen[setup["leak"]]))
    sayso(["build", "-q"])


def shuffle(seed: int) -> None:
    """Let the system list folders in another order."""
    chance, listdir, scandir = random.Random(seed), os.listdir, os.scandir

    class Shuffled:
        def __init__(self, path: Any) -> None:
            with scandir(path) as found:
                self.entries = sorted(found, key=lambda entry: entry.name)
            chance.shuffle(self.entries)
            self.rest = iter(self.entries)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def __iter__(self) -> "Shuffled":
            return self

        def __next__(self) -> Any:
            return next(self.rest)

        def close(self) -> None:
            self.rest = iter(())

    def listed(path: Any = ".") -> list[Any]:
        names = sorted(listdir(path))
        chance.shuffle(names)
        return names

    os.listdir, os.scandir = listed, Shuffled  # type: ignore[assignment]


def set_clocks(seconds: float) -> None:
    """Set the clock that programs in Python ask; the system's own stays."""
    real = SimpleNamespace(
        **{name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime", "strftime")}
    )

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.datetime.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> Any:
            return datetime.datetime.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

        today = now

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Any:
            return Later.now().date()

    clock: Any = time
    clock.time = lambda: real.time() + seconds
    clock.time_ns = lambda: real.time_ns() + int(seconds * 1e9)
    clock.localtime = lambda at=None: real.localtime(clock.time() if at is None else at)
    clock.gmtime = lambda at=None: real.gmtime(clock.time() if at is None else at)
    clock.strftime = lambda form, at=None: real.strftime(form, at or clock.localtime())
    stand_in = ModuleType("datetime")
    stand_in.__dict__.update(vars(datetime) | {"datetime": Later, "date": Tomorrow})
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"mkdocs", "jinja2", "email", "logging", "filelock"}:
            for what, found in list(vars(module).items()):
                if found is datetime:
                    setattr(module, what, stand_in)
                elif found is datetime.datetime:
                    setattr(module, what, Later)


def look(number: int) -> dict[str, object]:
    """Tell what a build could see of its surroundings, and must not show."""
    umask = os.umask(0)
    os.umask(umask)
    page = Path("content/about.md")
    return {
        "year": time.gmtime().tm_year,
        "time zone": time.strftime("%z"),
        "locale": os.environ.get("LC_ALL", ""),
        "encoding": locale.getpreferredencoding(do_setlocale=False),
        "hash seed": hash("a word"),
        "path": str(Path.cwd()),
        "umask": umask,
        "order of files": [*map(str, Path("content").iterdir())],
        "cores": number,
        "time of files": page.stat().st_mtime,
        "rights of files": page.stat().st_mode,
        "home": os.environ["HOME"],
        "terminal": os.environ.get("TERM", "") + os.environ.get("COLUMNS", ""),
        "folder for passing files": os.environ["TMPDIR"],
        "proxy": os.environ.get("https_proxy", ""),
    }


def plant(leak: str) -> None:
    """Let pages tell something that they must not."""
    from generator.plugin.beside import FrameSetter

    frame = FrameSetter.frame
    FrameSetter.frame = lambda self, made: f"{frame(self, made)}<!-- {leak} -->"  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
