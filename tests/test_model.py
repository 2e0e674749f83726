"""The records: what their fields accept, what they refuse, and that every value knows its place."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from generator.model import (
    Actor,
    Alias,
    Article,
    Claim,
    Event,
    Listing,
    NotADate,
    Place,
    Position,
    ProseMark,
    Ref,
    Scalar,
    Table,
    Term,
    When,
    is_safe_url,
    marked,
    marked_texts,
)
from generator.problems import Span

ACTOR = {"id": "a", "name": "A", "type": "person"}
PLACE = {"id": "p", "name": "P", "type": "village"}


def refusal(model: type, data: dict[str, object]) -> tuple[str, str, str]:
    """Give the code, message and help of the one refusal."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)  # type: ignore[attr-defined]
    (error,) = caught.value.errors()
    context = error["ctx"]
    return context["code"], context["message"], context["help"]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025", "2025-01-01 00:00", "2025-12-31 23:59", "year"),
        ("2024-02", "2024-02-01 00:00", "2024-02-29 23:59", "month"),
        ("2025-04-06", "2025-04-06 00:00", "2025-04-06 23:59", "day"),
        ("2025-04-07T22:00", "2025-04-07 22:00", "2025-04-07 22:00", "minute"),
        ("2025-04-07T22:00:30", "2025-04-07 22:00", "2025-04-07 22:00", "minute"),
        ("2025-03/2025-04", "2025-03-01 00:00", "2025-04-30 23:59", "month"),
        ("2025/2025-04-06", "2025-01-01 00:00", "2025-04-06 23:59", "year"),
    ],
)
def test_dates_are_as_precise_as_typed(text: str, start: str, end: str, precision: str) -> None:
    when = When.parse(text)
    assert (when.start, when.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert when.precision == precision
    assert not when.approximate
    assert when.is_interval == ("/" in text)


def test_a_date_may_be_approximate() -> None:
    assert When.parse("2025-04~").approximate
    assert When.parse("2025-03~/2025-04").approximate


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30", '"2025-02-30" is a date that does not exist'),
        ("2025-13", '"2025-13" is a date that does not exist'),
        ("0000", '"0000" is a date that does not exist'),
        ("2025-04-06T25:00", '"2025-04-06T25:00" is a date that does not exist'),
        ("03/04/2026", '"03/04/2026" is not a date that can be read'),
        ("April 2025", '"April 2025" is not a date that can be read'),
        ("2025-4-6", '"2025-4-6" is not a date that can be read'),
        ("٢٠٢٥", '"٢٠٢٥" is not a date that can be read'),
        ("2025-04/2025-03", '"2025-04/2025-03" ends before it begins'),
        ("2025/", '"2025/" is not a date that can be read'),
    ],
)
def test_dates_that_cannot_be_are_refused_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(NotADate) as caught:
        When.parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("some_id", ["a", "225th-assault-regiment", "a" * 64])
def test_ids_of_small_letters_digits_and_hyphens_are_accepted(some_id: str) -> None:
    assert Actor.model_validate({**ACTOR, "id": some_id}).id == some_id


@pytest.mark.parametrize(
    ("some_id", "message", "mend"),
    [
        ("Kyiv", '"Kyiv" cannot be an id', 'use small letters a to z, digits and single hyphens, such as "kyiv"'),
        ("a--b", '"a--b" cannot be an id', 'use small letters a to z, digits and single hyphens, such as "a-b"'),
        ("Київ", '"Київ" cannot be an id', "use small letters a to z, digits and single hyphens"),
        ("a" * 65, "this id has 65 characters", "use 64 characters at most"),
        ("report", '"report" has a meaning of its own and cannot be an id', "choose another id"),
        ("no", '"no" has a meaning of its own and cannot be an id', "choose another id"),
        ("a\n", '"a\n" cannot be an id', 'use small letters a to z, digits and single hyphens, such as "a"'),
    ],
)
def test_other_ids_are_refused_with_one_that_would_do(some_id: str, message: str, mend: str) -> None:
    assert refusal(Actor, {**ACTOR, "id": some_id}) == ("bad-id", message, mend)


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "mailto:desk@example.org", "https://пример.укр/шлях"],
)
def test_whole_public_links_are_safe(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https://",
        "https://user:secret@example.org",
        "https://example.org/a b",
        "https://example.org/\x00",
        "https://[::1",
        "https://example.org:99999",
        'https://example.org/"onclick=',
        "mailto:nobody",
        "ftp://example.org",
        "",
    ],
)
def test_other_links_are_not(url: str) -> None:
    assert not is_safe_url(url)


def test_links_are_checked_by_their_name() -> None:
    made = Actor.model_validate({**ACTOR, "links": {"wikidata": "Q212", "website": "https://example.org"}})
    assert made.links == {"wikidata": "Q212", "website": "https://example.org"}
    assert refusal(Actor, {**ACTOR, "links": {"wikidata": "212"}})[0] == "bad-link"
    assert refusal(Actor, {**ACTOR, "links": {"website": "Q212"}})[0] == "bad-link"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["91", "0"], "91, 0 is not on the globe"),
        (["0", "-180.5"], "0, -180.5 is not on the globe"),
        (["1"], "coordinates are two numbers"),
        ("51.18, 35.24", "coordinates are two numbers"),
        (["1", ["2"]], "coordinates are two numbers"),
        (["nan", "0"], '"nan" is not a number'),
        (["1e5", "0"], '"1e5" is not a number'),
    ],
)
def test_coordinates_lie_on_the_globe(given: object, message: str) -> None:
    assert refusal(Place, {**PLACE, "coordinates": given})[1] == message
    assert Place.model_validate({**PLACE, "coordinates": ["-51.18", "35.24"]}).coordinates == (-51.18, 35.24)


def test_a_distance_is_more_than_zero() -> None:
    assert Place.model_validate({**PLACE, "precision_km": "0.5"}).precision_km == 0.5
    assert refusal(Place, {**PLACE, "precision_km": "0"})[1] == '"0" is not more than zero'


def test_a_publication_is_one_single_day() -> None:
    article = {"id": "x", "title": "T", "language": "en", "source": {}}
    for date in ("2025-04", "2025-04-01/2025-04-02", "2025-04-01~"):
        assert refusal(Article, {**article, "published": date})[1] == f'"{date}" is not one single day'
    assert refusal(Article, {**article, "published": "2025-04-01", "language": "english language"})[0] == "bad-language"
    assert refusal(Article, {**article, "published": "2025-04-01", "text_sha256": "12"})[0] == "bad-checksum"


def test_an_alias_is_a_name_or_a_record() -> None:
    actor = Actor.model_validate({**ACTOR, "aliases": ["B", {"name": "C", "match": "no", "language": "uk"}]})
    assert [(alias.name, alias.match) for alias in actor.aliases] == [("B", True), ("C", False)]
    assert refusal(Alias, {"name": "C", "match": "maybe"})[1] == '"maybe" is neither yes nor no'


def test_text_is_one_line_and_has_something_in_it() -> None:
    assert Actor.model_validate({**ACTOR, "name": "  two\n  words "}).name == "two words"
    assert refusal(Actor, {**ACTOR, "name": " \n"})[0] == "empty-value"


def test_text_that_yaml_would_cut_is_refused() -> None:
    cut = Scalar.at("We lost", Span("f"), cut_at=Span("f", 1, 9))
    assert refusal(Term, {"id": "t", "term": "t", "definition": cut})[0] == "comment-cuts-text"
    flow = Listing(Span("f"), flow=True)
    flow.append(Scalar.at("a", Span("f")))
    assert refusal(Term, {"id": "t", "term": "t", "definition": flow})[0] == "brackets-in-text"
    article = {"id": "x", "title": "T", "language": "en", "source": {}, "published": "2025-04-01"}
    assert refusal(Article, {**article, "in_brief": flow})[0] == "brackets-in-text"
    assert refusal(Term, {"id": "t", "term": "t", "definition": Table(Span("f"), flow=True)})[0] == "brackets-in-text"


def test_records_are_frozen_and_know_the_place_of_every_value() -> None:
    table = Table(Span("f.yml", 3, 5))
    for line, (key, value) in enumerate({**ACTOR, "summary": "One\n two [[x]] end"}.items(), 3):
        table.keys_at[key] = Span("f.yml", line, 5, len(key))
        table[key] = Scalar.at(value, Span("f.yml", line, 20), raw=value)
    aliases = Listing(Span("f.yml", 8, 7))
    aliases.append(Scalar.at("B", Span("f.yml", 8, 9)))
    table["aliases"] = aliases
    actor = Actor.model_validate(table)
    assert actor.span("name") == Span("f.yml", 4, 20)
    assert actor.span("aliases", 0) == actor.aliases[0].span("name") == Span("f.yml", 8, 9)
    assert actor.span("role") == Span("f.yml", 3, 5)
    assert actor.key_span("name") == Span("f.yml", 4, 5, 4)
    assert actor.key_span("role") == Span("f.yml", 3, 5)
    assert actor.key_span("name", "x") == Span("f.yml", 4, 20)
    assert actor.spot("[[x]]", "summary") == Span("f.yml", 7, 6, 5)
    assert actor.spot("One", "summary") == Span("f.yml", 6, 20, 3)
    assert actor.spot("gone", "summary") == Span("f.yml", 6, 20)
    assert actor.spot("x", "aliases") == Span("f.yml", 8, 7)
    with pytest.raises(ValidationError):
        actor.name = "B"


def test_a_record_made_by_a_program_has_no_place() -> None:
    actor = Actor.model_validate(ACTOR)
    assert actor.span("name") == actor.key_span("name") == actor.spot("A", "name") == Span("", 1, 1)


def test_labels_are_what_pages_show() -> None:
    assert Actor.model_validate(ACTOR).label == "A"
    assert Term.model_validate({"id": "t", "term": "buffer zone", "definition": "d"}).label == "buffer zone"


def test_marks_find_every_id_and_every_prose_in_a_record() -> None:
    position = {"actor": "a", "stance": "asserts", "verb": "v", "quote": "q", "via": ["b"], "because": "c"}
    claim = Claim.model_validate(
        {
            "id": "x",
            "claim": "c",
            "about": ["d"],
            "positions": [position],
            "corrections": [{"on": "2025-01-01", "what": "w"}],
        }
    )
    assert [(path, text) for path, text, _ in marked(claim, Ref)] == [
        (("about", 0), "d"),
        (("positions", 0, "actor"), "a"),
        (("positions", 0, "via", 0), "b"),
    ]
    assert [(path, text) for path, text, _ in marked(claim, ProseMark)] == [
        (("corrections", 0, "what"), "w"),
        (("positions", 0, "because"), "c"),
    ]
    article = {"id": "x", "title": "T", "language": "en", "source": {}, "published": "2025-04-01"}
    named = Article.model_validate({**article, "mentions": {"The president": "zelensky"}, "in_brief": ["p"]})
    assert [(path, text) for path, text, _ in marked(named, Ref)] == [(("mentions", "The president"), "zelensky")]
    assert [(path, text) for path, text, _ in marked(named, ProseMark)] == [(("in_brief", 0), "p")]


def test_marked_texts_are_gathered_each_once() -> None:
    position = {"actor": "a", "stance": "asserts", "verb": "v", "quote": "q", "via": ["b", "a"], "because": "w"}
    claims = [
        Claim.model_validate({"id": "x", "claim": "c", "positions": [position, {**position, "actor": "report"}]}),
        Claim.model_validate({"id": "y", "claim": "c", "corrections": [{"on": "2025-01-01", "what": "w"}]}),
    ]
    article = {"id": "x", "title": "T", "language": "en", "source": {"publisher": "p"}, "published": "2025-04-01"}
    named = Article.model_validate({**article, "mentions": {"The president": "a", "Kyiv": "nobody"}})
    actor = Actor.model_validate({"id": "a", "name": "A", "type": "person", "affiliation": "b"})
    together = [named, *claims, actor]
    wanted: dict[object, set[str]] = {}
    for mark in (Ref, ProseMark):
        for _, text, found in (entry for record in together for entry in marked(record, mark)):
            wanted.setdefault(found, set()).add(text)
    assert marked_texts(together) == wanted
    assert wanted[ProseMark()] == {"w"}
    assert marked_texts([]) == {}


def test_every_field_has_one_plain_sentence() -> None:
    for model in (Actor, Alias, Article, Claim, Event, Place, Position, Term):
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"
            assert field.description.endswith("."), f"{model.__name__}.{name}"
