"""The interface in several languages: whole files, right plurals and dates, a project's own words, `lang` and `dir`."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from arabic_site import FILES as ARABIC
from arabic_site import write_site
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort
from pages_site import FILES, SITE, TEMPLATES, Body, print_site, read_site, words
from sites import MKDOCS_YML, build_with_mkdocs, make_project, read_page

from generator.build import check, texts
from generator.model import When
from generator.pages import Site, make_files, make_pages
from generator.pages.locales import direction_of, open_tongue, set_apart
from generator.pages.times import tell_time
from generator.pages.words import Words, capital
from generator.problems import lines_under, show_all
from generator.read import CATEGORIES, is_plural, languages_in
from generator.read.interface import places, read_interface
from generator.read.texts import read_texts

LANGUAGES = [language for language in languages_in() if language != "en"]


def leaves(entries: dict, prefix: str = "") -> dict[str, str | dict]:
    """Give all texts by their whole names; plural forms stay together."""
    found = {}
    for name, entry in entries.items():
        if isinstance(entry, dict) and not is_plural(entry):
            found |= leaves(entry, f"{prefix}{name}.")
        else:
            found[prefix + name] = entry
    return found


def forms(text: str | dict) -> dict[str, str]:
    return {key: form for key, form in text.items() if key != "by"} if isinstance(text, dict) else {"other": text}


ENGLISH = leaves(texts("en"))
# The examples of the contract are each language's own, and so are their notes; dates are patterns.
TOLD = {name: text for name, text in ENGLISH.items() if not name.startswith(("contract.example.", "date."))}


def test_there_are_the_four_languages_at_least() -> None:
    assert {"de", "en", "es", "uk"} <= set(languages_in())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_has_every_text_and_no_other(language) -> None:
    own = leaves(texts(language))
    assert (sorted(ENGLISH.keys() - own.keys()), sorted(own.keys() - ENGLISH.keys())) == ([], [])


@pytest.mark.parametrize("language", languages_in())
def test_every_form_holds_what_is_put_into_it(language) -> None:
    for name, text in leaves(texts(language)).items():
        wanted = set(places(forms(ENGLISH[name])["other"]))
        number = text.get("by", "count") if isinstance(text, dict) else None
        alone = {c for c in CATEGORIES if len(numbers_of(language, c)) == 1}
        for category, form in forms(text).items():
            lacking = wanted - set(places(form))
            assert lacking <= ({number, "count"} if category in alone else set()), name
            assert set(places(form)) <= wanted, name


def numbers_of(language: str, category: str) -> list[int]:
    tongue = open_tongue(language)
    return [number for number in range(400) if tongue.plural(number) == category]


@pytest.mark.parametrize("language", languages_in())
def test_every_plural_has_the_forms_that_the_language_needs(language) -> None:
    needed = {"other", *open_tongue(language).locale.plural_form.tags}
    for name, text in leaves(texts(language)).items():
        if isinstance(text, dict):
            assert set(forms(text)) == needed, name
            assert text.get("by") == (ENGLISH[name].get("by") if isinstance(ENGLISH[name], dict) else None), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language) -> None:
    own = leaves(texts(language))
    same = {name for name, text in TOLD.items() if forms(text)["other"] == forms(own[name])["other"]}
    assert {name for name in same if len(re.findall(r"[A-Za-z]{2,}", forms(ENGLISH[name])["other"])) > 3} == set()


@pytest.mark.parametrize("language", ["uk"])
def test_a_language_of_another_script_has_no_latin_words(language) -> None:
    allowed = {"CLDR", "LLLL", "MMMM", "Sayso", "content", "articles", "sic", "HH", "mm", "Natural", "Earth"}
    allowed |= {"GitHub"}
    for name, text in leaves(texts(language)).items():
        for form in forms(text).values():
            assert set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", form))) <= allowed, name


# Dates, numbers and names of languages


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en", "2025-04-06", "6 April 2025"),
        ("en-US", "2025-04-06", "6 April 2025"),
        ("uk", "2025", "2025"),
        ("uk", "2025-04", "квітень 2025"),
        ("uk", "2025-04-06", "6 квітня 2025"),
        ("uk", "2025-04-06T07:05", "6 квітня 2025, 07:05"),
        ("uk", "2025-04~", "приблизно квітень 2025"),
        ("uk", "2025-03/2025-04-02", "березень 2025 – 2 квітня 2025"),
        ("es", "2025-04", "abril de 2025"),
        ("es", "2025-04-06T07:05", "6 de abril de 2025, 7:05"),
        ("de", "2025-04-06~", "etwa 6. April 2025"),
        ("de", "2025-03/2025-04", "März 2025 bis April 2025"),
    ],
)
def test_dates_are_told_as_the_language_does(language, typed, told) -> None:
    assert tell_time(When.parse(typed), Words(texts(language), language)).text == told


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("ar", "2025", "2025"),
        ("ar", "2025-04", "أبريل 2025"),
        ("hu", "2025-04-06", "2025. április 6."),
        ("ja", "2025-04-06T07:05", "2025年4月6日 07:05"),
        ("tlh", "2025-04-06", "6 April 2025"),
    ],
)
def test_a_language_that_only_a_project_has_gets_its_dates_from_the_cldr(tmp_path, language, typed, told) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / f"languages/{language}.yml").write_text("nav: {claims: …}\n", encoding="utf-8")
    own, problems = read_interface(tmp_path, language, tmp_path)
    assert (tell_time(When.parse(typed), Words(own, language)).text, problems) == (told, [])


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("en", 1, "1 quote checked word for word"),
        ("en", 1250, "1,250 quotes checked word for word"),
        ("uk", 1, "1 цитату звірено слово в слово"),
        ("uk", 3, "3 цитати звірено слово в слово"),
        ("uk", 11, "11 цитат звірено слово в слово"),
        ("uk", 21, "21 цитату звірено слово в слово"),
        ("es", 1, "1 cita comprobada palabra por palabra"),
        ("es", 7, "7 citas comprobadas palabra por palabra"),
        ("de", 12345, "12.345 Zitate Wort für Wort geprüft"),
    ],
)
def test_plurals_follow_the_number(language, count, told) -> None:
    assert Words(texts(language), language)("article.checked_line", count=count) == told


def test_another_number_may_choose_the_form() -> None:
    uk = Words(texts("uk"), "uk")
    assert uk("reading.count", count=2, all=21) == "Прочитано другою людиною: 2 із 21 позиції."
    assert uk("status.origins", told="5 голосів", origins=2) == "5 голосів, 2 першоджерела"
    assert uk("status.origins", told="5 голосів", origins="?") == "5 голосів, ? першоджерела", "no number, no choice"


def test_numbers_that_stand_alone() -> None:
    told = {language: open_tongue(language).number for language in ("en", "uk", "es", "de")}
    assert {language: number(12345) for language, number in told.items()} == {
        "en": "12,345", "uk": "12\u00a0345", "es": "12.345", "de": "12.345"
    }  # fmt: skip
    assert [told["de"](0.5), told["en"](5.0), told["en"](999), told["en"](-1)] == ["0,5", "5", "999", "-1"]


def test_lists_of_names_follow_the_language() -> None:
    names = ["A", "B", "C", "D"]
    listed = {language: Words(texts(language), language).names(names) for language in languages_in()}
    assert listed["en"] == "A, B and 2 more"
    assert listed["uk"] == "A, B та ще 2"
    assert listed["es"] == "A, B y 2 más"
    assert listed["de"] == "A, B und 2 mehr"


def test_languages_are_named_in_the_pages_language() -> None:
    named = {language: Words(texts(language), language).language_name("uk") for language in ("en", "uk", "es", "de")}
    assert named == {"en": "Ukrainian", "uk": "українська", "es": "ucraniano", "de": "Ukrainisch"}
    assert Words(texts("en")).language_name("xx") == "xx"


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("uk-UA", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("az-Arab", "rtl"),
     ("ar-x-private", "rtl"), ("tlh", None)],
)  # fmt: skip
def test_the_direction_of_a_language(language, direction) -> None:
    assert direction_of(language) == direction


# What is written the other way


def test_a_name_of_the_other_direction_is_set_apart_once() -> None:
    assert set_apart("Київ", "ltr") == "Київ"
    assert set_apart("دمشق (Damascus)", "ltr") == "\u2068دمشق (Damascus)\u2069"
    assert set_apart("1 250 – …", "rtl") == "1 250 – …"
    once = set_apart("يؤكد: \u2068BBC\u2069", "rtl")
    assert once == "يؤكد: \u2068BBC\u2069"
    assert set_apart("BBC \u2068BBC\u2069", "rtl").startswith("\u2068BBC \u2068")


def test_coordinates_keep_their_order_in_a_page_from_the_right() -> None:
    assert Words(texts("en"), "ar").from_left("15.35, 44.2") == "\u206615.35, 44.2\u2069"
    assert Words(texts("en")).from_left("15.35, 44.2") == "15.35, 44.2"


def test_a_sentence_begins_with_a_capital_behind_the_mark() -> None:
    assert capital("\u2068zoo\u2069 says") == "\u2068Zoo\u2069 says"


def test_names_in_titles_and_sentences_are_set_apart(tmp_path) -> None:
    people = FILES["content/people.yml"].replace("name: War bloggers", "name: مدونون")
    library = read_site(tmp_path, FILES | {"content/people.yml": people})
    pages = print_site(library)
    assert "questioned by \u2068مدونون\u2069" in pages["claims/raid-will-come/"].title
    actors = Body(pages["actors/"])
    assert any(words(name) == "مدونون" for name in actors.all("bdi"))
    assert not Body(pages["actors/russia/"]).all("bdi")


# `lang` and `dir`


def test_each_text_says_its_language_and_direction_where_they_differ(tmp_path) -> None:
    claims = FILES["content/articles/village/claims.yml"]
    more = {
        "content/people.yml": FILES["content/people.yml"]
        .replace("aliases: [Zelensky]", "aliases: [Zelensky]")
        .replace("language: ru", "language: ar")
        .replace("aliases: [sortie]", "aliases: [{name: غارة, language: ar, match: false}, sortie]"),
        "content/articles/village/claims.yml": claims.replace(
            "original: {language: uk", "language: tlh\n        original: {language: he"
        ),
    }
    pages = print_site(read_site(tmp_path, FILES | more))
    kept = Body(pages["articles/kept/"])
    assert {passage.get("lang") for passage in kept.all(".passage")} == {"uk"}
    assert not kept.all(".passage[dir]")
    assert {notes.get("lang") for notes in kept.all(".passage__notes")} == {"en"}
    held = Body(pages["claims/basivka-taken/"])
    assert words(held.one('[lang="he"][dir="rtl"]')) == "Село стоїть."
    assert {str(quote.name) for quote in held.all('[lang="tlh"][dir="auto"]')} >= {"q", "span"}
    assert words(Body(pages["actors/zelensky/"]).one('.facts span[lang="ar"][dir="rtl"]')) == "Зеленский"
    assert words(Body(pages["glossary/"]).one('dfn ~ .glossary__also [lang="ar"][dir="rtl"]')) == "غارة"


def test_a_verb_and_a_section_are_in_the_language_of_their_text(tmp_path) -> None:
    pages = print_site(read_site(tmp_path))
    ministry = Body(pages["actors/ministry/"])
    assert "verb: claimed" in ministry.texts(".position__how li")
    assert words(ministry.one('.position__how li span[lang="uk"]')) == "claimed"
    zelensky = Body(pages["actors/zelensky/"])
    assert '<span lang="uk">Таємне не тут</span>' in pages["actors/zelensky/"].html
    assert any("in the section" in text for text in zelensky.texts(".mentions__passage > a"))


def test_a_text_in_a_page_of_the_other_direction_turns_and_its_notes_turn_back(tmp_path) -> None:
    more = {"mkdocs.yml": ARABIC["mkdocs.yml"].replace("locale: ar", "locale: en").replace(", custom_dir: theme", "")}
    site = build_with_mkdocs(write_site(tmp_path, more))
    page = read_page(site, "articles/wadi-news/index.html")
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    passage = page.select_one(".passage")
    assert (passage["lang"], passage["dir"]) == ("ar", "rtl")
    notes = passage.select(".passage__notes")
    assert notes
    assert {(note["lang"], note["dir"]) for note in notes} == {("en", "ltr")}


def test_an_arabic_site_is_arabic_from_the_right(tmp_path) -> None:
    site = build_with_mkdocs(write_site(tmp_path), strict=True)
    article = read_page(site, "articles/wadi-news/index.html")
    assert (article.html["lang"], article.html["dir"]) == ("ar", "rtl")
    assert "4 اقتباسات مطابقة كلمة بكلمة" in words(article.select_one(".opening__source"))
    assert not article.select(".passage[lang]")
    assert words(article.select_one("bdi")) == "BBC News (London)"
    wire = read_page(site, "articles/wire/index.html")
    assert (wire.select_one(".passage")["lang"], wire.select_one(".passage")["dir"]) == ("en", "ltr")
    assert not (site / "languages").exists(), "the project's words are a source, no file of the site"


def test_a_page_that_leads_on_says_its_language(tmp_path) -> None:
    files = dict(make_files(read_site(tmp_path), Site("Test", "uk"), texts("uk"), [TEMPLATES]))
    moved = BeautifulSoup(files["claims/basivka-fell/index.html"], "lxml")
    assert (moved.html["lang"], moved.html["dir"]) == ("uk", "ltr")


# Nothing in English but what is in English


def test_templates_hold_no_words_of_their_own() -> None:
    for template in TEMPLATES.rglob("*.html"):
        plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template.read_text("utf-8"), flags=re.DOTALL)
        for told in re.findall(r'\s(?:aria-label|title|alt|placeholder|data-label)="([^"]*)"', plain):
            assert not re.search(r"[A-Za-z]", told), template.name
        bare = re.sub(r"<[^>]*>", " ", plain)
        assert not re.search(r"[A-Za-z]{2,}", bare), (template.name, bare.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_made_in_every_language(language, tmp_path) -> None:
    library = read_site(tmp_path)
    pages = list(make_pages(library, Site("Test", language), texts(language), [TEMPLATES]))
    english = print_site(library)
    assert [page.address for page in pages] == [*english]
    for page in pages:
        assert page.language == language
        assert "Where you are" not in page.html


def test_a_status_in_ukrainian_spanish_and_german(tmp_path) -> None:
    library = read_site(tmp_path)
    told = {}
    for language in ("uk", "es", "de"):
        pages = make_pages(library, Site("Test", language), texts(language), [TEMPLATES])
        told[language] = next(page.title for page in pages if page.address == "claims/raid-happened/")
    assert told == {
        "uk": "«There was a raid.» · підтверджують: Volodymyr Zelensky",
        "es": "«There was a raid.» — confirmado por Volodymyr Zelensky",
        "de": "„There was a raid.“ · es bestätigen: Volodymyr Zelensky",
    }


@pytest.mark.parametrize("sheet", sorted(TEMPLATES.rglob("*.css")), ids=lambda sheet: sheet.stem)
def test_styles_know_no_left_and_right(sheet) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    side = "(?:left|right)"
    sided = rf"(?:margin|padding|border|inset)-{side}|(?:^|[\s;{{]){side}:|(?:align|float|clear): *{side}"
    assert not re.findall(sided, rules)
    assert "translateX" not in rules


# MkDocs' own translations


@pytest.mark.parametrize("theme", ["sayso", "mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("language", ["uk", "es", "de"])
def test_a_strict_build_stays_quiet_in_every_language(theme, language, tmp_path) -> None:
    settings = MKDOCS_YML.replace("name: sayso", f"name: {theme}, locale: {language}").replace(
        "plugins: [sayso]", "plugins: [{sayso: {search: false}}]"
    )
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}), strict=True)
    heading = words(read_page(site, "claims/index.html").h1)
    assert heading == texts(language)["index"]["claims"]


def test_the_language_of_a_theme_that_has_its_own_setting_counts(tmp_path) -> None:
    settings = MKDOCS_YML.replace("name: sayso", "name: material, language: de")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}), strict=True)
    assert words(read_page(site, "claims/index.html").h1) == "Behauptungen"
    project, _, problems = check(tmp_path)
    assert (project.options.language, problems) == ("de", [])


# A project's own words


def own(tmp_path: Path, words_of: str | bytes, language: str = "uk") -> str:
    """Check a project with words of its own and show what is wrong."""
    settings = MKDOCS_YML.replace("{name: sayso}", f"{{name: sayso, custom_dir: theme, locale: {language}}}")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    (project / "theme/languages").mkdir(parents=True)
    data = words_of if isinstance(words_of, bytes) else words_of.encode()
    (project / f"theme/languages/{language}.yml").write_bytes(data)
    return show_all(check(project)[2], lines_under(project))


def test_a_project_says_some_things_otherwise(tmp_path) -> None:
    assert own(tmp_path, "index:\n  claims: Заяви\nnote: {voices: 'голоси, {count}'}\n").endswith("no problems")
    site = build_with_mkdocs(tmp_path)
    page = read_page(site, "index.html")
    menu = [words(entry) for entry in page.select(".frame-head__menu li a")]
    assert "Заяви" in menu
    assert "Статті" in menu, "the rest is Sayso's"


def test_plural_forms_may_come_where_there_were_none_and_a_shorter_code_serves_a_longer(tmp_path) -> None:
    theme = tmp_path / "languages"
    theme.mkdir()
    (theme / "uk.yml").write_text(
        "article:\n  unchecked_line: {one: '{count} неперевірена', other: '{count} неперевірених'}\n"
        "status: {origins: {other: '{told}: {origins}'}}\n",
        encoding="utf-8",
    )
    found, problems = read_interface(tmp_path, "uk-UA", tmp_path)
    told = Words(found, "uk-UA")
    assert problems == []
    assert told("article.unchecked_line", count=21) == "21 неперевірена"
    assert told("article.unchecked_line", count=3) == "3 неперевірених", "a form that is not there is the other"
    assert told("status.origins", told="x", origins=3) == "x: 3"


@pytest.mark.parametrize(
    ("code", "told"),
    [("zh", "主張"), ("zh-TW", "主張"), ("zh-Hant", "聲稱"), ("zh-Hant-TW", "聲稱")],
)
def test_a_language_is_served_by_the_longest_that_it_begins_with(code, told, tmp_path) -> None:
    (tmp_path / "zh.yml").write_text("nav: {claims: 主張}\n", encoding="utf-8")
    (tmp_path / "zh-Hant.yml").write_text("nav: {claims: 聲稱}\n", encoding="utf-8")
    assert read_texts(code, tmp_path) == {"nav": {"claims": told}}


WRONG = [
    ("nav:\n  clams: x\n", '2:3: error: unknown-text: the interface has no text "nav.clams"', 'did you mean "claims"?'),
    ("nav:\n\tclaims: x\n", "2:1: error: yaml-tab", "spaces"),
    (b"\xff\n", "1:1: error: not-utf-8", "UTF-8"),
]


@pytest.mark.parametrize(("written", "told", "helped"), WRONG)
def test_wrong_words_of_a_project_are_plain_problems_at_their_place(written, told, helped, tmp_path) -> None:
    shown = own(tmp_path, written)
    assert f"theme/languages/uk.yml:{told}" in shown
    assert helped in shown
    assert shown.endswith("1 error")


def test_wrong_words_end_a_build_before_the_old_site_is_touched(tmp_path) -> None:
    own(tmp_path, "nav: {clams: x}\n")
    with pytest.raises(Abort):
        build_with_mkdocs(tmp_path)
    assert not (tmp_path / "site").exists()


def test_an_empty_file_says_nothing(tmp_path) -> None:
    assert own(tmp_path, "# nothing yet\n").endswith("no problems")


@pytest.mark.parametrize(
    ("settings", "at"),
    [
        ("theme: {name: sayso, locale: eo}", "4:30"),
        ("theme: {name: material, language: eo}", "4:35"),
        ("theme: {name: sayso}\nplugins: [{sayso: {language: eo}}]", "5:30"),
    ],
)
def test_a_language_without_words_is_told_at_its_line(settings, at, tmp_path) -> None:
    lines = MKDOCS_YML.partition("docs_dir")[0].replace("edit_uri: edit/main/content/\n", "docs_dir: content\n")
    settings = lines.replace("repo_url: https://git.example/owner/repo\n", "") + settings + "\n"
    if "plugins" not in settings:
        settings += "plugins: [sayso]\n"
    shown = show_all(check(make_project(tmp_path, {"mkdocs.yml": settings}))[2], lambda _: None)
    assert shown.startswith(
        f'mkdocs.yml:{at}: error: unknown-language: there are no interface texts in the language "eo"'
    )
    assert "set one of de, en, es, uk, or write the texts in languages/eo.yml in the theme's custom_dir" in shown


def test_a_date_is_naive_and_no_zone_moves_it() -> None:
    late = datetime(2025, 4, 6, 23, 59)  # noqa: DTZ001 - as dates of the content are
    assert open_tongue("uk").date(late, "d MMMM y, HH:mm") == "6 квітня 2025, 23:59"


def test_the_site_of_the_tests_has_its_language() -> None:
    assert SITE.language == "en"
