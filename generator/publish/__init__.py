"""Publishing: MkDocs builds the site aside, and the finished site is put in place, or served to an editor."""

from generator.publish.build import CannotPublishError, Published, publish
from generator.publish.join import Joined, join_parts
from generator.publish.parts import Shard
from generator.publish.preview import CannotServeError, Wanted, preview
from generator.publish.shard import Order, publish_shard
from generator.publish.telling import Broken, Built, Event, Opened, Stopped

__all__ = [
    "Broken",
    "Built",
    "CannotPublishError",
    "CannotServeError",
    "Event",
    "Joined",
    "Opened",
    "Order",
    "Published",
    "Shard",
    "Stopped",
    "Wanted",
    "join_parts",
    "preview",
    "publish",
    "publish_shard",
]
