"""Publishing: MkDocs builds the site aside, and the finished site is put in place."""

from generator.publish.build import CannotPublishError, Published, publish
from generator.publish.preview import CannotServeError, preview

__all__ = ["CannotPublishError", "CannotServeError", "Published", "preview", "publish"]
