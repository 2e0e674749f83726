"""The board: what browsers are to show now, for the threads that answer them."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from typing import Literal

Mood = Literal["building", "good", "warnings", "errors"]


@dataclass(frozen=True, slots=True)
class Site:
    """A site that can be served: its folder, the path that it stands under, and a name no other build has."""

    folder: Path
    mount: str
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be shown: the last good site if there is one, and the problems as a layer over it.

    `page` is the whole page that stands at every address where there is no site yet;
    `gone` are a page's words for when this program has ended.
    """

    name: str
    mood: Mood
    site: Site | None = None
    title: str = ""
    layer: str = ""
    page: str = ""
    gone: str = ""

    @property
    def shown(self) -> str:
        """Name what an address gives now; a browser that shows something else has to load it again."""
        return self.site.name if self.site else self.name


@dataclass(slots=True)
class Board:
    """Holds the newest notice, and tells those who wait of the next."""

    notice: Notice
    _changed: Condition = field(default_factory=Condition)

    def put(self, notice: Notice) -> None:
        """Show a notice to everybody."""
        with self._changed:
            self.notice = notice
            self._changed.notify_all()

    def next_after(self, notice: Notice | None, seconds: float) -> Notice:
        """Give the newest notice, as soon as it is another than this, or as it is when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.notice is not notice, seconds)
            return self.notice
