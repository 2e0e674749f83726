"""What the stage takes and gives: the site it makes pages for, and a page."""

from dataclasses import dataclass

from generator.cache import NO_CACHE, Cache
from generator.model import Kind
from generator.problems import Span


@dataclass(frozen=True, slots=True)
class Site:
    """The few site-wide values that pages depend on.

    `edit_base` is the address under which files can be edited, such as
    `https://github.com/owner/repo/blob/main/`; a project-relative file name follows it.
    `issues` is the one under which GitHub's forms for suggestions open, where there are any,
    and `content` the folder of the content, from the project's.
    With `home_has_text` an editor's own words open the home page, and its heading.
    `url` is where the site will stand, with a slash at its end, where that is known.
    `maps`, `boundaries`, `pictures` and `search` are settings of the plugin.
    With `embeds` a claim's box can stand alone in a frame, which needs our own theme around it.
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
    embeds: bool = True
    cache: Cache = NO_CACHE
    issues: str | None = None
    content: str = "content"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search knows of one record; all of it is public, for a browser loads it.

    `url` leads there from the site's root, `title` is its name as results show it.
    `names` are the words under which it is looked for first, inflected forms among
    them; `also` are those of them that may be shown. `what` says in a few words what
    it is, `status` is a claim's whole sentence, `about` says more. `words` are all
    others by which it may be found; `is_text` tells that they may be shown as an excerpt.
    """

    kind: Kind
    url: str
    title: str
    names: tuple[str, ...] = ()
    also: str = ""
    what: str = ""
    status: str = ""
    about: str = ""
    words: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for link previews: its file from the site's root, its absolute URL, what it says, and the drawing."""

    file: str
    url: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a link preview shows of a page besides its description.

    `published` is an article's date. `lacks` are the characters for whose sake
    the page has no picture: no font of ours has them.
    """

    title: str
    published: str = ""
    picture: Picture | None = None
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page.

    `address` is its directory form from the site's root (`claims/basivka-taken/`,
    the home page's is empty), `title` and `description` are plain text, `html` is
    the final body. `kind` is the record's kind, or the plural for an index.
    `entries` are what the search finds on it, where the site can be searched.
    `preview` is what a link preview shows, where it is more than title and description.
    `is_listed` tells that search engines may list it; a page for editors is not for them.
    """

    address: str
    title: str
    description: str
    html: str
    language: str
    kind: str
    edit: Span | None = None
    in_nav: bool = False
    entries: tuple[Entry, ...] = ()
    preview: Preview | None = None
    is_listed: bool = True
