"""What the stage takes and gives: the site it makes pages for, and a page."""

from dataclasses import dataclass

from generator.cache import NO_CACHE, Cache
from generator.problems import Span


@dataclass(frozen=True, slots=True)
class Site:
    """The few site-wide values that pages depend on.

    `edit_base` is the address under which files can be edited, such as
    `https://github.com/owner/repo/edit/main/`; a project-relative file name follows it.
    With `home_has_text` an editor's own words open the home page, and its heading.
    `url` is where the site will stand, with a slash at its end, where that is known.
    `maps`, `boundaries`, `pictures` and `search` are settings of the plugin.
    """

    name: str
    language: str = "en"
    use_directory_urls: bool = True
    edit_base: str | None = None
    home_has_text: bool = False
    url: str | None = None
    maps: bool = True
    boundaries: str = "recognised"
    pictures: str = "articles"
    search: bool = True
    cache: Cache = NO_CACHE


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page.

    `address` is its directory form from the site's root (`claims/basivka-taken/`,
    the home page's is empty), `title` and `description` are plain text, `html` is
    the final body. `kind` is the record's kind, or the plural for an index.
    """

    address: str
    title: str
    description: str
    html: str
    language: str
    kind: str
    edit: Span | None = None
    in_nav: bool = False
