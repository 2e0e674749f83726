"""The way from the file to the folded text is the way back of the other direction."""

import pytest

from generator.text import fold_source, parse_source

TEXTS = [
    "A plain line.\n",
    "  “Curly”\u00a0quotes, three dots… and\u2009thin spaces\n  over two lines\n",
    "so\u00adft hy\u00adphens, zero\u200bwidth and a \x85 control\x01 here\n",
    "NFD: cafe\u0301 and й\u0306, Ангстрем \u212b, 한국어 \u1112\u1161\u11ab\n",
    "> *emphasis* over **strong** words\n> and a second line\n",
    "\u00ad\u00adbegins unseen and ends unseen\u00ad\u00ad\n",
    "\u00ad\u00adbegins unseen, and  has\u00ad more… inside\u00ad\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_folded_character_is_found_again(text):
    for section in fold_source(parse_source("text.md", text)).sections:
        for block in section.blocks:
            for at in range(len(block.text)):
                start, end = block.range(at, at + 1)
                # Several folded characters may stand for one of the file: then it is the first of them.
                found = block.position(start)
                assert found <= at
                assert block.range(found, found + 1)[0] == start
                assert block.position(end - 1) == found


@pytest.mark.parametrize("text", TEXTS)
def test_every_character_of_the_file_has_a_place(text):
    for section in fold_source(parse_source("text.md", text)).sections:
        for block in section.blocks:
            places = [block.position(offset) for offset in range(len(text))]
            assert places == sorted(places)
            assert places[0] >= 0
            assert places[-1] <= len(block.text)
