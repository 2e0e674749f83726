"""Names are what they look like: nothing in them is hidden or turned, and none can be taken for another."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import pytest
from addresses import TURNING
from babel import Locale, localedata
from field_slots import NAME, slots
from sites import ROOT, build_with_mkdocs, make_project
from support import CASES

from generator.build import load
from generator.link import link
from generator.model import Actor, Article, Claim, Event, Place, Term, Unit, cut_confusables
from generator.model.confusables import LETTERS
from generator.model.forms import ID, LINE, PROSE, WORDS
from generator.model.scripts import skeleton
from generator.problems import Problem, Severity, show
from generator.read import Records

HIDDEN = [
    *(0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, *range(0x200B, 0x200E)),
    *(*range(0x2060, 0x2066), *range(0x206A, 0x2070), 0x2800, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFFC)),
    *(*range(0xFE00, 0xFE10), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
]
TAGS = [*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)]
"""Tags, and the selectors of variants of Chinese characters."""

UNSEEN = [*TURNING, *HIDDEN]
STEERING = [*(sign for sign in TURNING if sign not in {0x200E, 0x200F, 0x61C}), *range(0xFFF9, 0xFFFC), *TAGS[:0x80]]
FINE_IN_PASSAGES = "\xad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufe0f"

SHORT = slots(lambda form: form in {LINE, NAME})
IDS = slots(lambda form: form is ID)
PASSAGES = slots(lambda form: form in {PROSE, WORDS})


def with_sign(code: int, *, is_id: bool = False) -> list[str]:
    """Put a character into a name: within a word, between words, before and behind all."""
    sign = chr(code)
    return (
        [f"ze{sign}len"]
        if is_id
        else [f"Ze{sign}lensky", f"{sign}Zelensky", f"Volodymyr {sign} Zelensky", f"Zelensky{sign}"]
    )


# What cannot be seen


@pytest.mark.slow
def test_no_name_title_or_id_holds_a_character_that_is_not_seen_or_turns_others(at_length, figure):
    codes = [*UNSEEN, *(TAGS if at_length else TAGS[::9])]
    taken = [
        (str(slot), hex(code))
        for slot in SHORT
        for code in codes
        if any(slot.refusal(text) != "control-character" for text in with_sign(code)[: None if at_length else 1])
    ]
    assert taken == []
    assert [
        (str(slot), code) for slot in IDS for code in codes if slot.refusal(*with_sign(code, is_id=True)) != "bad-id"
    ] == []
    assert len(SHORT) > 30
    assert len(IDS) > 10
    figure(f"{len(codes)} hidden or turning characters x {len(SHORT)} names, titles and verbs, {len(IDS)} ids: 0 taken")


def test_in_sentences_and_quotes_stands_nothing_that_turns_or_hides_passages(at_length, figure):
    codes = STEERING if at_length else STEERING[::2]
    texts = [with_sign(code)[2] for code in codes]
    assert [
        (str(slot), ascii(text)) for slot in PASSAGES for text in texts if slot.refusal(text) != "control-character"
    ] == []
    assert [
        (str(slot), ascii(sign)) for slot in PASSAGES for sign in FINE_IN_PASSAGES if slot.refusal(f"a{sign}b")
    ] == []
    figure(f"{len(codes)} turning characters x {len(PASSAGES)} fields of sentences and quotes: 0 taken")


def problems_in(tmp_path, people: str) -> list[Problem]:
    project = make_project(tmp_path, {"content/people.yml": people}, without=("content/articles/village/claims.yml",))
    return load(project, project / "content")[1]


PEOPLE = "actors:\n  - id: russia\n    name: Russia\n    type: state\n  - id: z\n    type: person\n    name: "


@pytest.mark.parametrize(
    "typed", ["Zel\u202eensky", '"Zel\u202eensky"', '"Zel\\u202Eensky"', "|\n      Zel\u202eensky"]
)
def test_the_message_names_the_character_and_its_place(typed, tmp_path):
    (problem,) = [found for found in problems_in(tmp_path, f"{PEOPLE}{typed}\n") if found.code == "control-character"]
    assert problem.message == "an invisible character stands here (U+202E, RIGHT-TO-LEFT OVERRIDE)"
    assert problem.help == (
        "delete it, or type the words again; it is not needed, also where words are written from right to left"
    )
    assert problem.span.line == (8 if typed.startswith("|") else 7)
    if "\\" not in typed:
        assert problem.span.length == 1


# What looks like something else


def codes_of(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems if problem.severity is Severity.ERROR}


def alike(one: str, other: str) -> bool:
    """Tell whether two actors' names are refused as looking alike."""
    return "names-alike" in codes_of(link(Records(actors=(actor("a", one), actor("b", other))))[1])


def actor(some_id: str, name: str, **more: object) -> Actor:
    return Actor.model_validate({"id": some_id, "name": name, "type": "person", **more})


PAIRS = (CASES / "names-alike.txt").read_text(encoding="utf-8").splitlines()
"""Two names a line; behind those that anybody tells apart stands a no."""


@pytest.mark.parametrize("pair", PAIRS)
def test_a_name_that_looks_like_anothers_is_refused(pair):
    one, other, *is_other = pair.split("|")
    assert alike(one, other) is not bool(is_other)
    assert alike(other, one) is not bool(is_other)


NAMES = (
    *("Zelensky", "Reuters", "Associated Press", "The New York Times", "Kyiv Independent", "Radio Free Europe", "OSCE"),
    *(
        "Володимир Зеленський",
        "Київ",
        "ОБСЄ",
        "Генеральний штаб",
        "Россия",
        "Άγκυρα",
        "Κυριάκος Μητσοτάκης",
        "Հայաստան",
    ),
)


def exchanged(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give names with each letter in turn exchanged for one of its shape, from whatever alphabet."""
    shapes: dict[str, set[str]] = {}
    for pair in LETTERS.split():
        shapes.setdefault(pair[1:], set()).add(pair[0])
    groups = [letters | ({shape} if len(shape) == 1 else set()) for shape, letters in shapes.items()]
    for name in names:
        for place, letter in enumerate(name):
            others = {other for group in groups if letter in group for other in group} - {letter}
            yield from ((name, name[:place] + other + name[place + 1 :]) for other in sorted(others))


def test_every_letter_exchanged_for_one_of_its_shape_is_found(figure):
    pairs = list(exchanged(NAMES))
    assert len(pairs) > 500
    assert [pair for pair in pairs if not alike(*pair)] == []
    refused = len(pairs) + sum(not pair.endswith("|no") for pair in PAIRS)
    figure(f"{refused} pairs of names that look alike: all refused")


FONT = ROOT / "generator/pictures/fonts/NotoSans-Regular.ttf"
"""In which link previews are drawn; pages are shown in fonts much like it."""

BLOCKS = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
"""Latin, Greek and Cyrillic letters."""


# Slow, for it draws with a library that only developers have.
@pytest.mark.slow
def test_letters_that_our_font_draws_alike_are_alike(figure):
    groups = drawn_alike()
    assert len(groups) > 60
    apart = [group for group in groups if len({skeleton(letter) for letter in group}) > 1]
    assert apart == []
    figure(f"{len(groups)} groups of letters that a font draws point for point alike: all known")


def test_the_table_is_cut_from_unicodes_own(tmp_path, monkeypatch):
    source = tmp_path / "confusables.txt"
    source.write_text(
        "\ufeff# Version: 13.0.0\n\n0430 ;\t0061 ;\tMA\t# CYRILLIC SMALL LETTER A\n006D ;\t0072 006E ;\tMA\t# m\n"
        "0443 ; 0079 ; MA\n051C ; 0057 ; MA\n0661 ; 006C ; MA\n0627 ; 006C ; MA\n06A9 ; 0643 ; MA\n"
        "2C67 ; 0048 0329 ; MA\n"
        "0271 ; 0072 006E 0326 ; MA\n04CF ; 0069 ; MA\n05F2 ; 0027 0027 ; MA\n1D41A ; 0061 ; MA\n4E00 ; 30FC ; MA\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(cut_confusables, "TABLE", tmp_path / "table.py")
    cut_confusables.main(source)
    made = (tmp_path / "table.py").read_text("utf-8")
    assert made.partition("LETTERS")[2] == (
        ' = (\n    "ɱm̦ ⱧH̩ "\n    "Ԝ" "W" "аa уy "\n    "\\u06a9\\u0643 "\n)\n'.replace('Ԝ" "W" "аa уy', "аa уy ԜW")
    )


def drawn_alike() -> list[list[str]]:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(FONT, 64)

    def draw(letter: str) -> bytes:
        picture = Image.new("L", (120, 120))
        ImageDraw.Draw(picture).text((20, 10), letter, font=font, fill=255)
        return picture.tobytes()

    drawn: dict[bytes, list[str]] = defaultdict(list)
    for letter in (chr(code) for codes in BLOCKS for code in codes if chr(code).isalpha()):
        drawn[draw(letter)].append(letter)
    drawn.pop(draw("\U0010fffd"))  # the box in place of what the font does not have
    return [letters for letters in drawn.values() if len(letters) > 1]


MAKERS = {
    "actors": actor,
    "units": lambda some_id, name, **more: Unit.model_validate({"id": some_id, "name": name, **more}),
    "places": lambda some_id, name, **more: Place.model_validate({"id": some_id, "name": name, "type": "city", **more}),
    "terms": lambda some_id, name, **more: Term.model_validate(
        {"id": some_id, "term": name, "definition": "x", **more}
    ),
}
REAL, FALSE = "Reuters", "Rеuters"


def article(title: str = "T", **source: str) -> Article:
    more = {"title": title, "published": "2025-04-08", "language": "en", "text_sha256": "0" * 64}
    return Article.model_validate({"id": "day", "source": source, **more})


def false_names() -> Iterator[tuple[str, Records]]:
    """Give records in which a false name stands in every place for a name, beside an actor with the real one."""
    real = actor("real", REAL)
    for kind, make in MAKERS.items():
        for places in (
            {"name": FALSE},
            {"aliases": [FALSE]},
            {"aliases": [{"name": FALSE, "match": "no"}]},
            {"forms": [FALSE]},
        ):
            name = places.pop("name", "Somebody Else")
            made = make("untrue", name, **places)
            yield (
                kind,
                Records(
                    **{
                        kind: (real, made) if kind == "actors" else (made,),
                        **({} if kind == "actors" else {"actors": (real,)}),
                    }
                ),
            )
        with_alias = actor("real", "News agency", aliases=[REAL])
        yield (
            f"{kind} like an alias",
            Records(
                **(
                    {"actors": (with_alias, make("untrue", FALSE))}
                    if kind == "actors"
                    else {"actors": (with_alias,), kind: (make("untrue", FALSE),)}
                )
            ),
        )
    yield "publisher", Records(actors=(real,), articles=(article(publisher=FALSE),))
    yield "author", Records(actors=(real,), articles=(article(author=FALSE),))
    verdict = {"finding": "mixed", "why": "x", "by": FALSE, "on": "2025-04-09"}
    yield (
        "verdict",
        Records(actors=(real,), claims=(Claim.model_validate({"id": "c", "claim": "It is so.", "verdict": verdict}),)),
    )


def test_no_false_name_stands_beside_a_real_one_anywhere(figure):
    places = list(false_names())
    assert [place for place, records in places if "names-alike" not in codes_of(link(records)[1])] == []
    figure(f"{len(places)} places for a name: a look-alike refused in each")


def test_a_real_name_beside_its_record_is_fine():
    real = actor("reuters", REAL)
    for publisher in (REAL, "reuters", "The Daily"):
        assert "names-alike" not in codes_of(link(Records(actors=(real,), articles=(article(publisher=publisher),)))[1])


def test_a_word_of_another_alphabet_may_say_its_language():
    bbc = actor("bbc", "BBC")
    force = {"language": "ru", "name": "ВВС"}
    assert "names-alike" in codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=["ВВС"]))))[1])
    assert codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=[force]))))[1]) == set()
    assert codes_of(link(Records(actors=(actor("a", "Air Force", aliases=[force]), actor("b", "BBC"))))[1]) == set()
    for lie in ({"language": "ru", "name": "ВВC"}, {"language": "en", "name": "ВВС"}):
        assert "names-alike" in codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=[lie]))))[1])


def test_a_name_is_compared_with_all_that_look_like_it():
    force = actor("force", "Air Force", aliases=[{"language": "ru", "name": "ВВС"}])
    assert "names-alike" in codes_of(link(Records(actors=(force, actor("bbc", "BBC"), actor("evil", "ВВС"))))[1])
    published = Records(actors=(force, actor("bbc", "BBC")), articles=(article(publisher="ВВС"),))
    assert "names-alike" in codes_of(link(published)[1])


def test_two_namesakes_do_not_hide_one_of_them_from_a_third():
    people = (actor("a", "BBC"), actor("b", "BBC"), actor("a2", "Air Force", aliases=["ВВС"]))
    assert "names-alike" in codes_of(link(Records(actors=people))[1])
    own = (actor("a", "BBC", aliases=["ВВС"]), actor("b", "BBC"))
    assert "names-alike" in codes_of(link(Records(actors=own))[1])


@pytest.mark.parametrize("false", ["REUTЕRS", "rеuters", "Reuтers"])
def test_capitals_hide_no_letter_of_another_alphabet(false):
    for people in ((actor("a", REAL), actor("b", false)), (actor("b", false), actor("a", REAL))):
        (problem,) = [found for found in link(Records(actors=people))[1] if found.code == "names-alike"]
        assert problem.message.startswith(f'"{false}" looks like "{REAL}"')
        assert "CYRILLIC" in problem.message
    assert codes_of(link(Records(actors=(actor("a", REAL), actor("b", "REUTERS"))))[1]).isdisjoint({"names-alike"})


def test_the_message_names_both_places_and_the_letters(tmp_path):
    project = make_project(tmp_path, {"content/people.yml": f'{PEOPLE}"Volodymyr Zelensky"\n    aliases: [Zelensky]\n'})
    (project / "content/more.yml").write_text("actors:\n  - {id: q, type: person, name: Zеlensky}\n", encoding="utf-8")
    (problem,) = [found for found in load(project, project / "content")[1] if found.code == "names-alike"]
    assert show(problem, lambda _: None) == (
        'content/more.yml:2:33: error: names-alike: "Zеlensky" looks like "Zelensky" at content/people.yml:8:15, and '
        "is not the same: sign 2 of it is U+0435, CYRILLIC SMALL LETTER IE here, and U+0065, LATIN SMALL LETTER E "
        "there\n"
        "   help: if the same is meant, copy the name from there; if not, write it so that it can be told apart"
    )


def test_titles_and_claims_name_nobody_with_a_letter_of_another_alphabet():
    real = actor("real", "Volodymyr Zelensky", role="Head of the IТ-аrmy")
    event = Event.model_validate({"id": "e", "title": "Zelеnsky speaks", "when": "2025"})
    claim = Claim.model_validate({"id": "c", "claim": "Vоlodymyr Zеlensky’s troops left Вasivka."})
    records = Records(actors=(real,), claims=(claim,), events=(event,), articles=(article(title="Zelenskу left"),))
    problems = [problem.message for problem in link(records)[1] if problem.code == "names-alike"]
    assert [message.partition(" at ")[0] for message in problems] == [
        '"Vоlodymyr" looks like "Volodymyr"',
        '"Zеlensky" looks like "Zelensky"',
        '"Zelenskу" looks like "Zelensky"',
        '"Zelеnsky" looks like "Zelensky"',
    ]


def test_a_word_of_two_alphabets_that_looks_like_nobodys_is_a_warning():
    problems = link(Records(actors=(actor("a", "Зелeнський"),)))[1]
    assert [(problem.code, problem.severity, problem.message) for problem in problems] == [
        (
            "mixed-letters",
            Severity.WARNING,
            'the word "Зелeнський" has letters of several alphabets: Cyrillic ("З") and Latin ("e")',
        )
    ]


# Real names

REAL_NAMES = (CASES / "names.txt").read_text(encoding="utf-8").splitlines()


def territories(locale: str) -> dict[str, str]:
    """Give what all countries and regions are called in a language."""
    return {code.lower(): " ".join(name.split()) for code, name in Locale.parse(locale).territories.items()}


@pytest.mark.slow
def test_real_names_are_taken_everywhere(at_length, figure):
    assert len(REAL_NAMES) == len(set(REAL_NAMES)) > 200
    locales = localedata.locale_identifiers()
    chosen = locales if at_length else random.Random(5).sample(locales, 25)
    names = {name for locale in chosen for name in territories(locale).values()} | set(REAL_NAMES)
    (name_of_actor,) = (slot for slot in SHORT if str(slot) == "actors/name")
    assert [name for name in sorted(names) if name_of_actor.refusal(name)] == []
    assert [(str(slot), name) for slot in SHORT for name in REAL_NAMES if slot.refusal(name)] == []
    figure(
        f"{len(names)} real names in {len(chosen)} languages, "
        f"{len(REAL_NAMES)} of them in {len(SHORT)} fields: 0 refused"
    )


ALIKE_BY_RIGHT = {
    *("B-58", "В-58", "T-72Б3", "Т-72Б3"),
    *("سويلي افريقا", "سویلي افریقا", "شمالي امریکا", "شمالی امریکا"),
}
"""Designations with letters of two alphabets; and what CLDR calls regions in Pashto, with the ya of two keyboards."""


def taken_for_others(records: Records) -> set[str]:
    problems = [problem.message for problem in link(records)[1] if problem.code == "names-alike"]
    return {name for message in problems for name in re.findall('"([^"]*)"', message)}


def test_real_names_are_not_taken_for_one_another(at_length, figure):
    told = taken_for_others(Records(actors=tuple(actor(f"a-{n}", name) for n, name in enumerate(REAL_NAMES))))
    locales = localedata.locale_identifiers()
    chosen = locales if at_length else random.Random(6).sample(locales, 25)
    for locale in chosen:
        places = tuple(MAKERS["places"](f"p-{code}", name) for code, name in territories(locale).items())
        told |= taken_for_others(Records(places=places))
    assert told <= ALIKE_BY_RIGHT
    right = f"but for {len(told) // 2} pairs that nobody can tell apart"
    figure(f"{len(REAL_NAMES)} real names, and all countries' in {len(chosen)} languages: 0 taken for others, {right}")


def test_a_name_is_the_same_however_its_letters_are_put_together():
    for name in REAL_NAMES:
        nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
        assert actor("a", nfc) == actor("a", nfd)
        assert not alike(nfc, nfd)


# What is shown

ISOLATES = "\u2066\u2067\u2068"
TEXT = (
    "# \u202eThe village\u202c\n\nOn Sunday Russia claimed its \u202dtroops\u202c took \u2067control\u2069 of Basivka. "
    "Ukraine \u202edenied that the village had fallen.\n\n> \u2066\u202bquoted\n\n\u2069- \u202aitem\n"
)


@pytest.mark.slow
def test_what_turns_a_source_is_not_shown_and_hinders_no_quote(tmp_path, figure):
    site = build_with_mkdocs(make_project(tmp_path, {"content/articles/village/text.md": TEXT}))
    pages = [file.read_text("utf-8") for file in site.rglob("*.html")]
    assert not [page for page in pages if re.search("[\u202a-\u202e]", page)]
    texts = [text for page in pages for text in re.split(r"[<>\"]", page)]
    assert not [text for text in texts if not is_balanced(text)]
    shown = (site / "articles/village/index.html").read_text("utf-8")
    assert "</a> claimed its troops took control of Basivka</mark>" in shown
    assert "</a> denied that the village had fallen</mark>" in shown
    figure(f"{len(pages)} pages of a site whose source turns its words: 0 show a character that does")


def is_balanced(text: str) -> bool:
    """Tell whether every isolate of a text ends in it."""
    depth = 0
    for sign in text:
        depth += (sign in ISOLATES) - (sign == "\u2069")
        if depth < 0:
            return False
    return depth == 0


SOURCES = {
    "fa": ("آیت‌الله خامنه‌ای گفت که می‌خواهد", "آیت‌الله خامنه‌ای گفت"),
    "he": ("צה״ל\u200f הודיע\u200e כי הכפר נכבש\u200f.", "צה״ל הודיע כי"),
    "ar": ("قال \u061cحزب الله\u200f إن القرية", "حزب الله إن القرية"),
    "de": ("Die Donau\xaddampf\xadschiff\xadfahrt sagt Nein", "Donaudampfschifffahrt sagt"),
    "en": ("He\u200b said \u2060it\ufe0f was true", "said it was true"),
    "hi": ("क्‍ष ने कहा", "क्‍ष ने कहा"),
}


@pytest.mark.parametrize("language", SOURCES)
def test_real_sources_with_marks_of_direction_and_joiners_can_be_quoted(language, tmp_path):
    text, quote = SOURCES[language]
    claims = (
        "claims:\n  - id: c\n    claim: It is so.\n    positions:\n      - actor: russia\n        stance: asserts\n"
    )
    for number, words in enumerate((quote, text.strip("."))):
        files = {
            "content/articles/village/text.md": f"{text}\n",
            "content/articles/village/claims.yml": f'{claims}        verb: x\n        quote: "{words}"\n',
        }
        project = make_project(tmp_path / str(number), files)
        assert codes_of(load(project, project / "content")[1]) == set(), ascii(words)
