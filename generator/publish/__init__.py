"""Publishing: MkDocs builds the site aside, and the finished site is put in place, or served to an editor."""

from generator.publish.build import CannotPublishError, Published, publish
from generator.publish.preview import CannotServeError, Wanted, preview
from generator.publish.telling import Broken, Built, Event, Opened, Stopped

__all__ = [
    "Broken",
    "Built",
    "CannotPublishError",
    "CannotServeError",
    "Event",
    "Opened",
    "Published",
    "Stopped",
    "Wanted",
    "preview",
    "publish",
]
