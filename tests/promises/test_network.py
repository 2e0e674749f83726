"""Promise: no network. The build asks nobody, pages ask their own site alone, and their policy lets them do no more."""

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_site import ADDRESSES, copy_project, serve, started_browser
from bs4 import BeautifulSoup
from sites import ROOT, build_with_mkdocs, make_project, run

from generator.admin import make_page
from generator.pages.policy import OF_REDIRECTS, policy_of

OWN = "https://site.example/repo/"
ELSEWHERE = "https://elsewhere.example"
TABLE = "# A table\n\n| left | middle | right |\n|:---|:---:|---:|\n| a | b | c |\n"
PAGE_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'"
)
LOADING = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("source", "src"), ("source", "srcset"),
    ("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"),
    ("input", "src"), ("use", "href"), ("image", "href"), ("form", "action"), ("a", "ping"), ("base", "href"),
}  # fmt: skip
"""What a browser asks for by itself, or tells something, where it stands in a page."""

QUIET_LINKS = {"canonical", "next", "prev", "license", "alternate"}
"""Links in the head of a page that nobody follows but by hand."""


# The build


def sealed(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that is killed where it, or a program that it starts, asks for the network."""
    program = str(ROOT / "tests/offline.py")
    return run(program, *command, cwd=cwd, code=RUNS_A_FILE, environment={"SAYSO_SITE_URL": OWN})


RUNS_A_FILE = "import runpy, sys; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site with old addresses and an ordinary page more, built without a network."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    renamed = run("generator", "rename", "zelensky", "volodymyr-zelensky", cwd=folder)
    assert renamed.returncode == 0, renamed.stderr
    (folder / "content/table.md").write_text(TABLE)
    done = sealed("generator", "build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stderr, done.stderr
    made = tmp_path_factory.mktemp("web")
    shutil.move(folder / "site", made / "repo")
    return made


@pytest.mark.slow
def test_the_build_and_all_that_it_starts_ask_for_no_network(web: Path, figure):
    site = web / "repo"
    assert (site / "assets/pagefind/pagefind-entry.json").is_file()
    pages = list(site.rglob("*.html"))
    figure(f"a build of {len(pages)} pages, with search and pictures, that the system would end at its first socket")


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import socket; socket.getaddrinfo('site.example', 443)",
        "import subprocess, sys\nasks = [sys.executable, '-c', 'import socket; socket.socket()']\n"  # noqa: ISC004 - one
        "sys.exit(-subprocess.run(asks, check=False).returncode)",
    ],
)
def test_whoever_asks_for_it_is_ended(code: str, tmp_path: Path):
    (tmp_path / "asks.py").write_text(code)
    assert sealed("asks", cwd=tmp_path).returncode in {-31, 31}
    (tmp_path / "quiet.py").write_text("import socket; socket.socketpair()")
    assert sealed("quiet", cwd=tmp_path).returncode == 0


# The pages as they are written


def faults_in(html: str, own: str = OWN) -> list[str]:
    """Give all that a page would ask of others, or run, or needs an exception in its policy for."""
    page = BeautifulSoup(html, "lxml")
    found = [f"{tag.name} {name}: {tag[name]}" for tag, name in _asked(page) if _is_elsewhere(str(tag[name]), own)]
    for tag in page.select("*"):
        found += [f"{tag.name} {name}" for name in tag.attrs if name.startswith("on") or name in {"style", "srcdoc"}]
    found += [f"inline style: {tag}" for tag in page.find_all("style")]
    scripts = page.find_all("script", src=False)
    found += [f"inline script: {tag}" for tag in scripts if tag.get("type") != "application/ld+json"]
    for tag in page.find_all("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}):
        target = re.sub(r"^[^=]*=\s*", "", str(tag.get("content")))
        found += [f"refresh: {target}"] if _is_elsewhere(target, own) else []
    return found


def _asked(page: BeautifulSoup) -> Iterator[tuple]:
    for tag in page.select("*"):
        yield from ((tag, name) for name in tag.attrs if (tag.name, name) in LOADING)
        if tag.name == "link" and "href" in tag.attrs and not set(tag.get("rel", [])) <= QUIET_LINKS:
            yield tag, "href"


def _is_elsewhere(address: str, own: str) -> bool:
    return bool(urlsplit(address).scheme or urlsplit(address).netloc) and not address.startswith(own)


def policy_in(html: str) -> str | None:
    """Give a page's policy, where it stands before all that it is to hold for."""
    head = BeautifulSoup(html, "lxml").head
    first = next(tag for tag in head.find_all(recursive=False) if not tag.has_attr("charset"))
    is_policy = first.name == "meta" and first.get("http-equiv") == "Content-Security-Policy"
    return str(first["content"]) if is_policy else None


@pytest.mark.slow
def test_each_page_has_its_policy_first_and_needs_no_exception(web: Path, figure):
    site = web / "repo"
    pages = {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in site.rglob("*.html")}
    kinds = {"404.html", "table/index.html", "index.html", "actors/zelensky/index.html", "problems/index.html"}
    assert kinds <= pages.keys()
    assert policy_of(searches=True) == PAGE_POLICY
    redirects = {name for name, html in pages.items() if 'http-equiv="refresh"' in html}
    assert "actors/zelensky/index.html" in redirects
    for name, html in pages.items():
        assert policy_in(html) == (OF_REDIRECTS if name in redirects else PAGE_POLICY), name
        assert faults_in(html) == [], name
    for file in site.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", file.read_text("utf-8")), file
    figure(f"{len(pages)} pages, {len(redirects)} of them leading on: each has its policy first, 0 need an exception")


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        f'<script src="{ELSEWHERE}/a.js"></script>',
        "<script src='//elsewhere.example/a.js'></script>",
        f'<img src="{ELSEWHERE}/a.png">',
        '<img src="data:image/png;base64,AAAA">',
        f'<img srcset="{ELSEWHERE}/a.png 2x">',
        '<p onclick="alert(1)">',
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        f'<link rel="preconnect" href="{ELSEWHERE}">',
        f'<link rel="dns-prefetch" href="{ELSEWHERE}">',
        f'<link rel="stylesheet" href="{ELSEWHERE}/a.css">',
        f'<a href="x" ping="{ELSEWHERE}">x</a>',
        f'<iframe src="{ELSEWHERE}"></iframe>',
        '<iframe srcdoc="x"></iframe>',
        f'<form action="{ELSEWHERE}"></form>',
        f'<object data="{ELSEWHERE}"></object>',
        f'<video poster="{ELSEWHERE}/a.png"></video>',
        f'<base href="{ELSEWHERE}">',
        f'<meta http-equiv="Refresh" content="0; url={ELSEWHERE}">',
        f'<svg><image href="{ELSEWHERE}/a.png"/></svg>',
    ],
)
def test_what_a_page_may_not_hold_is_found(web: Path, planted: str):
    html = (web / "repo/index.html").read_text("utf-8")
    assert len(faults_in(html.replace("</main>", f"{planted}</main>"))) == 1


def test_a_policy_behind_what_it_is_for_is_found(web: Path):
    html = (web / "repo/index.html").read_text("utf-8")
    assert policy_in(html.replace("<meta charset", '<script src="a.js"></script><meta charset', 1)) is None


def test_columns_are_aligned_without_a_style_in_the_page(web: Path):
    page = BeautifulSoup((web / "repo/table/index.html").read_text("utf-8"), "lxml")
    assert [tag.get("class") for tag in page.select("main td")] == [["is-start"], ["is-center"], ["is-end"]]


def test_without_a_search_nothing_is_compiled(tmp_path: Path):
    quiet = "site_name: T\ndocs_dir: content\ntheme: {name: sayso}\nplugins: [sayso: {search: no, cache: no}]\n"
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": quiet}))
    for file in site.rglob("*.html"):
        assert policy_in(file.read_text("utf-8")) == PAGE_POLICY.replace(" 'wasm-unsafe-eval'", "")


def test_mkdocs_own_preview_has_none_for_the_sake_of_its_script(tmp_path: Path):
    project = make_project(tmp_path)
    site = build_with_mkdocs(project, site_url="http://127.0.0.1:8000/")
    assert policy_in((site / "index.html").read_text("utf-8")) is None


def test_the_form_editor_has_a_policy_of_its_own():
    assert policy_in(make_page("Site", ["https://api.github.com", "https://proxy.example"])) == (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob: https://avatars.githubusercontent.com; font-src 'self' data:; "
        "connect-src 'self' blob: https://api.github.com https://proxy.example; base-uri 'none'; form-action 'none'"
    )


# The pages in a browser


class Watched:
    """A browser's window of a site; all that it asks for, and all that a policy has stopped or a page complains of."""

    def __init__(self, browser, site: str) -> None:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport=DESK)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error(`stopped: ${e.effectiveDirective}`))"
        )
        self.site, self.asked, self.faults = site, [], []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        context.on("weberror", lambda told: self.faults.append(str(told.error)))
        self.page = context.new_page()

    def open(self, address: str, until: str = "load") -> None:
        self.page.goto(self.site + address, wait_until=until)

    @property
    def stopped(self) -> list[str]:
        return [fault for fault in self.faults if fault.startswith("stopped: ")]

    @property
    def elsewhere(self) -> list[str]:
        host = self.site.removesuffix("repo/")
        return [url for url in self.asked if not url.startswith(host)]

    def close(self) -> None:
        self.page.wait_for_timeout(100)
        self.page.context.close()


DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def site(web: Path) -> Iterator[str]:
    with serve(web) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with started_browser() as started:
        yield started


def try_all(watched: Watched) -> int:
    """Use what the page that is open offers; give how many things that were."""
    page, used = watched.page, 0
    for fold in page.locator("main details:not([open]) > summary").all()[:3]:
        fold.click()
        used += 1
    for way in page.locator("main .share__copy:visible").all()[:3]:
        way.click()
        used += 1
    for name in page.locator("main a[data-card]:visible, main a[href*='#']:visible").all()[:3]:
        name.hover(force=True)
        page.wait_for_timeout(400)
        used += 1
    for field in page.locator("main form.filters input:visible").all()[:2]:
        field.fill("Basivka") if field.get_attribute("type") == "search" else field.check(force=True)
        used += 1
    for sort in page.locator("main th button:visible").all()[:2]:
        sort.click()
        used += 1
    for part in page.locator("main svg a").all()[:1]:
        part.hover(force=True)
        used += 1
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen")
    return used + 1


def search(watched: Watched) -> None:
    page = watched.page
    page.keyboard.press("/")
    page.locator("dialog.search[open]").wait_for()
    page.locator(".search__words").press_sequentially("Basivka", delay=20)
    page.locator("dialog.search[open] .search__name").first.wait_for()
    page.locator(".search__kinds label", has_text="Claims").click()
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")


@pytest.mark.browser
def test_pages_ask_their_own_site_alone_whatever_is_done_with_them(browser, site: str, web: Path, at_length, figure):
    every = {file.relative_to(web / "repo").as_posix().removesuffix("index.html") for file in web.rglob("*.html")}
    kinds = {address.replace("actors/zelensky", "actors/volodymyr-zelensky") for address in ADDRESSES.values()}
    kinds |= {"table/", "actors/zelensky/", "claims/basivka-taken/#_embed", "claims/#q=Basivka"}
    addresses = sorted(every | kinds if at_length else kinds)
    watched, used = Watched(browser, site), 0
    for address in addresses:
        watched.open(address)
        if address == "actors/zelensky/":  # it leads on by itself
            watched.page.wait_for_url(f"{site}actors/volodymyr-zelensky/**")
        elif "#" not in address:
            used += try_all(watched)
    for address in ("", "404.html", "table/"):
        watched.open(address)
        search(watched)
    watched.close()
    assert watched.elsewhere == []
    assert watched.faults == []
    assert len(watched.asked) > 3 * len(addresses) / 2
    assert used > 2 * len(addresses)
    figure(
        f"{len(addresses)} pages opened, {used} things tried on them, {len(watched.asked)} requests: "
        "0 to another site, 0 stopped by the policy, 0 complaints"
    )


PLANTS = {
    "inline script": "<script>fetch('{other}/inline')</script>",
    "handler": "<img src='missing.png' onerror=\"fetch('{other}/handler')\">",
    "script": "<script src='{other}/script.js'></script>",
    "picture": "<img src='{other}/picture.png'>",
    "style sheet": "<link rel='stylesheet' href='{other}/style.css'>",
    "style": "<style>body {{ background: url({other}/style.png) }}</style>",
    "style of a part": "<p style='background: url({other}/part.png)'>x</p>",
    "frame": "<iframe src='{other}/frame'></iframe>",
    "object": "<object data='{other}/object'></object>",
    "video": "<video src='{other}/video' autoplay></video>",
    "address of a script": "<script src=\"data:text/javascript,fetch('{other}/data')\"></script>",
    "fetch": "<script src='fetch.js'></script>",
    "socket": "<script src='socket.js'></script>",
    "beacon": "<script src='beacon.js'></script>",
    "events": "<script src='events.js'></script>",
    "import": "<script src='import.js' type='module'></script>",
    "eval": "<script src='eval.js'></script>",
    "form": "<form action='{other}/form'></form><script src='form.js'></script>",
    "ping": "<a id='away' href='#' ping='{other}/ping'>x</a><script src='ping.js'></script>",
}
SCRIPTS = {
    "fetch": "fetch('{other}/fetch')",
    "socket": "new WebSocket('{other}/socket'.replace('http', 'ws'))",
    "beacon": "navigator.sendBeacon('{other}/beacon', 'x')",
    "events": "new EventSource('{other}/events')",
    "import": "import('{other}/import.js')",
    "eval": "eval(\"fetch('{other}/eval')\")",
    "form": "document.forms[document.forms.length - 1].submit()",
    "ping": "addEventListener('load', () => document.getElementById('away').click())",
}


@contextmanager
def other_site() -> Iterator[tuple[str, list[str]]]:
    """Serve another site that notes whatever it is asked."""
    asked: list[str] = []

    class Notes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.browser
def test_what_came_into_a_page_after_all_is_stopped(browser, web: Path, figure):
    html = (web / "repo/index.html").read_text("utf-8")
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    stopped, heard = [], []
    with other_site() as (other, asked), serve(web) as site:
        for name, code in SCRIPTS.items():
            (web / f"repo/{name}.js").write_text(code.format(other=other))
        for name, plant in PLANTS.items():
            for page, found in ((html, stopped), (bare, heard)):
                asked.clear()
                (web / "repo/planted.html").write_text(page.replace("</main>", plant.format(other=other) + "</main>"))
                watched = Watched(browser, site)
                watched.open("planted.html", until="commit")
                # Whatever it is, it is noticed sooner or later: by the other site, or as what the policy has stopped.
                for _ in range(100):
                    if asked or watched.stopped:
                        break
                    watched.page.wait_for_timeout(100)
                watched.close()
                found.append((name, bool(asked), bool(watched.stopped)))
    assert stopped == [(name, False, True) for name in PLANTS]
    # Without the policy the same plants do reach another site, so it is the policy that stops them.
    assert heard == [(name, True, False) for name in PLANTS]
    figure(f"{len(heard)} plants that reach another site from a page without its policy: {len(stopped)} stopped by it")
