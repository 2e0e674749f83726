"""Prose as plain words, one paragraph or list item after the other, with its references in place."""

from generator.text import Reference, plain_blocks


def label(some_id: str) -> str:
    return some_id.upper()


def test_paragraphs_and_list_items_are_apart():
    prose = "One *two*\nthree.\n\n- four [five](https://five.example)\n- six"
    assert [block.text for block in plain_blocks(prose, label)] == ["One two three.", "four five", "six"]


def test_references_know_where_their_words_stand():
    (block,) = plain_blocks("In [[here]] and [[there|the *other* place]].", label)
    assert block.text == "In HERE and the *other* place."
    assert block.references == (
        Reference((3, 7), "here", has_words=False),
        Reference((12, 29), "there", has_words=True),
    )
    assert [block.text[slice(*reference.place)] for reference in block.references] == ["HERE", "the *other* place"]


def test_prose_without_markup_is_itself():
    (block,) = plain_blocks("Just words.", label)
    assert (block.text, block.references) == ("Just words.", ())
