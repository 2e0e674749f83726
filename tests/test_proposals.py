"""Whom and what a draft proposes for a sentence: nobody where the sentence leaves a doubt."""

import pytest
from sites import make_project

from generator.build import load
from generator.edit.hints import uncovered

PEOPLE = """\
actors:
  - {id: solberg, name: Maren Solberg, type: person, aliases: [Solberg]}
  - {id: pike, name: Jonas Pike, type: person, aliases: [Pike]}
  - {id: port, name: Varnby Port Authority, type: organisation}
  - {id: union, name: Varnby Boat Union, type: organisation}
  - {id: other-union, name: Elmford Union, type: organisation}
  - {id: alone, name: Elmford, type: state}
"""


@pytest.fixture
def drafts(tmp_path):
    def found(text: str, language: str = "en"):
        article = f"title: T\npublished: 2025-01-01\nlanguage: {language}\nsource: {{publisher: P}}\n"
        files = {"content/p.yml": PEOPLE, "content/articles/t/article.yml": article, "content/articles/t/text.md": text}
        project = make_project(tmp_path, files)
        library = load(project, project / "content")[0].library
        return [(d.actors, d.maybe, d.stance, d.verb) for d in uncovered(library, "t")]

    return found


SOLBERG = "Maren Solberg said that the boats are safe. "

SPEAKERS = {
    "the port authority later corrected": (
        "The port authority later corrected its figure: two boats, not three, had run aground, it said on Wednesday.",
        (),
        ("port",),
    ),
    "a noun of no record": ("The mayor had come late, he said.", (), ()),
    "a noun before a pronoun": ("Two boats had run aground, she said.", (), ()),
    "it": ("It said that all was well.", (), ()),
    "she alone": ("She said that all was well.", ("solberg",), ()),
    "she behind a conjunction and an adverb": ("But on Monday she also said that all was well.", ("solberg",), ()),
    "she behind a quotation": ("“All is well,” she said.", ("solberg",), ()),
    "the one behind the words": ("“All is well,” said Pike.", ("pike",), ()),
    "a name with an insertion": ("Pike, who likes boats, said that all was well.", ("pike",), ()),
    "a noun between name and verb": ("Pike, when all was over, the crew there said, had left.", (), ()),
    "the union of two": ("The union said that all was well.", (), ("other-union", "union")),
    "a name's end that means one": ("The boat union said that all was well.", (), ("union",)),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_a_speaker_is_proposed_only_where_nobody_else_can_be_meant(drafts, name):
    sentence, actors, maybe = SPEAKERS[name]
    assert drafts(SOLBERG + sentence)[1][:2] == (actors, maybe)


@pytest.mark.parametrize(
    "text",
    [
        "Maren Solberg said so.\n\nShe said that all was well.",
        "Maren Solberg said that Jonas Pike was wrong. She said that all was well.",
        "Maren Solberg said so. The mayor claimed otherwise. She said that all was well.",
        "Elmford said so. She said that all was well.",
        "Solberg and Pike said so. They said that all was well.",
    ],
)
def test_a_pronoun_takes_the_person_named_last_right_before_or_nobody(drafts, text):
    assert drafts(text)[-1][:2] == ((), ())


def test_she_goes_on_speaking(drafts):
    assert [found[0] for found in drafts(f"{SOLBERG}She said it rains. She added that it snows.")] == [("solberg",)] * 3


def test_a_verb_alone_goes_on_where_nothing_stands_before_it(drafts):
    told = "Solberg dijo que hay barcos en el puerto. Añadió que llueve mucho hoy."
    assert [found[0] for found in drafts(told, "es")] == [("solberg",), ("solberg",)]
    text = "Solberg dijo que hay barcos en el puerto. Después de eso nadie habló. Añadió que llueve mucho hoy."
    assert [found[0] for found in drafts(text, "es")] == [("solberg",), ()]


STANCES = {
    "Asked whether the boats were insured, she did not answer.": ("declines", "did not answer"),
    "Pike denied that it rains and added that it snows.": (None, "denied"),
    "Pike said that it rains and added that it snows.": ("asserts", "said"),
    "Pike denied that it rains, while Solberg said that it snows.": ("denies", "denied"),
}


@pytest.mark.parametrize("sentence", STANCES)
def test_a_stance_is_proposed_where_the_verbs_agree_and_declining_wins(drafts, sentence):
    assert drafts(SOLBERG + sentence)[1][2:] == STANCES[sentence]
