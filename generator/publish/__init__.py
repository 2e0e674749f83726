"""Publishing: MkDocs builds the site aside, and the finished site is put in place, or served to an editor.

Here stands what every build needs; `join`, `shard` and `preview` are imported by the commands that they are for.
"""

from generator.publish.build import CannotPublishError, Published, publish
from generator.publish.telling import Broken, Built, Event, Opened, Stopped

__all__ = ["Broken", "Built", "CannotPublishError", "Event", "Opened", "Published", "Stopped", "publish"]
