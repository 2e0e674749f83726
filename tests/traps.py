"""Traps laid in a small project: links, special files, names, addresses, files that run, paths and folders.

Each says what it is called, how it is laid, and what `sayso build` is to make of it.
"""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sites import MKDOCS_YML

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "Words that lie outside and are nobody's business."
SETTINGS = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {search: false, pictures: none, maps: false}}]")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
HOME = "content/articles/village"


@dataclass(frozen=True)
class Trap:
    """Something laid in a project: what it is called, how it is laid, and the code that it is refused with.

    Without a code the site is built all the same. `absent` is what must not be in the site then, `there` what must be.
    """

    name: str
    lay: Callable[[Path], object]
    code: str = ""
    absent: str = ""
    there: str = ""


def write(name: str, data: bytes | str = b"", *, more: tuple[str, ...] = ()) -> Callable[[Path], None]:
    """Give what writes one file or several alike."""

    def lay(project: Path) -> None:
        for each in (name, *more):
            path = os.path.join(os.fsencode(project), os.fsencode(each))  # noqa: PTH118 - a name may be no text
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
            with open(path, "wb") as opened:  # noqa: PTH123 - likewise
                opened.write(data.encode() if isinstance(data, str) else data)

    return lay


def link(name: str, target: str, *, is_folder: bool = False) -> Callable[[Path], None]:
    """Give what makes a symbolic link, in the place of what is there."""

    def lay(project: Path) -> None:
        place = project / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.symlink_to(target, target_is_directory=is_folder)

    return lay


def write_let_in(name: str) -> Callable[[Path], None]:
    """Give what writes a file without an ending, and lets it in."""
    publish = SETTINGS.replace("maps: false", f"maps: false, publish: [{name}]")
    return both(write(f"content/{name}", "x"), write("mkdocs.yml", publish))


def sparse(name: str) -> Callable[[Path], None]:
    """Give what makes a file of a terabyte that takes no room."""

    def lay(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        with (project / name).open("wb") as opened:
            opened.truncate(1 << 40)

    return lay


def pipe(name: str) -> Callable[[Path], None]:
    """Give what puts a pipe, from which nothing ever comes, in the place of a file."""

    def lay(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        os.mkfifo(project / name)

    return lay


def listening(name: str) -> Callable[[Path], None]:
    """Give what puts a socket in the place of a file."""

    def lay(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        # From its folder: the name of a socket cannot be long.
        with chdir((project / name).parent), socket.socket(socket.AF_UNIX) as made:
            made.bind(Path(name).name)

    return lay


def folder(name: str) -> Callable[[Path], None]:
    """Give what puts a folder in the place of a file."""

    def lay(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        (project / name).mkdir(parents=True)

    return lay


def both(*laid: Callable[[Path], object]) -> Callable[[Path], None]:
    """Give what lays several things."""

    def lay(project: Path) -> None:
        for each in laid:
            each(project)

    return lay


def settings(text: str) -> Callable[[Path], None]:
    """Give what adds a line to the settings."""
    return write("mkdocs.yml", f"{SETTINGS}{text}\n")


def record(text: str) -> Callable[[Path], None]:
    """Give what adds a file of records."""
    return write("content/more.yml", text)


def page(text: str) -> Callable[[Path], None]:
    """Give what writes an ordinary page."""
    return write("content/about.md", f"# About\n\n{text}\n")


LINKS = [
    Trap("a page that is a link outside", link("content/x.md", "../../outside/secret.md"), "symbolic-link"),
    Trap("a picture that is a link outside", link("content/x.png", "../../outside/secret.png"), "symbolic-link"),
    Trap("records that are a link outside", link("content/x.yml", "../../outside/secret.yml"), "symbolic-link"),
    Trap("a link to the system's users", link("content/x.txt", "/etc/passwd"), "symbolic-link"),
    Trap("a text that is a link outside", link(f"{HOME}/text.md", "/etc/hostname"), "symbolic-link"),
    Trap("an article that is a link", link(f"{HOME}/article.yml", "/etc/hostname"), "symbolic-link"),
    Trap("an article's folder that is a link", link(HOME, "../../../outside", is_folder=True), "symbolic-link"),
    Trap("a folder that is a link outside", link("content/x", "../../outside", is_folder=True), "symbolic-link"),
    Trap("a folder that is a link to all", link("content/x", "/", is_folder=True), "symbolic-link"),
    Trap("a folder that is a link to the project", link("content/x", "..", is_folder=True), "symbolic-link"),
    Trap("a folder that is a link to itself", link("content/x", ".", is_folder=True), "symbolic-link"),
    Trap("a folder that is a link within", link("content/x", "articles", is_folder=True), "symbolic-link"),
    Trap("a file that is a link within", link("content/x.md", "about.md"), "symbolic-link"),
    Trap("a link that leads nowhere", link("content/x.md", "nowhere.md"), "symbolic-link"),
    Trap("a link in a circle", link("content/x.md", "x.md"), "symbolic-link"),
    Trap("two links in a circle", both(link("content/x", "y"), link("content/y", "x")), "symbolic-link"),
    Trap("a link without an end", link("content/x.yml", "/dev/zero"), "symbolic-link"),
    Trap("a link to another process", link("content/x.md", "/proc/self/environ"), "symbolic-link"),
    Trap("a hidden link to all", link("content/.x", "/", is_folder=True), "symbolic-link"),
    Trap("a hidden link deep down", link("content/a/.b/c/x", "/", is_folder=True), "symbolic-link"),
    Trap("hidden links without end", both(link("content/.x", "."), link("content/.y", ".")), "symbolic-link"),
    Trap("a hidden link to a file", link("content/.x.md", "../../outside/secret.md"), absent=".x"),
    Trap("an editor's lock", link("content/.#about.md", "ann@host.1234:5678")),
    Trap("the content that is a link", link("content", "../outside", is_folder=True), "symbolic-link"),
    Trap(
        "the content behind a link",
        both(
            link("far", "../outside", is_folder=True), write("mkdocs.yml", SETTINGS.replace("content", "far/content"))
        ),
        "symbolic-link",
    ),
    Trap("the site that is a link outside", link("site", "../outside", is_folder=True), "mkdocs-setting"),
    Trap("the site behind a link", both(link("x", "../outside"), settings("site_dir: x/site")), "mkdocs-setting"),
    Trap("the workshop that is a link", link(".site.sayso", "../outside", is_folder=True), "system"),
    Trap("the cache that is a link", link(".sayso-cache", "../outside", is_folder=True)),
    Trap("the settings that are a link without end", link("mkdocs.yml", "/dev/zero"), "no-settings"),
    Trap(
        "hidden files that are let in by a link",
        both(
            link("content/.known/x.txt", "../../../outside/secret.md"),
            settings("exclude_docs: '!.known'"),
        ),
        "symbolic-link",
    ),
]

SPECIAL = [
    Trap("records that are a pipe", pipe("content/x.yml"), "stray-file"),
    Trap("a page that is a pipe", pipe("content/x.md"), "stray-file"),
    Trap("a picture that is a pipe", pipe("content/x.png"), "stray-file"),
    Trap("a text that is a pipe", pipe(f"{HOME}/text.md"), "stray-file"),
    Trap("settings that are a pipe", pipe("mkdocs.yml"), "no-settings"),
    Trap("a file that is a socket", listening("content/x.md"), "stray-file"),
    Trap("a text that is a folder", folder(f"{HOME}/text.md"), "no-text"),
    Trap("an article that is a folder", folder(f"{HOME}/article.yml"), "no-article-file"),
    Trap("settings that are a folder", folder("mkdocs.yml"), "no-settings"),
    Trap("records that are a folder", folder("content/x.yml")),
    Trap("a page that is a folder", folder("content/x.md")),
    Trap("the front page that is a folder", folder("content/index.md")),
    Trap("a cache that is a file", write(".sayso-cache", "x")),
    Trap("a site that is a file", write("site", "x"), "mkdocs-setting"),
    Trap("records of a terabyte", sparse("content/x.yml"), "file-too-large"),
    Trap("a page of a terabyte", sparse("content/x.md"), "file-too-large"),
    Trap("a text of a terabyte", sparse(f"{HOME}/text.md"), "file-too-large"),
    Trap("a picture of a terabyte", sparse("content/x.png"), "file-too-large"),
    Trap("a table of a terabyte", sparse("content/x.csv"), "file-too-large"),
    Trap("settings of a terabyte", sparse("mkdocs.yml"), "file-too-large"),
]

NAMES = [
    *(
        Trap(f"a file called {name}", write(f"content/{name}", "# X\n"), "bad-file-name")
        for name in (
            "CON.md",
            "con.md",
            "nul.txt",
            "AUX.yml",
            "prn",
            "COM1.md",
            "lpt9.tar.gz",
            "com¹.md",
            "nul .md",
            "NUL.x.md",
            "x.md.",
            "x.md ",
            "a:b.md",
            "a?.md",
            "a*.md",
            "a|b.md",
            "a<b>.md",
            'a"b.md',
            "a\\b.md",
            "a\nb.md",
            "a\x1b[31m.md",
            "a\x7f.md",
            "a\u202eb.md",
            "a\udcff.md",
        )
    ),
    Trap("a folder called con", write("content/con/x.md", "# X\n"), "bad-file-name"),
    Trap("a folder that ends with a dot", write("content/a./x.md", "# X\n"), "bad-file-name"),
    Trap("a name of 255 bytes", write(f"content/{'x' * 252}.md", "# X\n"), there=f"{'x' * 252}/index.html"),
    Trap("a name of 255 bytes in Cyrillic", write(f"content/{'я' * 126}.md", "# X\n"), there=f"{'я' * 126}/index.html"),
    Trap("a path of 4000 bytes", lambda project: deep(project / "content", 40), "bad-file-name"),
    Trap("a name in percents", write("content/%2e%2e%2fx.md", "# X\n")),
    Trap("a name of dots", write("content/..x..y.md", "# X\n")),
    Trap("a name like an option", write("content/-rf.md", "# X\n"), there="-rf/index.html"),
    Trap("a name like markup", write("content/&lt;x&gt;.md", "# X\n")),
    Trap(
        "names that differ in capitals", write("content/Kyiv.md", "# X\n", more=("content/kyiv.md",)), "same-file-name"
    ),
    Trap(
        "names that differ in accents", write("content/é.md", "# X\n", more=("content/e\u0301.md",)), "same-file-name"
    ),
    Trap(
        "folders that differ in capitals", write("content/A/x.md", "# X\n", more=("content/a/y.md",)), "same-file-name"
    ),
    Trap("folders of articles that do", write("content/articles/Village/text.md", "X"), "*"),
    Trap("a hidden name that goes up on Windows", write("content/..\\..\\x.md", "# X\n"), absent=".."),
    Trap("names that differ in ß", write("content/strasse.md", "# X\n", more=("content/straße.md",))),
    Trap("names in all scripts", write("content/Київ.md", "# X\n", more=("content/غزة.md", "content/北京.md"))),
]

ADDRESSES = [
    *(
        Trap(f"a page at {name}", write(f"content/{name}", "# X\n"), "address-taken")
        for name in (
            "claims/basivka-taken.md",
            "claims/basivka-taken/index.md",
            "claims/basivka-taken/README.md",
            "404.md",
            "Claims/basivka-taken.md",
            "claims/Basivka-Taken.md",
            "GLOSSARY.md",
            "actors.md",
            "claims/basivka-taken.mkd",
            "glossary/-/x.md",
            "about/index.md",
            "About/index.md",
            "about.markdown",
            "assets/pagefind/x.txt",
            "glossary/-/ids-a.json",
            "corrections.md",
            "how-quotes-are-checked.md",
            "problems/index.md",
        )
    ),
    *(
        Trap(f"{name}, where a file or a folder is", write(f"content/{name}", PNG), "address-taken")
        for name in (
            "index.html/x.png",
            "Index.HTML/x.png",
            "404.html/x.png",
            "sitemap.xml/x.png",
            "sitemap.xml.gz/deep/x.png",
            "about/index.html/x.png",
            "claims/index.html/x.png",
            "claims/basivka-taken/index.html/x.png",
            "assets/sayso.css/x.png",
            "assets/sayso.js/x.png",
            "assets/search.js/x.png",
            "assets/dialog.js/x.png",
            "assets/icon.svg/x.png",
            "assets/pictures/article-village.png",
            "assets/pictures/Article-Village.png",
            "assets/pictures/claim-basivka-taken.png",
            "assets/pictures/article-village.png/x.png",
        )
    ),
    *(
        Trap(f"a page called {name}, where a file is", write(f"content/{name}", "# X\n"), "address-taken")
        for name in ("index.html.md", "sitemap.xml.md", "404.html.md", "assets/sayso.css.md", "assets/icon.svg/x.md")
    ),
    *(
        Trap(f"{name}, where a folder is needed", write_let_in(name), "address-taken")
        for name in ("claims", "assets", "assets/pictures", "claims/basivka-taken", "actors")
    ),
    *(
        Trap(f"{name}, where nothing is", write(f"content/{name}", PNG), there=name)
        for name in ("assets/pictures/photo.png", "assets/pictures/article-nobody.png", "assets/x.png", "x#y.png")
    ),
    *(
        Trap(f"a page called {name}", write(f"content/{name}.md", "# X\n"), there=f"{name}/index.html")
        for name in ("a#b", "a%23b", "a;b&c=d", "a+b", "a b", "a%b", "C#/a%2523b#c", "index.htm", "assets")
    ),
    Trap(
        "a file in the place of a theme's, without folders for pages",
        both(
            write("content/glossary.html/x.png", PNG),
            settings("use_directory_urls: false"),
        ),
        "address-taken",
    ),
    Trap(
        "a file where another theme has a folder",
        both(
            write("content/css", PNG),
            write(
                "mkdocs.yml",
                SETTINGS.replace("name: sayso", "name: readthedocs").replace(
                    "maps: false", "maps: false, publish: [css]"
                ),
            ),
        ),
        "address-taken",
    ),
    Trap(
        "a folder where a plugin has a file",
        both(
            write("content/search/search_index.json/x.png", PNG),
            write("mkdocs.yml", SETTINGS.replace("[{sayso", "[search, {sayso").replace("name: sayso", "name: mkdocs")),
        ),
        "address-taken",
    ),
    Trap(
        "a folder where another theme has a file",
        both(
            write("content/css/theme.css/x.png", PNG),
            write("mkdocs.yml", SETTINGS.replace("name: sayso", "name: readthedocs")),
        ),
        "address-taken",
    ),
    Trap(
        "a page where a picture is",
        both(write("content/x.png", PNG), write("content/x.png.md", "# X\n")),
        "address-taken",
    ),
    Trap(
        "a style of ours, where styles are let in",
        both(
            write("content/assets/sayso.css", "* {display: none}"),
            write("mkdocs.yml", SETTINGS.replace("maps: false", "maps: false, publish: [css]")),
        ),
        "address-taken",
    ),
]

SCRIPT = "<script>alert(1)</script>"
MEDIA = [
    *(
        Trap(f"a file called {name}", write(f"content/{name}", SCRIPT), "unfit-file")
        for name in (
            "x.svg",
            "x.SVG",
            "x.svgz",
            "x.html",
            "x.HTM",
            "x.xhtml",
            "x.xht",
            "x.xml",
            "x.xsl",
            "x.js",
            "x.mjs",
            "x.css",
            "x.wasm",
            "x.swf",
            "x.php",
            "x.shtml",
            "x.exe",
            "x.zip",
            "x.htc",
            "x.hta",
            "x.mht",
            "x.vbs",
            "x.webmanifest",
            "x.appcache",
            "x.rss",
            "x.atom",
            "x.md.html",
            "x.png.html",
            "x",
            "sw.js",
            "CNAME",
            "_headers",
            "_redirects",
            "robots.txt",
            "Robots.TXT",
            "ads.txt",
            "sitemap.xml",
            "sitemap.xml.gz",
            "favicon.svg",
            "assets/sayso.css",
            "assets/sayso.js",
            "assets/dialog.js",
            "search/search_index.js",
            "admin/index.html",
            "claims/basivka-taken/x",
            "x.MD",
            "x.png",
            "x.jpg",
            "x.gif",
            "x.webp",
            "x.avif",
            "x.pdf",
            "x.mp4",
            "x.mp3",
            "x.ico",
            "x.txt",
            "x.csv",
            "x.json",
            "x.tsv",
            "x.geojson",
        )
    ),
    Trap("a page that is no page", write("content/claims/basivka-taken/index.html", SCRIPT), "unfit-file"),
    Trap("a text with a mark and markup", write("content/x.txt", b"\xef\xbb\xbf \n<!doctype html>"), "unfit-file"),
    Trap("a table with zeros", write("content/x.csv", b"a,b\0c"), "unfit-file"),
    Trap("a drawing in an article", write(f"{HOME}/x.svg", SCRIPT), "stray-file"),
    Trap("a script in an article", write(f"{HOME}/x.js", SCRIPT), "stray-file"),
    Trap("markup that is called a picture, in an article", write(f"{HOME}/x.png", SCRIPT), "unfit-file"),
    Trap("hidden settings of a server", write("content/.htaccess", "AddType text/html .png"), absent=".htaccess"),
    Trap("hidden history", write("content/.git/config", "[core]"), absent=".git"),
    Trap("records in capitals", write("content/X.YML", "actors: []\n"), absent="X.YML"),
    Trap("a page for editors", write("content/guide/x.html", SCRIPT), absent="x.html"),
    Trap(
        "hidden files that are let in",
        both(
            write("content/.known/x.html", SCRIPT),
            settings("exclude_docs: '!.known'"),
        ),
        "unfit-file",
    ),
    Trap(
        "text that is let in with hidden files",
        both(
            write("content/.known/x.txt", "words"),
            settings("exclude_docs: '!.known'"),
        ),
        there=".known/x.txt",
    ),
    Trap(
        "what the owner lets in",
        both(
            write("content/x.svg", SCRIPT, more=("content/CNAME", "content/y/z.html")),
            write("mkdocs.yml", SETTINGS.replace("maps: false", "maps: false, publish: [.SVG, CNAME, y/z.html]")),
        ),
        there="x.svg",
    ),
    Trap(
        "what the owner lets in, and more",
        both(
            write("content/x.svg", SCRIPT, more=("content/x/CNAME",)),
            write("mkdocs.yml", SETTINGS.replace("maps: false", "maps: false, publish: [svg, CNAME]")),
        ),
        "unfit-file",
    ),
]

HARMLESS = {
    "x.png": PNG, "x.jpg": b"\xff\xd8\xff\xe0" + bytes(9), "x.JPEG": b"\xff\xd8\xff\xe1" + bytes(9),
    "x.gif": b"GIF89a..", "x.webp": b"RIFF\x10\0\0\0WEBPVP8 ", "x.avif": b"\0\0\0\x1cftypavif\0\0\0\0",
    "x.pdf": b"%PDF-1.7\n", "x.csv": b"a,b\n1,2\n", "x.txt": "Київ, غزة\n".encode(), "x.tsv": b"a\tb\n",
    "x.json": b'{"a": 1}', "x.geojson": b'{"type": "Point"}', "x.mp4": b"\0\0\0\x18ftypisom",
    "x.m4a": b"\0\0\0\x18ftypM4A ", "x.webm": b"\x1aE\xdf\xa3\x01", "x.mp3": b"ID3\x04", "x.ogg": b"OggS\0",
    "x.wav": b"RIFF\x10\0\0\0WAVEfmt ", "favicon.ico": b"\0\0\1\0\1\0", "y.txt": b"", "deep/er/y.png": PNG,
    "articles/village/photo.png": PNG,
}  # fmt: skip
"""What sites publish beside their pages, each beginning as such files begin."""

PATHS = [
    "../x",
    "../../../outside/secret",
    "/etc/passwd",
    "C:\\Windows\\x",
    "C:x",
    "\\\\server\\share",
    "%2e%2e%2fx",
    "..%5cx",
    "file:///etc/passwd",
    "con",
    "nul",
    "a/../b",
    "a\\b",
    "./x",
    "~",
    "~/x",
    "x.",
    "x:y",
    "-",
    "..",
    ".",
    "a//b",
    "A",
    "é",
]
"""What names a place that is not the project's, wherever a name is asked for."""


def q(text: str) -> str:
    """Quote a text for YAML."""
    return "'" + text.replace("'", "''") + "'"


FIELDS = {
    "an id": "actors:\n  - {{id: {path}, name: N, type: group}}\n",
    "an old id": "actors:\n  - {{id: a, name: N, type: group, was: [{path}]}}\n",
    "an affiliation": "actors:\n  - {{id: a, name: N, type: group, affiliation: {path}}}\n",
    "an article": "events:\n  - {{id: a, title: T, when: 2025, article: {path}}}\n",
    "a mention": "mentions:\n  Kyiv: {path}\n",
    "a word that is explained": "terms:\n  - {{id: a, term: T, definition: D, see: [{path}]}}\n",
    "a link in prose": "actors:\n  - {{id: a, name: N, type: group, summary: {prose}}}\n",
    "a link": "actors:\n  - {{id: a, name: N, type: group, links: {{website: {path}}}}}\n",
}
FIELD_TRAPS = [
    Trap(f"{path} as {what}", record(text.format(path=q(path), prose=q(f"See [[{path}]] and [x]({path})."))), "*")
    for what, text in FIELDS.items()
    for path in PATHS
]
PAGE_TRAPS = [
    Trap(f"{text} on a page", page(text), "*", absent=SECRET)
    for text in (
        "[x](../../outside/secret.md)",
        "![x](../../outside/secret.png)",
        "![x](/etc/passwd)",
        "[x](file:///etc/passwd)",
        "![x](\\\\server\\share)",
        '--8<-- "../outside/secret.md"',
        "{% include '/etc/passwd' %}",
        "{!../outside/secret.md!}",
        "[x]: ../../outside/secret.md\n\n[x]",
        "![x](%2e%2e/%2e%2e/outside/secret.png)",
    )
]

PLACES = [
    Trap("the site in its own project", settings("site_dir: ."), "mkdocs-setting"),
    Trap("the site around the project", settings("site_dir: .."), "mkdocs-setting"),
    Trap("the site in place of all", settings("site_dir: /"), "mkdocs-setting"),
    Trap("the site in the content", settings("site_dir: content/site"), "mkdocs-setting"),
    Trap("the site that is the content", settings("site_dir: content"), "mkdocs-setting"),
    Trap("the site that is the content, the long way", settings("site_dir: x/../content/"), "mkdocs-setting"),
    Trap("the site in place of your own folder", settings(f"site_dir: {Path.home()}"), "mkdocs-setting"),
    Trap("the site above your own folder", settings(f"site_dir: {Path.home().parent}"), "mkdocs-setting"),
    Trap("the site in the history", both(write(".git/config"), settings("site_dir: .git")), "mkdocs-setting"),
    Trap("the site deep in the history", both(write(".git/x/config"), settings("site_dir: .git/x")), "mkdocs-setting"),
    Trap("the site in the workflows", both(write(".github/x.yml"), settings("site_dir: .github")), "mkdocs-setting"),
    Trap(
        "the site in place of what you wrote", both(write("notes/x.md"), settings("site_dir: notes")), "mkdocs-setting"
    ),
    Trap("the site in place of a file", both(write("notes", "x"), settings("site_dir: notes")), "mkdocs-setting"),
    Trap(
        "the site in place of the templates",
        both(
            write("mine/index.html", "{% extends 'main.html' %}"),
            write(
                "mkdocs.yml", SETTINGS.replace("{name: sayso}", "{name: sayso, custom_dir: mine}") + "site_dir: mine\n"
            ),
        ),
        "mkdocs-setting",
    ),
    Trap("content that is everywhere", write("mkdocs.yml", SETTINGS.replace("docs_dir: content", "docs_dir: .")), "*"),
    Trap(
        "content that is nowhere",
        write("mkdocs.yml", SETTINGS.replace("docs_dir: content", "docs_dir: no")),
        "no-content",
    ),
    Trap(
        "private texts in the content",
        both(
            write("content/x/village.md", SECRET),
            write("mkdocs.yml", SETTINGS.replace("maps: false", "maps: false, texts: content/x")),
        ),
        "private-texts",
    ),
    Trap("an empty folder for the site", both(folder("www/site"), settings("site_dir: www/site"))),
    Trap("an old site", write("site/index.html", "old"), absent="old"),
    Trap("hidden files beside the site's", write("site/.gitkeep", ""), there=".gitkeep"),
]

TRAPS = [*LINKS, *SPECIAL, *NAMES, *ADDRESSES, *MEDIA, *FIELD_TRAPS, *PAGE_TRAPS, *PLACES]


def deep(top: Path, steps: int) -> None:
    """Make a folder that lies so deep that its path is longer than a system takes at once."""
    with chdir(top):
        for _ in range(steps):
            Path("x" * 100).mkdir()
            os.chdir("x" * 100)
        Path("x.md").write_text("# X\n", encoding="utf-8")
