"""A person's path, typed at a terminal: from a pasted text to a published article with ten claims, counted."""

import re
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from person import Person
from sites import ROOT

from generator.build import load
from generator.edit.printing import print_record

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind is not to be had there"),
]

GUIDE = ROOT / "content" / "guide" / "path.md"

SPEED = 200
"""Keystrokes a minute: 40 words of five letters, what people type who do not type for a living."""

READING = 5
"""Seconds to read a question and to see whether what it proposes is right."""

THINKING = 30
"""Seconds to read a sentence and to find neutral words for what it claims."""

MKDOCS_YML = """\
site_name: Elmford explained
site_url: https://site.example/
docs_dir: content
theme: {name: sayso}
plugins: [sayso]
"""

TEXT = """\
Mill Bridge in Elmford will close to all traffic on Monday, the town council decided on Thursday evening.
Mayor Ruth Calder said that the bridge was no longer safe for lorries. She told councillors that the repair \
would take eight weeks.
The engineer Jonas Pike contradicted her. Pike denied that the bridge was unsafe and added that a limit of seven \
tonnes would be enough for now.
An inspection in March had found cracks in two of the five piers. The Calder Valley Roads Office confirmed on Friday \
that cracks had been found. The office declined to say how deep they were, and its report has not been published.
For the shops on Mill Street the closure comes at a bad time. Amira Haddad, who speaks for the Elmford Traders \
Association, warned that half of the shops in Mill Street would lose their customers. The association claimed that \
nobody had asked the traders before the vote.
Calder rejected that claim. The mayor stated that two public meetings had been held in the town hall in April.
Bus passengers will have to take a longer way round. The bus company Valley Lines announced that its line 4 would end \
at the market during the work. Parents fear for the way to school, because the nearest other crossing is more than \
three kilometres away.
What the repair will cost is open. Pike estimated that the work would cost more than two million. The council has set \
aside half of that sum, and a decision about the rest is expected in June. Until then one lane on the upper side of \
the bridge stays open for people on foot and for bicycles, as it does now.
"""

FRAME = [
    ("Where is the text?", ""),
    ("Paste the text", "PASTE"),
    ("Title", "Mill Bridge closes: mayor calls it unsafe, engineer disagrees"),
    ("The day it was published", "8 May 2026"),
    ("did you mean", ""),
    ("Language", ""),
    ("Who published it?", "Elmford Weekly"),
    ("The link", ""),
    ("How much of the text", "full"),
    ("Id", "mill-bridge-closes"),
]

NAMES = [
    ("Jonas Pike", "p"),
    ("For whom", ""),
    ("Ruth Calder", "p"),
    ("For whom", ""),
    ("Mill Street", ""),
    ("Mill Bridge", "l"),
    ("What kind of place?", "site"),
    ("Calder Valley Roads Office", "o"),
    ("For whom", ""),
    ("Amira Haddad", "p"),
    ("For whom", "+Elmford Traders Association"),
    ("What is Elmford Traders Association?", "o"),
    ("New actor: Elmford Traders Association, organisation. Right?", ""),
    ("Valley Lines", "o"),
    ("For whom", ""),
    ("Elmford", "l"),
    ("What kind of place?", "town"),
]

AGREED = [("Who says it?", ""), ("What do they do with the claim?", ""), ("The text's own verb", "")]
"""What was found in the sentence is right."""

SENTENCES = [
    ("no longer safe for lorries", "Mill Bridge is not safe for lorries."),
    *AGREED,
    ("eight weeks", "The repair of Mill Bridge will take eight weeks."),
    *AGREED,
    ("contradicted her", ""),
    ("denied that the bridge was unsafe", "1"),
    ("Who says it?", ""),
    ("What do they do with the claim?", "den"),
    ("The text's own verb", ""),
    ("confirmed on Friday", "There are cracks in Mill Bridge."),
    *AGREED,
    ("declined to say", ""),
    ("warned that half", "Half of the shops in Mill Street will lose their customers."),
    *AGREED,
    ("nobody had asked the traders", "Nobody asked the traders before the vote."),
    ("Who says it?", "Elmford Traders"),
    ("did you mean", ""),
    ("Which words of the sentence", "The association"),
    ("What do they do with the claim?", ""),
    ("The text's own verb", ""),
    ("rejected that claim", "5"),
    *AGREED,
    ("two public meetings", "Two public meetings about the bridge were held in April."),
    ("Who says it?", "Ruth Calder"),
    ("Which words of the sentence", "The mayor"),
    ("What do they do with the claim?", ""),
    ("The text's own verb", ""),
    ("line 4", "Line 4 will end at the market during the work."),
    *AGREED,
    ("more than two million", "The work on Mill Bridge will cost more than two million."),
    *AGREED,
    ("is expected in June", "q"),
]

LIMIT = [
    ("Which article?", ""),
    ("The words of the text", "the limit of seven tonnes would be enough for now"),
    ("a limit of seven tonnes would be enough for now", "a limit of seven tonnes would be enough for now"),
    ("What is claimed", "A limit of seven tonnes is enough for Mill Bridge."),
    ("Who says it?", ""),
    ("What do they do with the claim?", ""),
    ("The text's own verb", ""),
    ("When was it said?", ""),
    ("About whom", ""),
    ("Id", ""),
]

CRACKS = [
    ("Which article?", ""),
    ("The words of the text", "An inspection in March had found cracks in two of the five piers"),
    ("What is claimed", "Two of the five piers of Mill Bridge have cracks."),
    ("Who says it?", "report"),
    ("What do they do with the claim?", "asserts"),
    ("The text's own verb", "says"),
    ("When was it said?", ""),
    ("About whom", ""),
    ("Id", ""),
]

PUBLISHED = {
    "Mill Bridge is not safe for lorries.": [
        ("ruth-calder", "asserts", "Mayor Ruth Calder said that the bridge was no longer safe for lorries."),
        ("jonas-pike", "denies", "Pike denied that the bridge was unsafe and added that a limit of seven tonnes"),
    ],
    "The repair of Mill Bridge will take eight weeks.": [
        ("ruth-calder", "asserts", "She told councillors that the repair would take eight weeks."),
    ],
    "There are cracks in Mill Bridge.": [
        ("calder-valley-roads-office", "confirms", "The Calder Valley Roads Office confirmed on Friday that cracks"),
    ],
    "Half of the shops in Mill Street will lose their customers.": [
        ("amira-haddad", "asserts", "Amira Haddad, who speaks for the Elmford Traders Association, warned that half"),
    ],
    "Nobody asked the traders before the vote.": [
        ("elmford-traders-association", "asserts", "The association claimed that nobody had asked the traders before"),
        ("ruth-calder", "denies", "Calder rejected that claim."),
    ],
    "Two public meetings about the bridge were held in April.": [
        (
            "ruth-calder",
            "asserts",
            "The mayor stated that two public meetings had been held in the town hall in April.",
        ),
    ],
    "Line 4 will end at the market during the work.": [
        ("valley-lines", "asserts", "The bus company Valley Lines announced that its line 4 would end at the market"),
    ],
    "The work on Mill Bridge will cost more than two million.": [
        ("jonas-pike", "asserts", "Pike estimated that the work would cost more than two million."),
    ],
    "A limit of seven tonnes is enough for Mill Bridge.": [
        ("jonas-pike", "asserts", "a limit of seven tonnes would be enough for now"),
    ],
    "Two of the five piers of Mill Bridge have cracks.": [
        ("report", "asserts", "An inspection in March had found cracks in two of the five piers"),
    ],
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Walk the path in a project that holds nothing yet."""
    project = tmp_path_factory.mktemp("path")
    (project / "content").mkdir()
    (project / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    person = Person(project)
    person.run("new", "article", answers=[*FRAME, *NAMES, *SENTENCES], pasted=TEXT)
    person.run("new", "claim", answers=LIMIT)
    person.run("new", "claim", answers=CRACKS)
    person.run("build")
    print(f"\n{figures(person)}\nthe machine's own time: {person.machine:.0f} s")
    return person


def minutes(person: Person) -> float:
    thought = THINKING * len(PUBLISHED)
    return person.keystrokes / SPEED + (READING * person.prompts + thought) / 60


def figures(person: Person) -> str:
    """Write what was counted as the guide tells it."""
    return (
        f"{person.commands} commands, {person.prompts} questions, {person.keystrokes} keystrokes, "
        f"{person.problems} problems met, {minutes(person):.0f} minutes"
    )


def by_hand(project: Path) -> str:
    """Count what a claim costs that is typed in GitHub's web editor; its quote is copied, with four keystrokes."""
    claims = load(project, project / "content")[0].library.claims.values()
    typed = 0
    for claim in claims:
        position = {key: getattr(claim.positions[0].record, key) for key in ("actor", "stance", "verb", "quote")}
        fields = {"id": claim.record.id, "claim": claim.record.claim, "about": claim.record.about}
        typed += len(print_record({**fields, "positions": [position]})) - len(position["quote"]) + 4
    return f"{round(typed / len(PUBLISHED) / 10) * 10} keystrokes"


def test_the_built_site_shows_the_ten_claims_with_their_speakers_and_quotes(walked):
    loaded, problems = load(walked.project, walked.project / "content")
    assert problems == []
    assert len(loaded.library.claims) == 10
    for some_id, claim in loaded.library.claims.items():
        page = BeautifulSoup((walked.project / "site/claims" / some_id / "index.html").read_text("utf-8"), "lxml")
        box = page.select_one(f'[data-claim-box="{some_id}"]')
        shown = {
            (p["data-actor"], p["data-stance"], " ".join(p.select_one("q, blockquote").get_text().split()))
            for p in box.select("[data-actor][data-stance]")
        }
        for actor, stance, quote in PUBLISHED[claim.record.claim]:
            assert any((a, s) == (actor, stance) and quote in words for a, s, words in shown), (
                claim.record.claim,
                shown,
            )
        assert claim.record.claim in box.get_text()


def test_every_claim_is_marked_in_the_article(walked):
    page = (walked.project / "site/articles/mill-bridge-closes/index.html").read_text("utf-8")
    assert len(set(re.findall(r'id="(q-[a-z0-9-]+--[a-z-]+)"', page))) == 12


def test_what_was_left_stands_as_drafts(walked):
    text = (walked.project / "content/articles/mill-bridge-closes/claims.yml").read_text("utf-8")
    assert text.count("# draft, text.md line") == 3


def test_a_claim_costs_less_than_two_minutes(walked):
    assert minutes(walked) / len(PUBLISHED) < 2


def test_the_guide_tells_what_was_counted(walked):
    guide = " ".join(GUIDE.read_text(encoding="utf-8").split())
    assert figures(walked) in guide
    assert by_hand(walked.project) in guide
    assert f"{SPEED} keystrokes a minute" in guide
    assert f"{READING} seconds" in guide
    assert f"{THINKING} seconds" in guide
