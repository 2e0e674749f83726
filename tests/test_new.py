"""`sayso new`: every question, option and refusal, through the command line; and what is in the files afterwards."""

import pytest
from click.testing import CliRunner, Result
from sites import FILES, fingerprint, make_project

from generator import cli
from generator.build import load
from generator.edit.candidates import find_candidates
from generator.edit.ids import propose_id
from generator.edit.placing import add_entry, add_mention, add_position
from generator.edit.sketches import with_sketches
from generator.problems import has_errors

PEOPLE, CLAIMS = "content/people.yml", "content/articles/village/claims.yml"
TEXT = "content/articles/village/text.md"


def new(project, *arguments: str, answers: str | None = None) -> Result:
    command = ["-C", str(project), "new", *arguments]
    return CliRunner().invoke(cli.main, command, input=answers, prog_name="sayso", catch_exceptions=False)


def read(project, name: str) -> str:
    return (project / name).read_bytes().decode("utf-8")


def problems(project) -> list[str]:
    return [problem.message for problem in load(project, project / "content")[1]]


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path)


# --- records --------------------------------------------------------------------------------------


def test_an_actor_by_options_alone(project):
    before = read(project, PEOPLE)
    result = new(
        project, "actor", "--name", "Ann Low", "--type", "person", "--affiliation", "Ukraine", "--alias", "Low"
    )
    assert result.output == 'Added the actor "ann-low" to content/people.yml.\n'
    assert read(project, PEOPLE) == (
        f"{before}  - id: ann-low\n    name: Ann Low\n    type: person\n"
        "    affiliation: ukraine\n    aliases:\n      - Low\n"
    )
    assert problems(project) == []


KEYS = "At each question: < goes back to the one before, ? tells it again with its help, Ctrl-C stops.\n"

ASKED = """\
At each question: < goes back to the one before, ? tells it again with its help, Ctrl-C stops.

Name, as the site writes it (such as: Volodymyr Zelensky)
> {empty}
  an answer is needed here; type it, or press Ctrl-C to stop
> Ann Low

What kind of actor? person, organisation, state, group, unnamed
> perso n
  "perso n" is no kind of actor; did you mean "person"? Press Enter to take it.
> {empty}

Office or occupation, in a few words (such as: President of Ukraine) [Enter: leave it out]
> {empty}

For whom do they speak? An actor's name or id [Enter: leave it out]
> Ukrain
  no actor has the id or the name "Ukrain"; did you mean "ukraine" (Ukraine)? Press Enter to take it.
> UKRAINE

Who is this, in one or two sentences? [Enter: leave it out]
> {empty}

Id: its name in addresses and in other records, which never changes [Enter: ann-low]
> Ann
  "Ann" cannot be an id; use small letters a to z, digits and single hyphens, such as "ann"
> russia
  the id "russia" is taken: it is, or was, that of “Russia”; choose another
> ann

New actor: Ann Low, person, ukraine. Right? [Enter: yes]
  Type no to change it.
> {empty}
Added the actor "ann" to content/people.yml.
"""


def test_an_actor_by_questions_with_every_refusal(project):
    answers = "\nAnn Low\nperso n\n\n\nUkrain\nUKRAINE\n\nAnn\nrussia\nann\n\n"
    result = new(project, "actor", answers=answers)
    assert result.output == ASKED.format(empty="")
    assert "  - id: ann\n    name: Ann Low\n    type: person\n    affiliation: ukraine\n" in read(project, PEOPLE)


@pytest.mark.parametrize("answers", ["", "Ann Low\n", "Ann Low\np\n\n\n\n"])
def test_an_end_of_the_input_leaves_everything_as_it_was(project, answers):
    before = fingerprint(project)
    result = new(project, "actor", answers=answers)
    assert result.exit_code == 1
    assert "\nStopped. Nothing was changed.\n" in result.output
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["actor", "--name", "A", "--type", "persn"], '--type: "persn" is no kind of actor; did you mean "person"?'),
        (["actor", "--name", " ", "--type", "person"], "--name: there is nothing in it; give it a value"),
        (["actor", "--name", "A", "--type", "group", "--id", "evil"], '--id: the id "evil" is taken: it is, or was,'),
        (["place", "--name", "A", "--type", "s"], '--type: "s" is more than one kind of place; type one of: sea, site'),
        (
            ["place", "--name", "A", "--type", "sea", "--coordinates", "100, 3"],
            "--coordinates: 100, 3 is not on the globe; latitude comes first, from -90 to 90",
        ),
        (["place", "--name", "A", "--type", "sea", "--coordinates", "1"], "--coordinates: coordinates are two numbers"),
        (["unit", "--name", "A", "--part-of", "x"], '--part-of: no actor has the id or the name "x"; known are: '),
        (
            ["term", "--term", "A", "--definition", "B", "--alias", " "],
            "--alias: there is nothing here but white space",
        ),
        (["claim", "--article", "vilage"], '--article: there is no article "vilage"; did you mean "village"?'),
        (["article", "--title", "A"], "--text: the text is needed; give the name of its file, or - for the standard"),
        (["article", "--text", "none.txt"], '--text: there is no file "none.txt" that can be read; look at its name'),
    ],
)
def test_an_option_that_cannot_be_taken_is_refused_in_plain_words(project, options, told):
    before = fingerprint(project)
    result = new(project, *options)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert fingerprint(project) == before


def test_arrow_keys_leave_nothing_in_an_answer(project):
    assert new(project, "actor", "--name", "Ann\x1b[D\x1b[1;5A\x1bOB Low\x00", "--type", "person").exit_code == 0
    assert "    name: Ann Low\n" in read(project, PEOPLE)


def test_what_is_needed_and_missing_is_still_asked(project):
    result = new(project, "actor", "--name", "Ann Low", answers="group\n")
    assert result.output.startswith(f"{KEYS}\nWhat kind of actor?")
    assert 'Added the actor "ann-low"' in result.output


def test_files_begin_where_there_are_none(project):
    assert (
        "to content/places.yml"
        in new(
            project,
            "place",
            "--name",
            "Basivka",
            "--type",
            "vil",
            "--part-of",
            "Ukraine",
            "--coordinates",
            "51.18 35.240",
        ).output
    )
    assert new(project, "unit", "--name", "5th: Brigade", "--part-of", "russia", "--id", "brigade").exit_code == 0
    assert new(project, "term", "--term", "the fifth", "--definition", "A word: # yes.").exit_code == 0
    assert read(project, "content/places.yml") == (
        "places:\n  - id: basivka\n    name: Basivka\n    type: village\n    part_of: ukraine\n"
        "    coordinates: [51.18, 35.240]\n"
    )
    assert (
        read(project, "content/units.yml") == 'units:\n  - id: brigade\n    name: "5th: Brigade"\n    part_of: russia\n'
    )
    assert read(project, "content/terms.yml") == (
        'terms:\n  - id: the-fifth\n    term: the fifth\n    definition: "A word: # yes."\n'
    )
    assert problems(project) == []


ENDS = {
    "comments at the end stay": ("{}# the end\n", "{}# the end\n{}"),
    "no line end at the end": ("{}# the end", "{}# the end\n{}"),
    "another list follows": ("{}\n# words\nterms:\n- {{id: t, term: t, definition: d}}\n", None),
}


@pytest.mark.parametrize("name", ENDS)
def test_every_other_byte_stays(project, name):
    form, expected = ENDS[name]
    old = read(project, PEOPLE)
    (project / PEOPLE).write_text(form.format(old), encoding="utf-8")
    assert new(project, "actor", "--name", "Ann", "--type", "person").exit_code == 0
    added = "  - id: ann\n    name: Ann\n    type: person\n"
    wanted = expected.format(old, added) if expected else form.format(old + added)
    assert read(project, PEOPLE) == wanted


def test_line_ends_and_the_mark_of_a_file_stay(project):
    windows = "\ufeffactors:\r\n- id: x\r\n  name: X\r\n  type: group\r\n"
    (project / "content/actors.yml").write_bytes(windows.encode())
    assert new(project, "actor", "--name", "Ann", "--type", "person").exit_code == 0
    assert read(project, "content/actors.yml") == f"{windows}- id: ann\r\n  name: Ann\r\n  type: person\r\n"


def test_a_list_that_cannot_be_added_to_is_told(project):
    (project / "content/actors.yml").write_text("actors: [{id: x, name: X, type: group}]\n", encoding="utf-8")
    before = fingerprint(project)
    result = new(project, "actor", "--name", "Ann", "--type", "person")
    assert result.exit_code == 1
    assert "cannot-add: an entry cannot be added to this list" in result.output
    assert fingerprint(project) == before


def test_content_that_does_not_check_gets_nothing_added(project):
    (project / "content/actors.yml").write_text("actors:\n  - id: x\n", encoding="utf-8")
    before = fingerprint(project)
    result = new(project, "actor", "--name", "Ann", "--type", "person")
    assert result.exit_code == 1
    assert "missing-key" in result.output
    assert result.output.endswith("The content has to check before anything is added to it. Nothing was changed.\n")
    assert fingerprint(project) == before


def test_what_would_not_check_is_not_written(project):
    before = fingerprint(project)
    result = new(project, "term", "--term", "Russia", "--definition", "A name that is another's.")
    assert result.exit_code == 1
    assert 'name-of-two: "Russia" is a name of russia and of russia-2' in result.output
    assert result.output.endswith("With this the content would not check. Nothing was changed.\n")
    assert fingerprint(project) == before


def test_a_folder_of_other_things_is_told(tmp_path):
    (tmp_path / "photos").mkdir()
    result = new(tmp_path, "actor", "--name", "Ann", "--type", "person")
    assert result.exit_code == 1
    assert "no-settings: there is no mkdocs.yml here" in result.output
    assert not (tmp_path / "mkdocs.yml").exists()


@pytest.mark.parametrize("first", [None, "site_name: W\ndocs_dir: content\nplugins: [sayso]\n", "site_name: W\n"])
def test_a_site_begins_in_an_empty_folder(tmp_path, first):
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv/pyvenv.cfg").touch()
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    if first:
        (tmp_path / "mkdocs.yml").write_text(first, encoding="utf-8")
    result = new(tmp_path, "article", "--text", str(tmp_path / "report.txt"), *OPTIONS)
    assert result.exit_code == 0, result.output
    assert ("A small mkdocs.yml was written for it; change the name in it." in result.output) == (first is None)
    folder = "docs" if first == "site_name: W\n" else "content"
    assert f"The folder {folder}, which is to hold the content, was made.\n" in result.output
    assert load(tmp_path, tmp_path / folder)[1] == []
    assert CliRunner().invoke(cli.main, ["-C", str(tmp_path), "check"]).exit_code == (first == "site_name: W\n")


def test_a_folder_that_the_settings_name_and_that_is_not_there_can_be_made(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\nplugins: [sayso]\n", encoding="utf-8")
    told = CliRunner().invoke(cli.main, ["-C", str(tmp_path), "check"]).output
    assert 'make a folder named "content" here (with sayso new article, for instance)' in told


@pytest.mark.parametrize("first", [None, "site_name: W\ndocs_dir: content\n"])
def test_who_stops_in_an_empty_folder_leaves_nothing_behind(tmp_path, first):
    if first:
        (tmp_path / "mkdocs.yml").write_text(first, encoding="utf-8")
    assert new(tmp_path, "actor", answers="Ann\n").exit_code == 1
    assert [entry.name for entry in tmp_path.iterdir()] == (["mkdocs.yml"] if first else [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Володимир Зеленський", "volodymyr-zelenskyi"),
        ("Київ", "kyiv"),
        ("Юлія Їжак", "yuliia-yizhak"),
        ("Щербаков", "shcherbakov"),
        ("Łódź Größe Æsir", "lodz-grosse-aesir"),
        ("Αθήνα", "athina"),
        ("北京大学", "bei-jing-da-xue"),
        ("O’Neil & McDonald's", "oneil-mcdonalds"),
        ("no", "no-actor"),
        ("…", "actor"),
        ("taken", "taken-3"),
        ("x" * 80, "x" * 60),
        ("one two three four five six seven eight", "one-two-three-four-five-six-seven"),
    ],
)
def test_ids_are_proposed_from_names_in_any_script(name, expected):
    assert propose_id(name, {"taken", "taken-2"}, "actor") == expected


# --- claims ---------------------------------------------------------------------------------------

CLAIM = ["--claim", "The village is in Ukrainian hands.", "--quote", "the village had fallen"]


def test_a_claim_by_options_alone(project):
    before = read(project, CLAIMS)
    result = new(project, "claim", *CLAIM, "--actor", "Ukraine", "--stance", "asserts", "--verb", "denied")
    assert f'Added the claim "the-village-is-in-ukrainian-hands", in {CLAIMS}.\n' in result.output
    assert "warning: other-stance" in result.output
    assert read(project, CLAIMS) == (
        f"{before}\n"
        "  - id: the-village-is-in-ukrainian-hands\n"
        "    claim: The village is in Ukrainian hands.\n"
        "    positions:\n"
        "      - actor: ukraine\n"
        "        stance: asserts\n"
        "        verb: denied\n"
        "        quote: the village had fallen\n"
    )


def test_speaker_verb_and_stance_are_proposed_from_the_sentence(project):
    answers = "village\nUkraine denies that\nUkraine denied that the village had fallen\n"
    answers += "? fallen\nbasivka-takn\nThe village fell.\n\n?\n\n\nApril\n2025-04\nRussia, Ukrain\nRussia\n\n"
    result = new(project, "claim", answers=answers)
    assert (
        "> Ukraine denies that\n"
        f"  these words do not stand in {TEXT}; the nearest words there are on line 3: Ukraine denied that;"
        " copy the words from the text, exactly as they stand there\n" in result.output
    )
    assert "> ? fallen\n  the claims that are there:\n    none\n  type what stands before the colon" in result.output
    assert 'there is no claim with the id "basivka-takn"; did you mean "basivka-taken"?' in result.output
    assert "Who says it? A name or an id [Enter: ukraine]\n" in result.output
    assert "What do they do with the claim? [Enter: denies]\n" in result.output
    assert "> ?\n  asserts: says that it is so\n" in result.output
    assert "The text's own verb [Enter: denied]\n" in result.output
    assert '"April" is not a date that can be read' in result.output
    assert 'no record has the id or the name "Ukrain"; did you mean "ukraine" (Ukraine)?' in result.output
    assert (
        "  - id: the-village-fell\n    claim: The village fell.\n    about: [russia]\n    positions:\n"
        "      - actor: ukraine\n        stance: denies\n        verb: denied\n        said: 2025-04\n"
        "        quote: Ukraine denied that the village had fallen\n" in read(project, CLAIMS)
    )


def test_a_position_is_added_to_a_claim_chosen_by_its_words(project):
    quote = ["--quote", "On Sunday Russia claimed its troops took control"]
    words = ["--claim", "russian troops have taken control of basivka."]
    result = new(project, "claim", *quote, *words, "--actor", "report", "--stance", "reports", "--verb", "says")
    assert f'Added a position to the claim "basivka-taken", in {CLAIMS}.\n' in result.output
    assert read(project, CLAIMS).endswith(
        "      - actor: report\n        stance: reports\n        verb: says\n"
        "        quote: On Sunday Russia claimed its troops took control\n"
    )


def test_a_second_position_of_a_speaker_gets_a_name(project):
    options = ["--actor", "russia", "--stance", "asserts", "--verb", "claimed", "--claim", "basivka-taken"]
    assert new(project, "claim", "--quote", "its troops took control of Basivka", *options).exit_code == 0
    assert "      - id: claimed\n        actor: russia\n" in read(project, CLAIMS)
    assert problems(project) == []


def test_a_position_on_a_claim_of_another_article_stands_in_a_list_of_its_own(tmp_path):
    more = {
        "content/articles/second/article.yml": FILES["content/articles/village/article.yml"],
        "content/articles/second/text.md": "Ukraine repeated that it holds Basivka.\n",
    }
    project = make_project(tmp_path, more)
    options = ["--article", "second", "--claim", "basivka-taken", "--actor", "ukraine", "--stance", "denies"]
    assert new(project, "claim", *options, "--verb", "repeated", "--quote", "it holds Basivka").exit_code == 0
    assert read(project, "content/articles/second/claims.yml") == (
        "positions:\n  - claim: basivka-taken\n    actor: ukraine\n    stance: denies\n    verb: repeated\n"
        "    quote: it holds Basivka\n"
    )


TWICE = "One man said it rains. Later Russia said: it rains. At last it rains.\n"


def test_words_that_stand_more_than_once_need_those_before_them(tmp_path):
    project = make_project(tmp_path, {TEXT: TWICE, CLAIMS: "claims: []\n"})
    answers = "\nit rains\nnone such\nAt last\nIt rains.\nrussia\n\nasserts\nsaid\n\n\n\n"
    result = new(project, "claim", answers=answers)
    assert f"  these words stand 3 times in {TEXT}, on lines 1, 1 and 1.\n" in result.output
    assert f"these words do not stand just before the quote in {TEXT}" in result.output
    assert "    quote: it rains\n        prefix: At last\n" in read(project, CLAIMS)
    assert read(project, CLAIMS).startswith("claims:\n  - id: it-rains\n")


def test_words_before_a_quote_that_do_not_tell_it_apart(tmp_path):
    project = make_project(tmp_path, {TEXT: "So it rains. So it rains.\n", CLAIMS: "claims: []\n"})
    result = new(project, "claim", "--quote", "it rains", "--prefix", "So")
    assert result.exit_code == 2
    assert "they still stand there more than once; add a few more" in " ".join(result.output.split())


def test_no_word_of_a_withheld_text_goes_to_a_public_log(tmp_path, monkeypatch):
    quotes = FILES["content/articles/village/article.yml"].replace("full", "quotes")
    project = make_project(tmp_path, {"content/articles/village/article.yml": quotes})
    monkeypatch.setenv("CI", "true")
    result = new(project, "claim", "--quote", "Ukraine denies that", "--claim", "It is so.")
    assert result.exit_code == 2
    assert "the nearest words there are on line 3; copy the words" in " ".join(result.output.split())
    assert "denied" not in result.output


def test_a_text_that_is_not_at_hand_cannot_be_checked(tmp_path):
    article = FILES["content/articles/village/article.yml"] + f"text_sha256: {'0' * 64}\n"
    files = {"content/articles/village/article.yml": article.replace("full", "quotes"), CLAIMS: "claims: []\n"}
    project = make_project(tmp_path, files, without=(TEXT,))
    options = ["--claim", "It is so.", "--actor", "russia", "--stance", "asserts", "--verb", "said"]
    assert new(project, "claim", "--quote", "whatever it is", *options, "--type", "judgement").exit_code == 0
    assert "    type: judgement\n" in read(project, CLAIMS)


def test_without_an_article_there_is_no_claim(tmp_path):
    project = make_project(tmp_path, without=tuple(name for name in FILES if "articles" in name or "about" in name))
    result = new(project, "claim")
    assert result.exit_code == 1
    assert result.output == (
        'There is no article yet, and a claim needs one; begin with "sayso new article". Nothing was changed.\n'
    )


# --- articles -------------------------------------------------------------------------------------

REPORT = """\
# The bridge

Ann Low, the mayor, said that the bridge is safe. Ben Marsh denied that. Low added: "It is safe."
On Monday Russia was silent. Meanwhile Dr Ben Marsh left for Elmford.
The office of Elmford declined to comment.
"""
OPTIONS = ["--title", "The bridge", "--published", "2026-05-08", "--publisher", "Weekly", "--show-text", "full"]
FOLDER = "content/articles/the-bridge"


@pytest.fixture
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_an_article_by_options_alone(project, report):
    result = new(project, "article", "--text", report, *OPTIONS)
    assert result.output == (
        "\nKnown names in the text: Russia (1).\n"
        f"\nAdded the article, in {FOLDER}.\n"
        f"Sentences in which somebody speaks: 4. They stand as drafts in {FOLDER}/claims.yml.\n"
        "Names in the text and its sentences were not asked about; for that add: --names ask --claims ask\n"
    )
    assert read(project, f"{FOLDER}/article.yml") == (
        "title: The bridge\npublished: 2026-05-08\nlanguage: en\nsource:\n  publisher: Weekly\nshow_text: full\n"
    )
    assert read(project, f"{FOLDER}/text.md") == REPORT
    assert problems(project) == []


DRAFT = """\
# No claim stands here yet. For the first one, take away the "# " before "claims:" as well.
# claims:

  # ---- Drafts: sentences in which somebody speaks and that no position quotes yet. None of it is published.
  # To use one: take away the "# " before each of its lines, write the claim in neutral words and give it an id,
  # fill in what is empty, and see whether speaker and stance are right. Delete the drafts that are not needed.

  # # draft, text.md line 3
  # - id:
  #   claim:
  #   positions:
  #     - actor:
  #       stance: asserts
  #       verb: said
  #       quote: Ann Low, the mayor, said that the bridge is safe.
"""


def uncommented(text, *numbers):
    """Take away the sign before the key and before every line of some drafts, as the file says."""
    blocks = text.split("\n\n")
    for number in numbers:
        rows = blocks[1 + number].split("\n")
        blocks[1 + number] = "\n".join(row.replace("# ", "", 1) for row in rows)
    return "\n\n".join(blocks).replace("# claims:", "claims:", 1)


def test_drafts_are_comments_and_no_half_read_one_can_be_published(project, report):
    new(project, "article", "--text", report, *OPTIONS)
    assert problems(project) == []
    text = read(project, f"{FOLDER}/claims.yml")
    assert text.startswith(DRAFT)
    (project / FOLDER / "claims.yml").write_text(uncommented(text, 1), encoding="utf-8")
    assert problems(project) == ["this key has nothing behind it"] * 3


@pytest.mark.parametrize("numbers", [(1,), (2,), (1, 2), (1, 2, 3, 4)])
def test_who_follows_the_instruction_to_the_letter_gets_content_that_checks(project, report, numbers):
    new(project, "article", "--text", report, *OPTIONS)
    used = uncommented(read(project, f"{FOLDER}/claims.yml"), *numbers)
    for number in numbers:
        used = used.replace("\n  - id:\n    claim:\n", f"\n  - id: c{number}\n    claim: Claim {number}.\n", 1)
    used = used.replace("      - actor:\n", "      - actor: russia\n").replace("stance:\n", "stance: asserts\n")
    (project / FOLDER / "claims.yml").write_text(used, encoding="utf-8")
    assert not has_errors(load(project, project / "content")[1])
    claims = load(project, project / "content")[0].library.claims
    assert [key for key in claims if key.startswith("c")] == [f"c{number}" for number in numbers]


def test_a_file_of_comments_waits_in_the_folder_of_an_article_alone(project):
    (project / CLAIMS).with_name("more.yml").write_text("# claims:\n\n  # - id: x\n", encoding="utf-8")
    assert problems(project) == []
    (project / CLAIMS).with_name("more.yml").write_text("---\n# claims:\n", encoding="utf-8")
    (project / "content/more.yml").write_text("# claims:\n", encoding="utf-8")
    assert problems(project) == ["there is nothing in this file but comments"] * 2


def test_a_position_in_a_file_of_drafts_leaves_their_key_where_it_is(project, report):
    new(project, "article", "--text", report, *OPTIONS)
    options = ["--article", "the-bridge", "--claim", "basivka-taken", "--actor", "russia", "--stance", "asserts"]
    assert new(project, "claim", *options, "--verb", "said", "--quote", "the bridge is safe").exit_code == 0
    text = read(project, f"{FOLDER}/claims.yml")
    assert text.startswith(DRAFT[:200])
    (project / FOLDER / "claims.yml").write_text(uncommented(text, 1), encoding="utf-8")
    assert problems(project) == ["this key has nothing behind it"] * 3


def test_a_claim_takes_its_draft_away_and_the_last_one_what_explains_them(project, report):
    new(project, "article", "--text", report, *OPTIONS)
    new(project, "actor", "--name", "Ann Low", "--type", "person", "--alias", "Low")
    common = ["--article", "the-bridge", "--actor", "Low", "--stance", "asserts", "--verb", "said"]
    assert new(project, "claim", *common, "--quote", "the bridge is safe", "--claim", "It is safe.").exit_code == 0
    text = read(project, f"{FOLDER}/claims.yml")
    assert text.startswith("claims:\n  - id: it-is-safe\n")
    assert text.count("# draft, ") == 3
    for quote in ("Ben Marsh denied that", "Low added", "declined to comment"):
        assert new(project, "claim", *common, "--quote", quote, "--claim", f"On {quote}.").exit_code == 0
    text = read(project, f"{FOLDER}/claims.yml")
    assert "draft" not in text.lower()
    assert "#" not in text


def test_a_text_from_the_standard_input_and_as_it_is_copied_from_a_page(project):
    text = "Ann said it.\r\nBen denied it.\n"
    result = new(
        project, "article", "--text", "-", *OPTIONS, "--language", "en", "--url", "https://a.example/", answers=text
    )
    assert result.exit_code == 0
    assert read(project, f"{FOLDER}/text.md") == "Ann said it.\n\nBen denied it.\n"
    assert "  url: https://a.example/\n" in read(project, f"{FOLDER}/article.yml")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "there are no words in"),
        (b" \n # \n", "there are no words in"),
        (b"\xff\xfea\x00", "UTF-16, and only UTF-8 is read; save it as plain text in UTF-8, or paste it"),
        (b"caf\xe9", "(byte e9); save it as plain text in UTF-8, or paste it"),
        (b"a " * 1_000_001, "has more than 2,000,000 bytes; take the report alone"),
    ],
)
def test_what_is_no_text_is_refused(project, tmp_path_factory, data, told):
    path = tmp_path_factory.mktemp("texts") / "bad"
    path.write_bytes(data)
    before = fingerprint(project)
    for result in (
        new(project, "article", "--text", str(path), *OPTIONS),
        CliRunner().invoke(cli.main, ["-C", str(project), "new", "article", "--text", "-", *OPTIONS], input=data),
    ):
        assert result.exit_code == 2
        assert told in " ".join(result.output.split())
    assert fingerprint(project) == before


def test_a_folder_that_is_there_already_is_left_alone(project, report):
    (project / FOLDER).mkdir()
    result = new(project, "article", "--text", report, *OPTIONS)
    assert result.exit_code == 1
    assert (
        "There is a folder articles/the-bridge already, without an article in it. Nothing was changed." in result.output
    )


def test_a_language_without_cues_has_no_drafts(project, report):
    result = new(project, "article", "--text", report, *OPTIONS, "--language", "eo")
    assert "Who speaks where is not known for the language eo; add claims with: sayso new claim\n" in result.output
    assert not (project / FOLDER / "claims.yml").exists()


PASTED = "The bridge\n2026-05-08\n\nWeekly\n\nfull\n\n"


def test_names_are_asked_about_one_by_one(project, report):
    answers = "p\n+ The Office\no\n\np Benjamin Marsh\n\nx\nl\ntow\n" + "q\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", "--claims", "ask", answers=answers)
    assert "\nNames in the text that no record has yet: 3. What is each of them?\n" in result.output
    assert (
        "\n1 of 3: Ann Low (2 times, also as Low)\n  Ann Low, the mayor, said that the bridge is safe.\n> p\n"
        in result.output
    )
    assert "\n2 of 3: Ben Marsh (2 times)\n  Ben Marsh denied that.\n> p Benjamin Marsh\n" in result.output
    assert '  Benjamin Marsh is the person "benjamin-marsh".\n' in result.output
    assert '  "x" stands for nothing here; type one of: p, o, s, g, u, l, t, q, or press Enter\n' in result.output
    assert '  Elmford is the place "elmford".\n' in result.output
    assert "Saved: 0. Sentences left as drafts: 4. To see the page: sayso serve\n" in result.output
    assert "    affiliation: the-office\n    aliases:\n      - Low\n" in read(project, PEOPLE)
    assert problems(project) == []


def test_who_was_added_on_the_way_is_not_asked_about_again(project, report):
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", answers="p\n+Elmford\ns\n\n\n")
    assert "2 of 3: Ben Marsh" in result.output
    assert "3 of 3" not in result.output
    assert problems(project) == []


def test_a_doubt_about_what_was_saved_is_told_at_once(project, tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "report.txt"
    path.write_text("Russia denied that it rains.\n", encoding="utf-8")
    answers = "It rains.\n\nasserts\n\n"
    result = new(project, "article", "--text", str(path), *OPTIONS, "--claims", "ask", answers=answers)
    assert (
        "  Worth a look: the record says “asserts”, and its verb “denied” rather shows “denies”; see " in result.output
    )


def test_units_states_and_terms_and_what_would_not_check(project, report):
    answers = "u\n\nt\nA river town.\ns Ukraine\ns\nq\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", answers=answers)
    assert '  Ann Low is the unit "ann-low".\n' in result.output
    assert '  Ben Marsh is the term "ben-marsh".\n' in result.output
    assert '  Elmford is the state "elmford".\n' in result.output
    assert problems(project) == []


def test_the_names_may_be_left(project, report):
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", answers="q\n")
    assert f"Added the article, in {FOLDER}.\n" in result.output


def test_sentences_become_claims_one_by_one(project, report):
    answers = "p\n\np\n\n\n"
    answers += "The bridge is safe.\n\n\n\n"
    answers += "?\n9\n1\n\n\n\n"
    answers += "\n"
    answers += "The office keeps silent.\n+Office of Elmford\no\n\nshe\nThe office\nnone\ndec\n\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", "--claims", "ask", answers=answers)
    assert "> ?\n  the claims that are there:\n    1: The bridge is safe.\n    basivka-taken: Russian" in result.output
    assert 'there is no claim with the id "9"' in result.output
    assert (
        "these words do not stand in the sentence, or are settled already; copy them, or press Enter" in result.output
    )
    assert "Saved: 3. Sentences left as drafts: 1. To see the page: sayso serve\n" in result.output
    claims = load(project, project / "content")[0].library.claims
    assert [(p.actor, p.stance) for p in claims["the-bridge-is-safe"].positions] == [
        ("ann-low", "asserts"),
        ("ben-marsh", "denies"),
    ]
    assert read(project, f"{FOLDER}/article.yml").endswith("mentions:\n  The office: office-of-elmford\n")
    assert read(project, f"{FOLDER}/claims.yml").count("# draft, ") == 1


def test_stopping_among_the_sentences_keeps_what_was_saved(project, report):
    options = [*OPTIONS, "--claims", "ask"]
    answers = "The bridge is safe.\nRussia\n\n\n\nIt is not.\nrussia\n"
    result = new(project, "article", "--text", report, *options, answers=answers)
    assert result.output.endswith("\nSaved: 1. Sentences left as drafts: 3. To see the page: sayso serve\n")
    assert problems(project) == []


def test_a_pasted_text_and_all_questions(project):
    answers = f"\nAnn Low said so.\n.\n{PASTED}p\n\nIt is so.\n\n\n\n"
    result = new(project, "article", answers=answers)
    assert "Paste the text, then a line with a single dot (.) and Enter.\n" in result.output
    assert "Saved: 1. Sentences left as drafts: 0." in result.output
    assert read(project, f"{FOLDER}/text.md") == "Ann Low said so.\n"
    assert problems(project) == []


def test_who_gives_the_file_alone_is_asked_all_the_same(project, report):
    result = new(project, "article", "--text", report, answers=f"{PASTED}q\nq\n")
    assert result.output.startswith(f"{KEYS}\nTitle, as it is to stand on the page")
    assert "1 of 3: Ann Low" in result.output
    assert "Saved: 0. Sentences left as drafts: 4." in result.output


def test_a_pasted_text_that_ends_with_the_input(project):
    before = fingerprint(project)
    result = new(project, "article", answers="\nAnn said so.\n")
    assert "\nStopped. Nothing was changed.\n" in result.output
    kept = ".sayso-cache/new-article.md"
    assert f"The text is kept in {kept}. To go on with it: sayso new article --text {kept}\n" in result.output
    assert read(project, kept) == "Ann said so.\n"
    assert new(project, "article", "--text", str(project / kept), *OPTIONS).exit_code == 0
    (project / kept).unlink()
    assert {name for name in fingerprint(project) if name not in before} == {
        f"{FOLDER}/{name}" for name in ("article.yml", "claims.yml", "text.md")
    }


def test_nothing_of_a_withheld_text_goes_to_a_public_log(project, report, monkeypatch):
    monkeypatch.setenv("CI", "true")
    options = [*OPTIONS[:-1], "quotes", "--names", "ask", "--claims", "ask"]
    result = new(project, "article", "--text", report, *options)
    assert result.exit_code == 0
    for word in ("Ann", "Marsh", "Elmford", "mayor", "denied"):
        assert word not in result.output
    assert "names in the text are not shown here" in result.output
    assert "sentences are not shown here" in result.output


def test_a_name_of_two_is_asked_about(tmp_path, report):
    two = "actors:\n  - {id: a, name: Ann Low, type: person}\n  - {id: b, name: Ann Low, type: person}\n"
    project = make_project(tmp_path, {"content/more.yml": two})
    options = ["article", "--text", report, *OPTIONS]
    assert "name-of-two" in new(project, *options).output
    result = new(project, *options, "--names", "ask", "--claims", "skip", answers="c\na\nq\n")
    assert "“Ann Low” is a name of a and of b. Which is meant in this text? An id, or nobody\n> c\n" in result.output
    assert read(project, f"{FOLDER}/article.yml").endswith("mentions:\n  Ann Low: a\n")


def names(tmp_path, text, language="en"):
    article = f"title: T\npublished: 2025-01-01\nlanguage: {language}\nsource: {{publisher: P}}\n"
    files = {"content/articles/t/article.yml": article, "content/articles/t/text.md": text}
    project = make_project(tmp_path, files)
    library = load(project, project / "content")[0].library
    return [(found.name, found.count, found.also) for found in find_candidates(library.articles["t"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Big News Today\n\nAll is well.", []),
        ("The Bank of nothing closed; all liked that Bank of ours.", [("Bank", 2, ())]),
        ("On de Marsh nobody spoke, though all like Marsh.", [("Marsh", 2, ())]),
        ("Elmford sleeps. Elmford wakes.", []),
        ("Yesterday it rained. It rained in March and on Monday.", []),
        ("The Bank of Elmford closed. The bank said no.", [("Bank of Elmford", 1, ())]),
        ("Mayor Ann Low left. Ann Low came back. Low slept.", [("Ann Low", 3, ("Low",))]),
        ("Ann Low met Ben Low. So Low slept, and Low woke.", [("Ann Low", 1, ()), ("Ben Low", 1, ()), ("Low", 2, ())]),
        ("Elmford’s mayor spoke; she likes Elmford.", [("Elmford", 2, ())]),
        ("President Russia met Mrs Grey of Elmford.", [("Grey of Elmford", 1, ())]),
        ("He said: “Never.” Then NATO and the EU met.", [("NATO", 1, ()), ("EU", 1, ())]),
    ],
)
def test_candidates_are_unknown_capitalised_names(tmp_path, text, expected):
    assert names(tmp_path, text) == expected


def test_in_german_a_single_capital_is_no_sign_of_a_name(tmp_path):
    assert names(
        tmp_path, "Die Brücke bleibt zu, sagte der Rat, die Stadt auch. Dann ging Ruth Calder heim.", "de"
    ) == [("Ruth Calder", 1, ())]


def test_a_script_without_capitals_has_no_candidates(tmp_path):
    assert names(tmp_path, "大学说桥是安全的。", "zh") == []


# --- what may go wrong on the way -----------------------------------------------------------------


def test_with_strict_a_warning_stops_what_would_bring_it(tmp_path):
    strict = FILES["mkdocs.yml"].replace("plugins: [sayso]", "plugins: [{sayso: {strict: true}}]")
    project = make_project(tmp_path, {"mkdocs.yml": strict})
    before = fingerprint(project)
    options = [*CLAIM, "--actor", "Ukraine", "--stance", "asserts", "--verb", "denied"]
    assert "error: other-stance" in new(project, "claim", *options).output
    assert fingerprint(project) == before
    assert new(project, "actor", "--name", "Ann", "--type", "person").exit_code == 0


def test_content_outside_the_project_is_left_alone(tmp_path):
    make_project(tmp_path)
    (tmp_path / "inner").mkdir()
    settings = FILES["mkdocs.yml"].replace("docs_dir: content", "docs_dir: ../content")
    (tmp_path / "inner/mkdocs.yml").write_text(settings, encoding="utf-8")
    result = new(tmp_path / "inner", "actor", "--name", "Ann", "--type", "person")
    assert result.exit_code == 1
    assert "The content does not lie in the project's folder, so nothing can be added to it." in result.output


def test_a_file_that_somebody_else_changes_meanwhile_is_left_alone(project, monkeypatch):
    from generator.cli.sheet import Sheet

    settle = Sheet.settle

    def meddle(sheet):
        settle(sheet)
        (project / PEOPLE).write_text("actors: []\n", encoding="utf-8")

    monkeypatch.setattr(Sheet, "settle", meddle)
    result = new(project, "actor", "--name", "Ann", "--type", "person")
    assert result.exit_code == 1
    assert "file-changed" in result.output
    assert read(project, PEOPLE) == "actors: []\n"


def test_a_file_that_comes_up_meanwhile_is_left_alone(project, monkeypatch):
    from generator.cli.sheet import Sheet

    settle = Sheet.settle

    def meddle(sheet):
        settle(sheet)
        (project / "content/terms.yml").write_text("terms: []\n", encoding="utf-8")

    monkeypatch.setattr(Sheet, "settle", meddle)
    result = new(project, "term", "--term", "word", "--definition", "A word.")
    assert "this file was not there when the command began; nothing was written" in result.output
    assert read(project, "content/terms.yml") == "terms: []\n"


def test_a_sentence_that_would_break_the_content_is_left_out(project, report, monkeypatch):
    from generator.cli import new_sentences

    monkeypatch.setattr(new_sentences, "named_in", lambda *_: ["nobody-known"])
    answers = "It is so.\nrussia\n\n\n\nq\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--claims", "ask", answers=answers)
    assert "unknown-id" in result.output
    assert "With this the content would not check, so it was left out.\n" in result.output
    assert "Saved: 0. Sentences left as drafts: 4." in result.output
    assert problems(project) == []


def test_a_name_that_would_break_the_content_is_asked_for_again(project, report):
    answers = "t Russia\nA word.\n\nq\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--names", "ask", answers=answers)
    assert "name-of-two" in result.output
    assert "  with this the content would not check; give another answer\n" in result.output
    assert not (project / "content/terms.yml").exists()
    assert problems(project) == []


def test_somebody_new_needs_a_name(project):
    answers = "\nRussia claimed\nIt is so.\n+\n+Ann Low\np\n\n\nasserts\n\n\n\n\n"
    result = new(project, "claim", answers=answers)
    assert "> +\n  there is nothing here but white space; fill it or delete the line\n" in result.output
    assert "  - id: ann-low\n    name: Ann Low\n    type: person\n" in read(project, PEOPLE)
    assert "      - actor: ann-low\n" in read(project, CLAIMS)


def test_a_name_that_several_bear_has_to_be_an_id(tmp_path):
    two = "actors:\n  - {id: a, name: Ann Low, type: person}\n  - {id: b, name: Ann Low, type: person}\n"
    project = make_project(tmp_path, {"content/more.yml": two})
    result = new(project, "actor", "--name", "X", "--type", "person", "--affiliation", "ann low")
    assert '"ann low" is a name of a and of b; type the id of the one that is meant' in " ".join(result.output.split())


def test_ctrl_c_while_pasting_leaves_everything_as_it_was(project, monkeypatch):
    from generator.cli import asking

    lines = iter(["", "Ann said so."])

    def typed(*_, **__):
        line = next(lines, None)
        if line is not None:
            return line
        # As click does it: what was pressed stands behind its own exception.
        stop = asking.click.Abort()
        stop.__context__ = KeyboardInterrupt()
        raise stop

    monkeypatch.setattr(asking.click, "prompt", typed)
    before = fingerprint(project)
    assert new(project, "article").exit_code == 1
    assert fingerprint(project) == before


def test_a_text_of_which_nothing_is_unknown_asks_nothing(project, tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "dull"
    path.write_text("It rained all day.\n", encoding="utf-8")
    result = new(project, "article", "--text", str(path), *OPTIONS, "--names", "ask", "--claims", "ask")
    assert result.output == f"\nKnown names in the text: none.\n\nAdded the article, in {FOLDER}.\n"


def test_an_article_without_a_text_has_no_candidates(tmp_path):
    article = f"title: T\npublished: 2025-01-01\nlanguage: en\nsource: {{publisher: P}}\ntext_sha256: {'0' * 64}\n"
    project = make_project(tmp_path, {"content/articles/t/article.yml": article})
    assert find_candidates(load(project, project / "content")[0].library.articles["t"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T", "title: T\nmentions:\n  The mayor: a\n"),
        ("mentions:\n    X: b\ntitle: T\n", "mentions:\n    X: b\n    The mayor: a\ntitle: T\n"),
        ("mentions:\n  X: b", "mentions:\n  X: b\n  The mayor: a\n"),
    ],
)
def test_whom_a_name_means_is_added_to_an_article(text, expected):
    assert add_mention("a.yml", text, "The mayor", "a") == expected


@pytest.mark.parametrize("text", ["mentions: {X: b}\n", "mentions: {}\n", "mentions: x\n"])
def test_mentions_between_brackets_are_left_alone(text):
    assert add_mention("a.yml", text, "The mayor", "a").code == "cannot-add"


@pytest.mark.parametrize("text", ["claims:\n  []\n", "claims: x\n", "claims: [{id: a}]\n"])
def test_lists_that_cannot_be_added_to(text):
    assert add_entry("c.yml", text, "claims", {"id": "b"}).code == "cannot-add"


def test_entries_stand_as_far_apart_as_those_before_them():
    text = "claims:\n  - id: a\n  - id: b\n"
    assert add_entry("c.yml", text, "claims", {"id": "c"}) == f"{text}  - id: c\n"
    text = "claims:\n  - id: a\n\n  - id: b\n"
    assert add_entry("c.yml", text, "claims", {"id": "c"}) == f"{text}\n  - id: c\n"


def test_a_position_on_a_claim_between_others():
    text = "claims:\n  - id: a\n    positions:\n      - actor: x\n    type: fact\n  - id: b\n    claim: B\n"
    added = "claims:\n  - id: a\n    positions:\n      - actor: x\n      - actor: y\n    type: fact\n"
    assert add_position("c.yml", text, "a", {"actor": "y"}) == added + "  - id: b\n    claim: B\n"
    assert add_position("c.yml", text, "b", {"actor": "y"}) == f"{text}\npositions:\n  - claim: b\n    actor: y\n"


def test_without_drafts_a_file_stays_as_it_is():
    assert with_sketches("claims:\n", []) == "claims:\n"


# --- a way back -----------------------------------------------------------------------------------


def test_going_back_asks_the_question_before_again_and_no_other(project):
    answers = "<\nAn Low\n<\nAnn Low\ngroup\nX\n<\n<\nperson\n?\n\n\n\n\nno\n"
    answers += "Ann Grey\nperson\n\n\n\n\n\n"
    result = new(project, "actor", answers=answers)
    assert "There is no question before this one to go back to.\n" in result.output
    assert result.output.count("Name, as the site writes it") == 3
    assert result.output.count(KEYS) == 1
    assert "New actor: Ann Low, person, ?. Right?" not in result.output
    assert "New actor: Ann Grey, person. Right? [Enter: yes]\n" in result.output
    assert "    name: Ann Grey\n    type: person\n" in read(project, PEOPLE)
    assert "Ann Low" not in read(project, PEOPLE)


def test_a_claim_and_the_frame_of_an_article_have_a_way_back(project, report):
    answers = "\nUkraine denied that the village had fallen\nIt rains.\n<\nThe village fell.\n\n<\n\n\n\n\n\n\n"
    result = new(project, "claim", answers=answers)
    assert result.output.count("Who says it?") == 3
    assert "claim: The village fell." in read(project, CLAIMS)
    answers = "A bridge\n<\nThe bridge\n2026-05-08\n\nWeekly\n\nfull\n\nq\nq\n"
    assert new(project, "article", "--text", report, answers=answers).exit_code == 0
    assert read(project, f"{FOLDER}/article.yml").startswith("title: The bridge\n")


def test_a_question_is_told_again_and_a_letter_is_said_in_full(project):
    result = new(project, "actor", answers="Ann\n?\np\n\n\n\n\n\n")
    asked = "What kind of actor? person, organisation, state, group, unnamed\n> "
    assert f"{asked}?\n{asked}p\n  person\n" in result.output


def test_the_day_that_was_meant_is_taken_with_enter(project, report):
    result = new(project, "article", "--text", report, answers="The bridge\n8 May 2026\n\n\nWeekly\n\n\n\nq\nq\n")
    assert 'did you mean "2026-05-08"? Press Enter to take it.\n' in result.output
    assert "published: 2026-05-08\n" in read(project, f"{FOLDER}/article.yml")


def test_file_names_in_marks_and_from_the_own_folder_are_understood(project, tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    (home / "my report.txt").write_text(REPORT, encoding="utf-8")
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    assert new(project, "article", "--text", '"~/my report.txt"', *OPTIONS).exit_code == 0
    assert read(project, f"{FOLDER}/text.md") == REPORT
    assert new(project, "article", "--text", "~nobody-known/x", *OPTIONS).exit_code == 2


def test_a_sentence_may_be_left_when_nobody_can_be_named(project, report):
    result = new(project, "article", "--text", report, *OPTIONS, "--claims", "ask", answers="It is safe.\n\nq\n")
    assert "Who says it? A name or an id [Enter: leave the sentence as a draft]\n" in result.output
    assert "Saved: 0. Sentences left as drafts: 4." in result.output


def test_somebody_new_who_is_not_right_is_not_added(project, report):
    answers = "It is safe.\n+An Low\np\nno\n+Ann Low\np\n\n\nasserts\n\nq\n"
    result = new(project, "article", "--text", report, *OPTIONS, "--claims", "ask", answers=answers)
    assert "New actor: An Low, person. Right? [Enter: yes]\n" in result.output
    assert "  An Low was not added; give another answer\n" in result.output
    assert "name: Ann Low\n" in read(project, PEOPLE)


def test_a_new_claim_asks_by_which_words_its_speaker_is_meant(tmp_path):
    project = make_project(
        tmp_path, {TEXT: "The invaders claimed that it rains in the village.\n", CLAIMS: "claims: []\n"}
    )
    answers = "\nThe invaders claimed that it rains\nIt rains.\nrussia\nThe invaders\n\n\n\n\n\n"
    result = new(project, "claim", answers=answers)
    assert "Which words of the sentence mean Russia in this text" in result.output
    assert read(project, "content/articles/village/article.yml").endswith("mentions:\n  The invaders: russia\n")
    assert problems(project) == []
