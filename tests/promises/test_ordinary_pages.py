"""Promises 1 and 3, for the content's own pages: what a stranger writes into a page is words, under every theme.

A check refuses HTML and says where it stands. But it must not matter what the check finds, so most of these tests
let everything pass that it refuses, and look at the pages.
"""

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from hostile import STRINGS, quoted
from sites import MKDOCS_YML, build_with_mkdocs, make_project
from skeletons import Bone, by_libxml, by_python, handles_in, words_of

from generator.build import check
from generator.model.unseen import steering_in, without_steering
from generator.plugin.ordinary import WordsOnly
from generator.problems import lines_under, show_all
from generator.publish import CannotPublishError, publish
from generator.text import check_page
from generator.text.bounds import check_bounds

THEMES = ("sayso", "mkdocs", "readthedocs", "material")

MARKDOWN = frozenset(
    {"a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p"}
    | {"pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "button", "label", "nav", "section"}
)
"""Tags that Markdown makes, and what themes put around headings, tables and code, and into their menus."""

SAFE = frozenset({"", "http", "https", "mailto"})


def bones_of(text: str) -> Counter[Bone]:
    """Give what both parsers see together."""
    return by_python(text) | by_libxml(text)


def dangers(text: str, calm: str) -> list[Bone]:
    """Find what Markdown could not have made beyond what the theme itself has."""
    return [bone for bone in bones_of(text) - bones_of(calm) if not _is_markdown(bone)]


def _is_markdown(bone: Bone) -> bool:
    tag, attributes, schemes = bone
    runs = any(name.startswith("on") or name in {"srcdoc", "srcset", "ping"} for name in attributes)
    outside = tag != "a" and any(schemes)
    return tag in MARKDOWN and not runs and not outside and set(schemes) <= SAFE


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def handles(text: str, *calm: str) -> list[tuple[str, str, str]]:
    """Find the ids and classes that a page has chosen, but for what tells a language and what is made of headings.

    The ids of our own frame begin with a line below.
    """
    more = set(handles_in(text)).difference(*map(handles_in, calm))
    return sorted(handle for handle in more if not _is_made_of_words(*handle))


def _is_made_of_words(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return value.startswith("language-") or (tag, value) == ("div", "toc")
    return tag in HEADINGS and re.match("_[^_0-9]", value) is None


def build(project: Path) -> Path:
    """Build as `mkdocs build` does, which looks for no dead links."""
    return build_with_mkdocs(project)


@pytest.fixture
def lax(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything pass that a check refuses: the pages have to be harmless all the same."""
    monkeypatch.setattr("generator.plugin.has_errors", lambda _: False)


def settings(theme: str = "sayso", plugin: str = "sayso", more: str = "") -> str:
    plain = MKDOCS_YML.replace("name: sayso", f"name: {theme}").replace("[sayso]", f"[{plugin}]")
    return f"{plain}strict: false\nvalidation: {{links: {{not_found: ignore, unrecognized_links: ignore}}}}\n{more}"


def page_of(string: str) -> str:
    """Write a page with a string wherever one can stand."""
    one_line = " ".join(string.split())
    return "\n\n".join(
        [
            f"---\ntitle: {quoted(string)}\ndescription: {quoted(string)}\n---\n# {one_line}",
            string,
            f"- {one_line}\n- **{one_line}**",
            f"[words]({one_line}) and ![words]({one_line}) and [words]: {one_line}",
            f"| a | b |\n|---|---|\n| {one_line} | x |",
            f"```{one_line}\n{string}\n```",
            f"[ref]\n\n[ref]: {one_line}",
        ]
    )


def is_of_unicode(string: str) -> bool:
    return string.encode(errors="ignore").decode() == string and "\0" not in string


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.usefixtures("lax")
def test_nothing_in_a_page_is_live(
    tmp_path: Path, theme: str, figure: Callable[[str], None], *, at_length: bool
) -> None:
    strings = list(filter(is_of_unicode, STRINGS))[THEMES.index(theme) :: 1 if at_length else 12]
    pages = {f"content/p-{n}.md": page_of(string) for n, string in enumerate(strings)}
    pages |= {"content/calm.md": page_of("calm"), "content/low.md": page_of("###### calm")}
    site = build(make_project(tmp_path, {"mkdocs.yml": settings(theme), **pages}))
    calm, low = ((site / f"{name}/index.html").read_text(encoding="utf-8") for name in ("calm", "low"))
    live: list[tuple[str, object]] = []
    for n, string in enumerate(strings):
        text = (site / f"p-{n}/index.html").read_text(encoding="utf-8")
        live += [(string, bone) for bone in dangers(text, calm)]
        live += [(string, handle) for handle in handles(text, calm, low)]
        live += [(string, sign) for sign in map(steering_in, words_of(text)) if sign]
        heads = [
            Counter(tag for tag, _, _ in by_python(html.partition("</head>")[0]).elements()) for html in (text, calm)
        ]
        # What steers is left out, and a description of nothing else with it.
        assert heads[0] == heads[1] or (not without_steering(string) and heads[0] < heads[1]), string
    figure(f"{len(strings)} hostile pages under {theme}: {len(live)} live")
    assert live == []


def test_where_pages_are_trusted_all_of_it_is_live(tmp_path: Path) -> None:
    trusting = settings(plugin="{sayso: {trusted_pages: true}}")
    pages = {"content/x.md": page_of("<img src=x onerror=fired(1)>"), "content/calm.md": page_of("calm")}
    site = build(make_project(tmp_path, {"mkdocs.yml": trusting, **pages}))
    found = dangers(*((site / f"{name}/index.html").read_text(encoding="utf-8") for name in ("x", "calm")))
    assert ("img", ("onerror", "src"), ("",)) in found, "else these tests could not fail"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.usefixtures("lax")
def test_a_title_reads_as_it_was_typed(tmp_path: Path, theme: str) -> None:
    title = "</title><script>fired(1)</script> & &lt;b&gt; {{ 7 * 7 }}"
    more = "tags: ['<b>x</b>', 1]\nsocial: {'<b>': '<i>x</i>'}"
    told = "Told: </b> AT&amp;T &#8238; &lt;i&gt; <u>"
    page = f"---\ntitle: {quoted(title)}\ndescription: {quoted(told)}\n{more}\n---\n\nWords.\n"
    site = build(make_project(tmp_path, {"mkdocs.yml": settings(theme), "content/titled.md": page}))
    text = (site / "titled/index.html").read_text(encoding="utf-8")
    shown = re.findall("(?s)<title>(.*?)</title>", text)
    assert len(shown) == 1
    assert any(title in words for words in words_of(text))
    assert "<script>fired" not in text
    # The framework's own themes show none, and Material one of those that ours has.
    descriptions = [words for words in words_of(text) if words.startswith("Told")]
    assert descriptions == [told] * {"sayso": 2, "material": 1}.get(theme, 0)


EXTENSIONS = "markdown_extensions: [attr_list, md_in_html, abbr, def_list, footnotes, admonition, fenced_code]\n"


@pytest.mark.usefixtures("lax")
def test_extensions_open_no_other_way(tmp_path: Path) -> None:
    page = """\
# Heading { onclick="fired(1)" }

Words.
{: onclick="fired(1)" style="position:fixed" }

![x](x.png){ onerror="fired(1)" } [x](y){ href="javascript:fired(1)" target="_blank" }

<div markdown="1" onclick="fired(1)">
*x* <script>fired(1)</script>
</div>

``` { .python onclick="fired(1)" srcdoc="x" }
x
```

| a | b |
|--:|---|
| c | d |

!!! note "<img src=x onerror=fired(1)>"
    <script>fired(1)</script>

HTML[^1]

*[HTML]: " onmouseover="fired(1)
[^1]: <b onclick=fired(1)>x</b>
"""
    site = build(make_project(tmp_path, {"mkdocs.yml": settings(more=EXTENSIONS), "content/x.md": page}))
    text = (site / "x/index.html").read_text(encoding="utf-8")
    found = bones_of(text.partition('<div class="prose">')[2].partition("<footer")[0])
    names = {name for _, attributes, _ in found for name in attributes}
    assert names <= {"class", "href", "id", "rel", "rev", "src", "alt", "style", "target", "title"}, names
    assert not [bone for bone in found if set(bone[2]) - {""}]
    assert "position:fixed" not in text
    assert "<code" in text


CODE = """\
``` { .python .jump-back #p-x .card title="x" }
a = 1
```

~~~ { #_menu .note }
b
~~~

```python
c
```

## \\_menu

## _report

## &#95;q
"""
DRAWN = (
    "pymdownx.superfences: {custom_fences: [{name: python, class: drawing, "
    "format: !!python/name:pymdownx.superfences.fence_code_format ''}]}"
)
EXTENSIONS_FOR_CODE = {
    "none": "",
    "codehilite": "markdown_extensions: [codehilite]\n",
    "attr_list": "markdown_extensions: [attr_list]\n",
    "styled": "markdown_extensions: [{codehilite: {noclasses: true}}, attr_list]\n",
    "drawn": f"markdown_extensions: [{DRAWN}]\n",
    "superfences": "markdown_extensions: [pymdownx.superfences]\n",
    "highlight": "markdown_extensions: [pymdownx.superfences, {pymdownx.highlight: {anchor_linenums: true}}]\n",
}
OF_HIGHLIGHTING = frozenset({"codehilite", "highlight", "filename", "n", "o", "mi", "err", "bp", "drawing"})


@pytest.mark.parametrize("extensions", EXTENSIONS_FOR_CODE)
@pytest.mark.usefixtures("lax")
def test_code_and_headings_choose_no_id_or_class_of_ours(tmp_path: Path, extensions: str) -> None:
    more = EXTENSIONS_FOR_CODE[extensions]
    files = {"mkdocs.yml": settings(more=more), "content/x.md": f"# T\n\n{CODE}", "content/calm.md": page_of("calm")}
    site = build(make_project(tmp_path, files))
    text, calm = ((site / f"{name}/index.html").read_text(encoding="utf-8") for name in ("x", "calm"))
    chosen = [handle for handle in handles(text, calm) if not handle[2].startswith("__")]
    assert {value for _, _, value in chosen} <= OF_HIGHLIGHTING
    assert "jump-back" not in text.partition('<div class="prose">')[2]
    assert ('<pre class="drawing"><code>' in text) is (extensions == "drawn")
    assert ('style="background' in text) is (extensions == "styled")
    if not more:
        assert '<pre><code class="language-python">a = 1' in text
        assert '<pre><code class="language-note">b' in text
    planted = text.replace("<pre>", '<pre id="p-x" class="jump-back">').replace('id="menu"', 'id="_menu"')
    assert {value for _, _, value in handles(planted, calm)} >= (
        {"p-x", "jump-back", "_menu"} if not more else {"_menu"}
    )


HEADING_IDS = {
    "Про нас": "про-нас",
    "Über uns": "uber-uns",
    "About us & more": "about-us-more",
    "हिन्दी में": "हिन्दी-में",
    "من نحن؟": "من-نحن",
    "关于我们": "关于我们",
    "Łódź": "łódź",
    "Про нас (2)": "про-нас-2",
    "и\u0306од": "йод",
    "\u2764": "_1",
    "\\_menu": "menu",
    "__init__ \\__x": "init-__x",
}
"""Headings, and the ids that are made of them."""


def test_a_link_leads_to_a_heading_in_any_script(tmp_path: Path) -> None:
    links = " ".join(f"[x](#{made})" for made in HEADING_IDS.values())
    page = f"{links}\n\n" + "\n\n".join(f"## {words}" for words in HEADING_IDS)
    project = make_project(tmp_path, {"content/x.md": page})
    assert publish(project, strict=True, when_busy=list).warnings == []
    text = (project / "site/x/index.html").read_text(encoding="utf-8")
    assert re.findall('<h2 id="([^"]*)"', text) == list(HEADING_IDS.values())


def test_the_help_for_a_dead_link_says_what_ids_are_made_of(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"content/x.md": "# Про нас\n\n[a](#_1)\n"})
    with pytest.raises(CannotPublishError) as told_of:
        publish(project, strict=False, when_busy=list)
    (problem,) = told_of.value.problems
    assert problem.help == (
        "correct the link, or add what it leads to; the id of a heading is made of its words, such as #about-us of "
        '"About us"'
    )


def test_a_project_may_choose_how_ids_are_made(tmp_path: Path) -> None:
    chosen = "markdown_extensions:\n  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify\n"
    project = make_project(tmp_path, {"mkdocs.yml": settings(more=chosen), "content/x.md": "# T\n\n## Про\n"})
    assert '<h2 id="_1">' in (build(project) / "x/index.html").read_text(encoding="utf-8")


# Signs that turn, hide or cover others

TURNS = ["\u202e", "\u2066", "\u206a", "\ufff9", "\U000e0041"]
WAYS = {
    "title": "---\ntitle: a{}b\n---\nWords.\n",
    "escaped title": '---\ntitle: "a{yaml}b"\n---\nWords.\n',
    "description": '---\ndescription: "a{yaml}b"\n---\nWords.\n',
    "tag": "---\ntags: [x, {{a: a{}b}}]\n---\nWords.\n",
    "heading": "# a{}b\n",
    "underlined": "a{}b\n===\n",
    "words": "Words a{}b.\n",
    "list": "- x\n    - a{}b\n",
    "quote": "> a{}b\n",
    "table": "| x | y |\n|---|---|\n| z | a{}b |\n",
    "code": "x `a{}b`\n",
    "fence": "```\na{}b\n```\n",
    "info": "``` a{}b\nx\n```\n",
    "link": "[a{}b](x.md)\n",
    "link's title": '[x](y.md "a{}b")\n',
    "picture": "![a{}b](x.png)\n",
    "definition": '[x]\n\n[x]: y.md "a{}b"\n',
    "mail": "<a{}b@example.org>\n",
    "decimal": "Words a&#{decimal};b.\n",
    "hexadecimal": "# a&#x{hexadecimal};b\n",
    "capital": "Words a&#X0{hexadecimal};b.\n",
    "title of a link": '[x](y.md "a&#{decimal};b")\n',
    "text of a picture": "![a&#{decimal};b](x.png)\n",
}
"""Where a sign can stand in a page, and how it can be written."""


def with_sign(way: str, sign: str) -> str:
    code = ord(sign)
    return WAYS[way].format(sign, yaml=f"\\U{code:08X}", decimal=code, hexadecimal=f"{code:x}")


def refused_for(tmp_path: Path, pages: dict[str, str]) -> dict[str, set[str]]:
    """Give the codes with which pages are refused, by their names."""
    project = make_project(tmp_path, {f"content/{name}.md": text for name, text in pages.items()})
    _, _, problems = check(project)
    found: dict[str, set[str]] = {name: set() for name in pages}
    for problem in problems:
        found[problem.span.file.removeprefix("content/").removesuffix(".md")].add(problem.code)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_page_turns_or_hides_its_words(tmp_path, theme: str, figure, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"p-{n}-{m}": with_sign(way, sign) for n, way in enumerate(WAYS) for m, sign in enumerate(TURNS)}
    refused = refused_for(tmp_path / "checked", pages)
    assert [ascii(pages[name]) for name, codes in refused.items() if "control-character" not in codes] == []
    monkeypatch.setattr("generator.plugin.has_errors", lambda _: False)
    files = {f"content/{name}.md": text for name, text in pages.items()}
    site = build(make_project(tmp_path / "built", {"mkdocs.yml": settings(theme), **files}))
    shown = {name: (site / name / "index.html").read_text(encoding="utf-8") for name in pages}
    turned = [ascii(pages[name]) for name, text in shown.items() if any(map(steering_in, words_of(text)))]
    assert turned == []
    assert any(map(steering_in, words_of(shown["p-6-0"].replace("Words", "\u202eWords")))), "else this could not fail"
    figure(f"{len(WAYS)} ways x {len(TURNS)} signs in ordinary pages under {theme}: all refused; let in, 0 shown")


HEAPS = {
    "title": "---\ntitle: 'a{}'\n---\nWords.\n",
    "description": "---\ndescription: 'a{}'\n---\nWords.\n",
    "heading": "# a{}\n",
    "words": "Words a{}.\n",
    "code": "x `a{}`\n",
    "numbers": "Words a{numbers}.\n",
}


def test_no_page_heaps_marks_upon_a_letter(tmp_path: Path) -> None:
    heap = "\u0301\u0336" * 120
    numbers = "".join(f"&#{ord(sign)};" for sign in heap)
    pages = {f"p-{n}": text.format(heap, numbers=numbers) for n, text in enumerate(HEAPS.values())}
    assert refused_for(tmp_path, pages) == {name: {"odd-mark"} for name in pages}


@pytest.mark.parametrize("sign", ["\u200b", "\xad", "\u3164", "\ue000", "\U0001d159", "\u200f"])
def test_titles_and_headings_hide_nothing(tmp_path: Path, sign: str) -> None:
    pages = {
        "title": f"---\ntitle: 'a{sign}b'\n---\nWords.\n",
        "heading": f"## a{sign}b\n",
        "number": f"# a&#{ord(sign)};b\n",
        "fine": f"Words a{sign}b.\n",
    }
    control = {"control-character"}
    assert refused_for(tmp_path, pages) == {"title": control, "heading": control, "number": control, "fine": set()}


REAL = """\
---
title: {title}
description: {words}
---
# {title}

{words}

- {words}

`&#8238;` {words} &amp; &eacute; &#233;
"""
REAL_PAGES = {
    "ar": ("عن الموقع", "مُحَمَّد قال\u200f إنّ القريةَ"),
    "he": ("על האתר", "צה״ל\u200f הודיע\u200e כי יְרוּשָׁלַיִם"),
    "fa": ("درباره می‌خواهم", "آیت‌الله خامنه‌ای می‌خواهد"),
    "hi": ("हमारे बारे में क्‍ष", "उन्होंने कहा"),
    "th": ("เกี่ยวกับเรา", "ที่นี่\u200bน้ำพึ่ง"),
    "my": ("လျှို့ဝှက်", "ကျွန်ုပ်တို့"),
    "vi": ("Về chúng tôi", "Nguyễn Thị Ngọc"),
    "ja": ("葛󠄀城について", "ゼレンスキー大統領"),
    "emoji": ("About 👩‍👩‍👧 and ❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ☎️ 👍🏽"),
    "de": ("Über uns", "Donau\xaddampf\xadschiff"),
}


def test_real_pages_in_many_scripts_are_not_refused(tmp_path: Path, figure: Callable[[str], None]) -> None:
    pages = {name: REAL.format(title=title, words=words) for name, (title, words) in REAL_PAGES.items()}
    assert refused_for(tmp_path, pages) == {name: set() for name in pages}
    figure(f"{len(pages)} real pages in as many scripts: 0 refused")


def test_a_page_cannot_choose_its_template(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"content/x.md": "Title: X\nTemplate: 404.html\n\n# Here\n\nWords.\n"})
    assert "Words." in (build(project) / "x/index.html").read_text(encoding="utf-8")


def told(project: Path) -> str:
    _, _, problems = check(project)
    return show_all(problems, lines_under(project))


def test_a_check_says_where_it_stands_and_what_to_write_instead(tmp_path: Path) -> None:
    page = """\
---
title: [a, b]
template: 404.html
---
# About <b>us</b>

<iframe src="x"></iframe> <!-- x --> ![x](https://evil.example/x.png)

[a](javascript:fired(1)) [b](//evil.example) [c](https://a.example.org/)

1 < 2, `<b>` and <https://a.example.org/>
"""
    project = make_project(tmp_path, {"content/x.md": page})
    assert (
        told(project)
        == """\
content/x.md:2:8: error: wrong-type: the title of a page is text, and this is a list
    2 | title: [a, b]
      |        ^^^^^^
   help: write it on one line, in double quotation marks

content/x.md:3:1: error: page-template: a page of the content cannot choose its template: templates are programs
    3 | template: 404.html
      | ^^^^^^^^
   help: delete this line: the project's own templates say what pages look like; where only people you trust change \
pages, set trusted_pages under the plugin sayso in mkdocs.yml

content/x.md:5:9: error: raw-html: "<b" begins HTML, which is not published from a page of the content; there are 2 \
such places on this page
    5 | # About <b>us</b>
      |         ^^
   help: write **words** for strong words, or put it between backticks (`) to show it as it is; where only people you \
trust change pages, set trusted_pages under the plugin sayso in mkdocs.yml

content/x.md:7:1: error: raw-html: "<iframe" begins HTML, which is not published from a page of the content
    7 | <iframe src="x"></iframe> <!-- x --> ![x](https://evil.example/x.png)
      | ^^^^^^^
   help: write it in Markdown, or put it between backticks (`) to show it as it is; where only people you trust change \
pages, set trusted_pages under the plugin sayso in mkdocs.yml

content/x.md:9:5: error: bad-link: "javascript:fired(1)" is not a link that can be published; there are 2 such places \
on this page
    9 | [a](javascript:fired(1)) [b](//evil.example) [c](https://a.example.org/)
      |     ^^^^^^^^^^^^^^^^^^^
   help: write a whole address that begins with https://, http:// or mailto:

5 errors"""
    )


@pytest.mark.parametrize(
    ("others", "told_of"),
    [
        ("", ""),
        ("[b](javascript:b)\n", "; there are 2 such places on this page, also in line 3"),
        (
            "x\n\n" * 3 + "[b](//b) [c](//c)\n\n[d](//d)",
            "; there are 4 such places on this page, also in lines 9 and 11",
        ),
        (
            "[b](//b)\n\n" * 22,
            "; there are 23 such places on this page, also in lines 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, \
29, 31, 33, 35, 37, 39, 41 and 2 more",
        ),
    ],
)
def test_links_with_one_help_are_told_once_with_their_lines_and_others_by_themselves(others: str, told_of: str) -> None:
    page = f"[a](javascript:a) [p](https://u:p@a.example.org/)\n\n{others}\n\n<tel:+380441234567>\n"
    assert [(problem.message, problem.help) for problem in check_page("x.md", page)] == [
        (
            f'"javascript:a" is not a link that can be published{told_of}',
            "write a whole address that begins with https://, http:// or mailto:",
        ),
        (
            '"https://u:p@a.example.org/" is not a link that can be published',
            "leave out the name and the password before the @: whoever follows the link would use them",
        ),
        (
            '"tel:+380441234567" is not a link that can be published',
            "write the number in plain words, without a link",
        ),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!-- x -->", "delete the comment, or put it"),
        ("x <img src=x>", "write a picture as ![what it shows](picture.png), or put it"),
        ("<unknown>", "write it in Markdown, or put it"),
        ("where x<y and y>z", "leave a space behind the < if it means less than, or put it"),
        ("where x<br>y", "leave a line empty for a new paragraph, or put it"),
        (
            '<a id="x"></a> words'.replace("</a>", ""),
            "leave it out: each heading is a place to link to, as in [words](",
        ),
        ('x <a href="y">', "write a link as [words](address), or put it"),
        ("[see\nbbc.com/news](https://seebbc.com/)", "write plain words, or let it lead to the address it shows"),
        ("[see  \nbbc.com/news](https://seebbc.com/)", "write plain words, or let it lead to the address it shows"),
        ("[x](https://user:word@example.org/)", "leave out the name and the password"),
        ("[x](http://127.0.0.1/)", "its host is of one machine or one network alone"),
        ("a\n\n<?php x ?>", "write it in Markdown, or put it"),
        ("![x](//evil.example/x.png)", "put the file beside this page, and name it here"),
        ("![x](data:image/svg+xml,x)", "put the file beside this page, and name it here"),
        ("---\na: &x b\n---\nWords.\n", "if this is text, write it in double"),
        ("---\na: b\x07\n---\nWords.\n", "delete it, or type the line again"),
        (f"[x](javascript:{'x' * 99})", "write a whole address"),
        ("Words.\n\n[x](&#106;avascript:x)", "write a whole address"),
    ],
)
def test_each_has_its_own_help(tmp_path: Path, page: str, expected: str) -> None:
    shown = told(make_project(tmp_path, {"content/x.md": page}))
    assert f"help: {expected}" in shown
    assert "1 error" in shown


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("`<b>` and <b>", "1:11"),
        ("x\n`` ` <b> `` and\n\\<b> then <b>x</b>", "3:11"),
        ("> a\n> b `<i>` <i>", "2:11"),
        ("| a | b |\n|---|---|\n| `<b>` | <b> |", "3:11"),
        ("*x <b* y <b>", "1:10"),
        ("x\n\n  <div>\n</div>", "3:3"),
        ("- `<!-- x -->`\n- x <!-- y -->", "2:5"),
    ],
)
def test_the_place_of_html_is_where_it_begins(tmp_path: Path, page: str, place: str) -> None:
    assert f"content/x.md:{place}: error: raw-html" in told(make_project(tmp_path, {"content/x.md": page}))


@pytest.mark.parametrize(
    ("page", "told_of"),
    [
        ("[" * 5_000, 'with very many "[" or "<"'),
        ("Words.\n\n" + "<a@" * 5_000, 'with very many "[" or "<"'),
        ("[a](b) " * 2_000, 'with very many "[" or "<"'),
        ("# a\n" * 1_001, "more than 1,000 headings"),
        ("a\n=\n" * 1_001, "more than 1,000 headings"),
        ("a\n\n" + "* " * 1_000 + "x", "content/x.md:3:1: error: too-long: this line stands in more than 40 lists"),
        ("> " * 41 + "x", "more than 40 lists"),
        (" " * 164 + "- x", "more than 40 lists"),
        ("a\n" + "|a" * 201, "content/x.md:2:1: error: too-long: this line has more than 200 columns"),
        (f"a\n\n[b](c?&#{'1' * 5_000};)", 'content/x.md:3:1: error: too-long: the number behind "&#" on this line'),
    ],
)
def test_what_would_keep_its_maker_busy_is_refused(tmp_path: Path, page: str, told_of: str) -> None:
    shown = told(make_project(tmp_path, {"content/x.md": page}))
    assert told_of in shown
    assert "1 error" in shown


@pytest.mark.parametrize(
    "page",
    [
        "[a](b.md) " * 1_000,
        "\n".join("- [a](b.md)" for _ in range(1_400)),
        "# a\n\nWords.\n\n" * 1_000,
        "* " * 40 + "x",
        "\n".join(" " * 4 * depth + "- x" for depth in range(40)),
        ("|a" * 200 + "\n" + "|-" * 200 + "\n" + "|b" * 200 + "\n") * 3,
        "&#1078; &#00128512; &#99999999; [a](b?c=1&#100000)",
    ],
)
def test_what_just_may_stand_in_a_page_is_made_in_time(page: str) -> None:
    before = time.process_time()
    made = markdown.Markdown(extensions=["toc", "tables", "fenced_code", WordsOnly()]).convert(page)
    assert made
    # Far from what anybody would wait for, also on a busy machine.
    assert time.process_time() - before < 5
    assert check_bounds("x.md", page) is None


def test_what_mkdocs_takes_for_text_above_a_page_is_text(tmp_path: Path) -> None:
    page = "---\nno table\n---\n<b>x</b>\n"
    assert "content/x.md:4:1: error: raw-html" in told(make_project(tmp_path, {"content/x.md": page}))


@pytest.mark.parametrize(
    "page",
    [
        "# A page\n\nWith *emphasis*, 1 < 2 and `<b>`.\n",
        "```html\n<script>x</script>\n```\n",
        "    <b>indented code</b>\n",
        "Write to <a@b.example.org> or [us](mailto:a@b.example.org).\n",
        "---\ntitle: 'A: B'\ndescription: D\ntags: [a, b]\n---\nx\n",
        "[see\nbbc.com/news](https://bbc.com/news/1)\n",
        "[a]\n\n[a]: https://bbc.com/a\n\n[A]: https://bbc.com/a\n",
        "[a](about.md) [b](#c) [d](../x?y=1:2) ![e](e.png)\n\n# c\n",
    ],
)
def test_an_honest_page_is_not_refused(tmp_path: Path, page: str) -> None:
    assert told(make_project(tmp_path, {"content/x.md": page})) == "no problems"


def test_a_page_is_not_published_where_it_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"content/x.md": "<script>x</script>\n"})
    with pytest.raises(CannotPublishError):
        publish(project, strict=False, when_busy=list)
    assert not (tmp_path / "site").exists()


def test_an_owner_can_trust_all_pages(tmp_path: Path) -> None:
    page = "---\ntemplate: 404.html\ntitle: <i>T</i>\n---\n<b>bold</b>\n"
    trusting = settings(plugin="{sayso: {trusted_pages: true}}")
    project = make_project(tmp_path, {"mkdocs.yml": trusting, "content/x.md": page, "content/y.md": "<b>bold</b>\n"})
    assert told(project) == "no problems"
    site = build(project)
    assert "<b>bold</b>" in (site / "y/index.html").read_text(encoding="utf-8")
    assert "<b>bold</b>" not in (site / "x/index.html").read_text(encoding="utf-8")  # that of the page not found


def test_the_wall_stands_behind_all_extensions() -> None:
    made = markdown.markdown("<b onclick=x>a</b>\n\n<div>\nb\n</div>", extensions=["extra", WordsOnly()])
    assert made == "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n<p>&lt;div&gt;\nb\n&lt;/div&gt;</p>"


def test_a_label_with_two_addresses_is_refused(tmp_path: Path) -> None:
    page = "See [bbc.com/a][x].\n\n[x]: https://bbc.com/a\n\n> [X]: https://evil.example/\n"
    assert (
        told(make_project(tmp_path, {"content/x.md": page}))
        == """\
content/x.md:5:8: error: bad-link: "x" is the label of "https://bbc.com/a", and here of "https://evil.example/" too
    5 | > [X]: https://evil.example/
      |        ^^^^^^^^^^^^^^^^^^^^^
   help: give each address a label of its own

1 error"""
    )


@pytest.mark.parametrize(
    ("page", "is_live"),
    [
        ("[bbc.com/a][x]\n\n[x]: https://bbc.com/a\n\n[x]: https://evil.example/", False),
        ("[*bbc*&#46;com/a](https://evil.example/)", False),
        ("[`bbc.com/a`](https://evil.example/)", False),
        ("[bbc\\.com/a](&#104;ttps://evil.example/)", False),
        ("[see  \nbbc.com/a](https://seebbc.com/)", False),
        ("[AT&amp;T. *More*](https://evil.example/)", True),
        ("[bbc.com/a](https://bbc.com/a)", True),
        ("[bbc.com/a](x.md)", True),
        ("<a@b.example.org>", True),
    ],
)
def test_no_link_leads_elsewhere_than_its_words_show(page: str, *, is_live: bool) -> None:
    made = markdown.markdown(page, extensions=[WordsOnly()])
    assert "<a" in made
    assert ("href=" in made) is is_live
