"""The text room: what the documents under `cases/` cannot show, and what holds for any text."""

# Characters that look alike are what these texts are made of; a list of words would not show them.
# ruff: noqa: SIM905

import itertools
import random
import re
import string
import unicodedata

import pytest

from generator.text import (
    Absent,
    Ambiguous,
    BadGap,
    Found,
    NameFinder,
    SourceText,
    WrongContext,
    compile_names,
    cuts_a_word,
    find_quote,
    fold,
    fold_source,
    parse_source,
    plain_prose,
    prose_links,
    prose_references,
    quoted_words,
    render_prose,
)

WORDS = (
    "Ukraine’s forces “are” operating — inside Russia‑held Белгородская область Зеленський підтвердив: "
    "«Лук’янівка» наша. La cérémonie où l’armée cafe\u0301 м\u0438\u0306 القوات الروسية می\u200cخواهم את החיילים שָׁלוֹם "
    "乌克兰总统 証言した。 ยืนยันว่า Bel\u00adgorod 5,5\u00a0% 1941–1945 war… [sic] naïve rock’n’roll O\u2019Brien 한국 "
    "225th Assault Regiment e\u0301te\u0301 x\u0323\u0302 a\u200bb Kursk\u0092s „ob“ ‚so‘ 10″"
).split(" ")
SIGNS = [
    *"*_#>-`[]()!|\\&;~+=.:\"'’…",
    "**",
    "***",
    "> ",
    "# ",
    "## ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\n> ",
    "\n# ",
]
ODD = [
    "\x00",
    "\x0b",
    "\x0c",
    "\x85",
    "\x92",
    "\u00a0",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\u0903",
    "\ud7b0",
]


SEEDS = 60


def ugly_text(dice: random.Random) -> str:
    pieces = dice.choices([*WORDS, *SIGNS, *SIGNS, *ODD, " ", " ", " ", "\n"], k=dice.randint(0, 120))
    return "".join(pieces)


def visible(text: str) -> str:
    """Leave out white space and what cannot be seen."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"})


def words_of(source: SourceText) -> str:
    return "".join(source.words(block) for section in source.sections for block in section.blocks)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_character_that_is_no_markup_stays(seed: int):
    text = ugly_text(random.Random(seed))
    source = parse_source("text.md", text)
    markup = set("*#>")
    kept = [c for c in visible(words_of(source)) if c not in markup]
    assert kept == [c for c in visible(text) if c not in markup]
    # Of the three signs, only some are gone, and none is new.
    assert all(words_of(source).count(sign) <= text.count(sign) for sign in markup)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_offsets_are_in_order_and_lead_back(seed: int):
    text = ugly_text(random.Random(seed))
    source = parse_source("text.md", text)
    blocks = [block for section in source.sections for block in section.blocks]
    runs = [run for block in blocks for run in block.runs]
    assert all(start < end for start, end in runs)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(runs))
    for block in blocks:
        for style in block.styles:
            assert block.start <= style.start < style.end <= block.end
            assert "*" in text[max(0, block.start - 3) : style.start]
    anchors = [section.anchor for section in source.sections]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch(r"s-[^\s]+", anchor) for anchor in anchors)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_folded_character_leads_to_characters_that_fold_to_it(seed: int):
    source = parse_source("text.md", ugly_text(random.Random(seed)))
    for _, index, folded in fold_source(source).blocks():
        assert folded.text == fold(folded.text) or unicodedata.category(folded.text[0])[0] == "M", index
        at = 0
        for start in range(len(folded.text)):
            first, last = folded.range(start, start + 1)
            assert at <= first < last
            words = "".join(source.words(b, first, last) for s in source.sections for b in s.blocks)
            if folded.text[start] != " ":
                assert folded.text[start] in fold(words)
            at = first
    for section, folded_section in zip(source.sections, fold_source(source).sections, strict=True):
        assert [folded_section.text[a:b] for a, b in folded_section.spans()] == [b.text for b in folded_section.blocks]
        assert len(folded_section.blocks) == len(section.blocks)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("one\ntwo\nthree\n", ((0, 13),)),
        ("one\x01\x02 two\x01\nthree", ((0, 3), (5, 9), (10, 16))),
        ("> one\n> two\n> \x01three", ((2, 6), (8, 12), (15, 20))),
        ("  # one *two* ##\n", ((4, 8), (9, 12))),
    ],
)
def test_a_block_is_as_few_runs_of_the_file_as_can_be(text: str, runs: tuple[tuple[int, int], ...]) -> None:
    (section,) = parse_source("text.md", text).sections
    assert [block.runs for block in section.blocks] == [runs]


def test_a_section_knows_its_heading_and_its_paragraphs() -> None:
    source = parse_source("text.md", "Before.\n\n# One\na\n\nb\n\n# Two\n")
    told = [
        (section.heading and source.words(section.heading), [source.words(block) for block in section.paragraphs])
        for section in source.sections
    ]
    assert told == [(None, ["Before."]), ("One", ["a", "b"]), ("Two", [])]


def test_the_address_of_one_of_several_equal_headings_stays_for_ever() -> None:
    source = parse_source("text.md", "# Update\nOn Monday\nall was well.\n\nBo left.\n\n# Update\nTuesday.\n")
    assert [section.anchor for section in source.sections] == ["s-update--3658a3d0", "s-update--78d06857"]


@pytest.mark.parametrize(
    ("text", "is_empty"), [("", True), ("\u00a0\n>\n", True), ("…", False), ("#", False), ("a", False), ("!a", False)]
)
def test_a_text_is_empty_where_nothing_can_be_seen(text, is_empty):
    assert parse_source("text.md", text).is_empty is is_empty


@pytest.mark.parametrize("mark", ["\u0301", "\u1160", "\u11ff", "\ud7b0", "\ud7ff", "\U0001e94a"])
def test_a_mark_is_never_cut_off_its_letter(mark: str) -> None:
    assert isinstance(sought(f"x가{mark}y", f"x가{mark}")[1], Found)
    assert isinstance(sought(f"x가{mark}y", "x가")[1], Absent)
    assert isinstance(sought(f"x가{mark}y", f"{mark}y")[1], Absent)


@pytest.mark.parametrize("letter", string.ascii_letters + string.digits)
def test_every_letter_and_digit_of_ascii_stands_for_itself(letter: str) -> None:
    """Whatever stands beside it: it is no mark, no white space, no quotation mark, and can be cut from its like."""
    text = f"{letter * 2}é e\u0301 o\u0308… ж{letter}{letter}щ {letter} {letter}"
    assert fold(text) == unicodedata.normalize("NFC", text).replace("…", "...")
    quotes = f"{letter}é", f"ж{letter}", f"{letter}щ", f"щ {letter}", f"{letter} {letter}"
    for quote in quotes:
        source, found = sought(text, quote)
        assert isinstance(found, Found)
        assert source.text[slice(*found.fragments[0])] == quote
        assert cuts_a_word(source, found) is (quote != quotes[-1])


@pytest.mark.parametrize("sign", ["\u115f", "\u1200", "\ud7af", "ß"])
def test_what_is_no_mark_stands_for_itself(sign: str) -> None:
    assert isinstance(sought(f"x가{sign}y e\u0301", "x가")[1], Found)


def test_a_dropped_character_has_the_place_of_the_next_one() -> None:
    (section,) = fold_source(parse_source("text.md", "x…\u00ady\u00ad…\u00ad\u00ad")).sections
    (block,) = section.blocks
    assert block.text == "x...y..."
    assert [block.position(offset) for offset in range(9)] == [0, 1, 4, 4, 5, 5, 8, 8, 8]


def story(dice: random.Random) -> str:
    paragraphs = [" ".join(dice.choices(WORDS, k=dice.randint(8, 40))) for _ in range(30)]
    return "\n\n".join(
        f"# Part {i}\n\n{p}" if i % 5 == 0 else f"> {p}" if i % 7 == 0 else p for i, p in enumerate(paragraphs)
    )


def retype(words: str) -> str:
    """Type words as a person would: straight quotes, plain hyphens and spaces, in decomposed letters."""
    for sign, typed in {
        "[“”«»„″]": '"',
        "[’‘‚‹›]": "'",
        "[—–‑]": "-",
        "…": "...",
        "[\u00ad\u200b\u200c\u0092]": "",
    }.items():
        words = re.sub(sign, typed, words)
    return unicodedata.normalize("NFD", " ".join(words.split()))


def test_retyped_slices_are_found_with_their_exact_characters_and_changed_ones_are_not():
    dice = random.Random(2)
    source = parse_source("text.md", story(dice))
    folded = fold_source(source)
    found = 0
    for _ in range(1000):
        section = dice.choice(source.sections)
        block = dice.choice(section.paragraphs)
        spots = [m.span() for m in re.finditer(r"[^ \n>]+", source.text[block.start : block.end])]
        first = dice.randrange(len(spots) - 4)
        last = min(len(spots) - 1, first + dice.randint(3, 12))
        start, end = block.start + spots[first][0], block.start + spots[last][1]
        prefix, suffix = source.text[block.start : start], source.text[end : block.end]
        outcome = find_quote(folded, retype(source.text[start:end]), retype(prefix) or None, retype(suffix) or None)
        assert isinstance(outcome, Found), (source.text[start:end], outcome)
        assert source.text[slice(*outcome.fragments[0])] == source.text[start:end]
        words = retype(source.text[start:end]).split(" ")
        words[dice.randrange(len(words))] += "x"
        assert isinstance(find_quote(folded, " ".join(words)), Absent)
        found += outcome.fragments == ((start, end),)
    assert found == 1000


def sought(text: str, quote: str, **context: str):
    source = parse_source("text.md", text)
    return source, find_quote(fold_source(source), quote, **context)


def test_quoted_words_come_by_block_without_markup():
    source, found = sought("# A\nHe *said* so.\n\n> And then\n> he left the room at last.", "said so. And then he left")
    assert isinstance(found, Found)
    assert quoted_words(source, found) == [["said so.", "And then\nhe left"]]
    source, found = sought("He said so and then left the room.", "He said so […] left the room")
    assert isinstance(found, Found)
    assert quoted_words(source, found) == [["He said so"], ["left the room"]]


def test_a_shown_place_is_the_place_of_the_outcome():
    text = "One two. One two.\n\nThree four."
    assert sought(text, "One two")[1] == Ambiguous(2, ((0, 7), (9, 16)))
    assert sought(text, "Three four", prefix="x")[1] == WrongContext("prefix", ((19, 29),))
    assert sought(text, "Three fore")[1] == Absent("Three four", (19, 29))
    assert sought(text, "One ‘two’ … One")[1] == Absent("One two. One", (0, 12))
    assert sought(text, "One … two. One two")[1] == BadGap("One")


def test_places_are_told_by_line_and_column():
    late = parse_source("text.md", "\nOne")
    assert [late.line_and_column(offset) for offset in (0, 1, 2)] == [(1, 1), (2, 1), (2, 2)]
    source = parse_source("text.md", "One\nтwo\n\nthree")
    assert [source.line_and_column(offset) for offset in (0, 3, 4, 6, 9, 13)] == [
        (1, 1),
        (1, 4),
        (2, 1),
        (2, 3),
        (4, 1),
        (4, 5),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "cuts"),
    [
        ("The Ukrainian side", "Ukrainian", False),
        ("The Ukrainian side", "Ukrain", True),
        ("The Ukrainian side", "krainian", True),
        ("Bel\u00adgorod", "gorod", True),
        ("Ukraine's", "Ukraine", False),
        ("Russian-held", "held", False),
        ("乌克兰总统证实", "总统", False),
        ("乌克兰president", "president", False),
        ("5.5 million", "5 million", True),
        ("about 1,000 men", "about 1", True),
        ("about 1,000 men", "about 1,", True),
        ("on 5. 5 men", "on 5", False),
        ("125 men", "25 men", True),
        ("cafe\u0301s", "cafe\u0301", True),
        ("The long war that was lost", "The long war … that was los", True),
        ("a.b 5,", "a", False),
        ("president乌克兰", "president", False),
        ("x乌y", "x", False),
        ("x乌y", "y", False),
        ("乌y克", "乌", False),
        ("about 3-5 men", "about 3", False),
        ("two men.5 more", "two men", False),
        ("two 5.m", "two 5", False),
        ("the -5.5 line", "line", False),
        ("\u00adx", "x", False),
        ("x\u00ad\u00ad", "x", False),
        ("5\u200b.\u200b5 m", "5 m", True),
    ],
)
def test_a_cut_word_is_noticed(text, quote, cuts):
    source, found = sought(text, quote)
    assert isinstance(found, Found)
    assert cuts_a_word(source, found) is cuts


def test_the_nearest_words_of_a_long_text_are_found_quickly():
    dice = random.Random(5)
    vocabulary = ["".join(dice.choices("abdeiklmnorstu", k=dice.randint(3, 9))) for _ in range(2000)]
    words = dice.choices(vocabulary, k=15_000)
    text = "\n\n".join(" ".join(words[i : i + 100]) for i in range(0, len(words), 100))
    folded = fold_source(parse_source("text.md", text))
    for start in range(0, 12_000, 600):
        quoted = words[start : start + 12]
        outcome = find_quote(folded, " ".join([*quoted[:5], "ZZZ", *quoted[6:]]))
        assert isinstance(outcome, Absent)
        assert outcome.nearest == " ".join(quoted)


def test_among_few_words_that_come_again_and_again_the_nearest_are_mostly_those_that_were_meant():
    meant = 0
    for seed in range(40):
        dice = random.Random(seed)
        vocabulary = ["".join(dice.choices("abdeiklmnorstu", k=dice.randint(2, 7))) for _ in range(12)]
        words = dice.choices(vocabulary, [1 / number for number in range(1, 13)], k=150)
        length = dice.randint(12, 24)
        first = dice.randrange(150 - length)
        passage = words[first : first + length]
        inner = [f"zzz{place}" if dice.random() < 0.3 else word for place, word in enumerate(passage[1:-1], 1)]
        _, outcome = sought(" ".join(words), " ".join([passage[0], *inner, passage[-1]]))
        meant += isinstance(outcome, Absent) and outcome.nearest == " ".join(passage)
    assert meant >= 25


def test_of_a_very_long_quote_the_first_words_are_compared():
    words = [f"a{number}" for number in range(400)]
    _, outcome = sought(" ".join(words), " ".join(["a0", "b", *words[2:250]]))
    assert isinstance(outcome, Absent)
    assert outcome.nearest == " ".join(words[:200])


def test_words_that_come_often_are_compared_in_a_long_quote_too():
    dice = random.Random(1)
    words = dice.choices([f"a{number}" for number in range(40)], k=1000)
    _, outcome = sought(" ".join(words), " ".join([*words[300:400], "b", *words[401:450]]))
    assert isinstance(outcome, Absent)
    assert outcome.nearest == " ".join(words[300:450])


def test_rare_words_are_looked_for_before_very_common_ones():
    text = "a " * 20_001 + "the guns fell silent at dawn"
    assert sought(text, "the guns fell silent a dusk")[1] == Absent("the guns fell silent at dawn", (40_002, 40_030))


def test_the_words_of_a_text_are_counted_by_their_first_letters():
    folded = fold_source(parse_source("text.md", "# Oxford\nOXFORDS' foxes, foxed: 乌克x a_b Xx-X foxy"))
    assert folded.counts == {
        "oxfor": 2,
        "foxes": 1,
        "foxed": 1,
        "乌": 1,
        "克": 1,
        "x": 2,
        "a": 1,
        "b": 1,
        "xx": 1,
        "foxy": 1,
    }


def test_names_of_any_depth_are_compiled():
    names = ["a" * n for n in range(1, 301)] + ["ab" * n + "c" for n in range(1, 150)]
    finder = compile_names(names)
    text = f"{'a' * 300} {'a' * 301} {'ab' * 149}c {'ab' * 150}c aaa"
    assert [name for _, _, name in finder.find(text)] == ["a" * 300, "ab" * 149 + "c", "aaa"]


def test_many_names_are_found_as_a_plain_search_finds_them():
    dice = random.Random(3)
    letters = "abcАБВ'- "
    names = {fold("".join(dice.choices(letters, k=dice.randint(1, 5)))) for _ in range(150)} - {""}
    finder = compile_names(names)
    for _ in range(30):
        text = fold("".join(dice.choices(letters, k=200)))
        assert [(start, end) for start, end, _ in finder.find(text)] == list(search_plainly(names, text))


def search_plainly(names: set[str], text: str):
    spellings = sorted(names | {name[0].upper() + name[1:] for name in names}, key=len, reverse=True)
    at = 0
    while at < len(text):
        after_letter = at > 0 and text[at - 1].isalnum()
        ends = (at + len(n) for n in spellings if not after_letter and text.startswith(n, at))
        end = next((end for end in ends if not re.match(r"\w|'(?!s(?!\w))\w", text[end:])), None)
        if end is not None:
            yield at, end
        at = end or at + 1


def test_a_search_begins_where_it_is_told_to():
    finder = compile_names(["Kyiv"])
    assert finder.search("Kyiv, Kyiv") == (0, 4)
    assert finder.search("Kyiv, Kyiv", 1) == (6, 10)
    assert finder.search("preKyiv", 3) is None
    assert NameFinder({}).search("Kyiv") is None


def known(some_id: str):
    return {"kyiv": ("places/kyiv/", "Kyiv"), "x": ("x/", "X & Y")}.get(some_id)


def label(some_id: str) -> str:
    found = known(some_id)
    return found[1] if found else some_id


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("a & b", "a &amp; b", "a & b"),
        ("*a* [[x]]", '<em>a</em> <a href="x/">X &amp; Y</a>', "a X & Y"),
        ("a\n\n- b", "a\n\n- b", "a b"),
        (
            "[a **b**](https://example.org), c",
            '<a href="https://example.org" rel="external nofollow noreferrer">a <strong>b</strong></a>, c',
            "a b, c",
        ),
        ("[a](javascript:b)", "a", "a"),
        ("a\\\nb", "a\nb", "a b"),
        ("[[kyiv|the city]] [[no]]", '<a href="places/kyiv/">the city</a> no', "the city no"),
        ("", "", ""),
    ],
)
def test_prose_on_one_line(text: str, html: str, plain: str):
    assert render_prose(text, known, inline=True) == html
    assert plain_prose(text, label) == plain


def test_what_prose_refers_to():
    text = "- [[kyiv]] *and [[ Bad Id|words]]*\n\n[a](javascript:x) [b](<https://a b>) <https://c.d> <e@f.gh> [g]()"
    assert prose_references(text) == [("kyiv", "[[kyiv]]"), ("Bad Id", "[[ Bad Id|words]]")]
    assert prose_links(text) == ["javascript:x", "https://a b", "https://c.d", "mailto:e@f.gh", ""]
    assert prose_references("nothing") == []
    assert prose_references("In [[ kyiv |the city]], not [[in|]] [here]].") == [
        ("kyiv", "[[ kyiv |the city]]"),
        ("in", "[[in|]]"),
    ]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_references_in_plain_words_are_those_of_the_whole_markup(seed: int):
    dice = random.Random(seed)
    signs = ["[[", "]]", "[", "]", "|", "a", " b", "1. ", "- ", "(x)", "](", " ", "é", "&amp;", "`", "!", "~"]
    for _ in range(200):
        text = "[[" + "".join(dice.choices(signs, k=dice.randint(2, 9)))
        # An empty emphasis is text, and has all of it read as markup.
        assert prose_references(text) == prose_references(f"{text} **"), text
    assert prose_links("nothing") == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_prose_without_markup_takes_the_short_way_to_the_same_html(seed: int):
    dice = random.Random(seed)
    text = "".join(
        dice.choices(
            [*WORDS, " ", "-", "+", "1.", "2)", "# ", "> ", "&amp;", "|", '"', "'", ">", "~~"], k=dice.randint(0, 9)
        )
    )
    # An empty reference gives nothing, but makes the text go the long way.
    long_way = render_prose(f"{text.strip()}[[|\u2063]]", known)
    assert render_prose(text.strip(), known) == long_way.replace("\u2063", "") or not text.strip()


HOSTILE = [
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](java\tscript:x)",
    "<img src=x onerror=y>",
    "[[x|<b>]]",
    '[a](https://e.org/"onx="y)',
    '[a](https://e.org "\'><b>")',
    "&lt;script&gt;",
    "[a](data:text/html;base64,x)",
    '<https://e.org/"><script>',
    '[[kyiv|"><i>]]',
    "[<b>](mailto:a@b?subject=<i>)",
    "`<u>`",
    "- <hr>\n- ]]>",
    "[[<b>]]",
]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_typed_becomes_live_markup(seed: int):
    dice = random.Random(seed)
    text = "".join(
        dice.choices([*HOSTILE, " ", "*", "**", "\n", "[", "](", ")", "<", ">", "\\"], k=dice.randint(1, 12))
    )
    html = render_prose(text, known, inline=dice.random() < 0.5)
    allowed = (
        r"</?(?:p|em|strong|ul|ol|li)>|<ol start=\"\d+\">|</a>"
        r"|<a href=\"[^\"<>]*\"(?: rel=\"external nofollow noreferrer\")?>"
    )
    rest = re.sub(allowed, "", html)
    assert "<" not in rest
    assert '"' not in rest
    targets = re.findall(r'href="([^"]*)"', html)
    assert all(re.match(r"https?://|mailto:|places/kyiv/|x/", target) for target in targets)


def test_brackets_by_the_thousand_are_no_trouble():
    for piece in ("[", "[[", "*a ", "<a:", "[a](", "- ", "_*", "\\"):
        assert render_prose(piece * 2000, known)
    stars = parse_source("text.md", "*a " * 3000 + "b** " * 3000)
    assert stars.sections[0].paragraphs[0].styles == ()
    deep = parse_source("text.md", ">" * 3000 + " a\n\n" + "> " * 3000 + "b")
    assert [block.level for block in deep.sections[0].paragraphs] == [16, 16]
    assert visible(words_of(deep)).endswith(">b")


def test_a_text_with_many_different_marks_is_folded_like_one_with_few() -> None:
    few = ["e\u0301x", "a\u0308\u0323x", "क\u093c", "한", "aXb", "Жж"]
    many = [f"q{chr(code)}" for code in range(0x0300, 0x0310)]
    together = " ".join([*few, *many])
    assert fold(together).split() == [*(fold(word) for word in few), *many]
    assert isinstance(sought(together, "q")[1], Absent)
    assert isinstance(sought(together, "Xb")[1], Found)
    assert isinstance(sought(together, "Ж")[1], Found)


def test_names_are_found_in_texts_with_and_without_marks() -> None:
    finder = compile_names(["Jose", "the dam"])
    assert [name for *_, name in finder.find("Jose at The dam")] == ["Jose", "the dam"]
    assert [name for *_, name in finder.find("Jose\u0328 and Jose, Rene\u0301")] == ["Jose"]
