"""The questions of `sayso new claim`: the words of the text first, then who does what with which claim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from generator.cli.asking import Asker, Question, Trail, choose, say
from generator.cli.new_meant import ask_meant
from generator.cli.new_positions import ask_verb, asker_of, look_for_guesses, tell_position
from generator.cli.new_records import NEW, add_actor, ask_id, checked
from generator.cli.sheet import stop
from generator.edit.answers import Refusal, known, look_at
from generator.edit.hints import Hint, hint, named_in, sentences_at
from generator.edit.ids import propose_id
from generator.edit.sketches import drop_sketch
from generator.link import REPORT
from generator.link.quotes import Quotes
from generator.model import Claim, Position, Stance
from generator.problems import Span, did_you_mean, told
from generator.text import Found, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.cli.sheet import Sheet
    from generator.link import Library

STANCES: dict[str, str] = {
    "asserts": "says that it is so",
    "confirms": "says that what was said before is so, or admits it",
    "denies": "says that it is not so",
    "questions": "doubts it, or asks whether it is so",
    "reports": "passes on what others say, without making it their own",
    "declines": "was asked, and does not answer",
    "retracts": "takes back what they said before",
}
assert set(STANCES) == set(get_args(Stance))

_MOST_LISTED = 30
_LIST = "?"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in an article's text: where, and the words before them where these are needed."""

    words: str
    prefix: str | None = None
    at: Range | None = None


def add_claim(sheet: Sheet, asker: Asker) -> None:
    """Ask for a claim and its first position, or for a position on a claim that is there, and write it."""
    if not sheet.library.articles:
        stop('There is no article yet, and a claim needs one; begin with "sayso new article". Nothing was changed.')
    trail = asker.trail or Trail()
    article, quote, claim, position, fields = trail.walk(lambda: _ask_all(sheet, asker))
    path = claims_file(sheet.library, article)
    if not fields:
        add_to_claim(sheet, article, claim, position)
        what = f'a position to the claim "{claim}"'
    else:
        sheet.add("claim", {**fields, "positions": [position]}, path)
        what, claim = f'the claim "{fields["id"]}"', fields["id"]
    drop_draft(sheet, article, quote.at)
    sheet.settle()
    sheet.save()
    say(f"Added {what}, in {path.as_posix()}.")
    tell_position(sheet, claim, position)


def _ask_all(sheet: Sheet, asker: Asker) -> tuple[str, Quote, str, dict[str, Any], dict[str, Any]]:
    """Ask for an article, words of it, a claim, a position, and what a claim has besides where it is new."""
    article = _ask_article(sheet.library, asker)
    quote = ask_quote(sheet.library, article, asker)
    guess = hint(sheet.library, article, quote.at) if quote.at else Hint()
    claim = _ask_claim(sheet.library, asker)
    look_for_guesses(sheet, article, asker, guess)
    actor = ask_speaker(sheet, asker_of(asker, "actor"), guess)
    assert actor is not None
    if not asker.is_brief and quote.at is not None and actor not in (*guess.actors, REPORT):
        _ask_meant_at(sheet, article, quote, actor)
    position = {
        "actor": actor,
        "stance": ask_stance(asker_of(asker, "stance"), guess),
        "verb": ask_verb(asker_of(asker, "verb"), guess),
        "said": asker.ask(_SAID, checked(Position, "said")),
        "quote": quote.words,
        "prefix": quote.prefix,
    }
    if claim in sheet.library.claims:
        return article, quote, claim, position, {}
    fields = {"claim": claim, **_ask_about(sheet.library, claim, asker)}
    fields["id"] = ask_id(sheet, asker, claim, "claim")
    return article, quote, claim, position, fields


def _ask_meant_at(sheet: Sheet, article: str, quote: Quote, actor: str) -> None:
    """Ask which words of the quote's sentences mean the speaker, where none of their names stands there."""
    linked = sheet.library.articles[article]
    assert quote.at is not None
    places = sentences_at(sheet.library, article, quote.at)
    named = {m.entity for m in linked.mentions if any(start <= m.start < end for start, end in places)}
    if actor not in named and linked.source is not None:
        ask_meant(sheet, article, " ".join(w for place in places for w in linked.source.passages(*place)), actor)


_SAID = Question(
    "When was it said? No more exactly than the text tells it (such as: 2025-04-06, or 2025-04)", "said", needed=False
)


def claims_file(library: Library, article: str) -> Path:
    """Give the file of an article's claims."""
    return Path(library.articles[article].record.span().file).parent / "claims.yml"


def _ask_article(library: Library, asker: Asker) -> str:
    articles = library.articles
    only = next(iter(articles)) if len(articles) == 1 else ""

    def check(typed: str) -> str | Refusal:
        by_title = {linked.record.title.casefold(): some_id for some_id, linked in articles.items()}
        found = typed if typed in articles else by_title.get(typed.casefold())
        help_text = did_you_mean(typed, articles, f"the articles are: {', '.join(articles)}")
        return found or Refusal(f'there is no article "{typed}"', help_text)

    listed = ", ".join(list(articles)[-_MOST_LISTED:])
    found = asker.ask(Question(f"Which article? {listed}", "article", default=only), check)
    assert found is not None
    return found


def ask_quote(library: Library, article: str, asker: Asker) -> Quote:
    """Ask for words of the text, and for those before them where they stand there more than once."""
    words = "The words of the text that show who says it, copied exactly"
    found = asker.ask(Question(words, "quote"), lambda typed: look_up(library, article, typed))
    assert found is not None
    if found.at is None and library.articles[article].folded is not None:
        quoted = found.words
        found = asker.ask(_BEFORE, lambda typed: _look_up_again(library, article, quoted, typed))
        assert found is not None
    return found


_BEFORE = Question("The words just before them, which tell the right place from the others", "prefix")


def _look_up_again(library: Library, article: str, words: str, prefix: str) -> Quote | Refusal:
    quote = look_up(library, article, words, prefix)
    if isinstance(quote, Refusal) or quote.at is not None:
        return quote
    return Refusal("with these words before them they still stand there more than once", _MORE)


_MORE = "add a few more of the words before them"


def look_up(library: Library, article: str, words: str, prefix: str | None = None) -> Quote | Refusal:
    """Look words up in an article's text; a quote without a place stands there several times, or cannot be checked."""
    refused = look_at(Position, "quote", words)
    linked = library.articles[article]
    if refused or linked.folded is None:
        return refused or Quote(words, prefix)
    public = frozenset({article} if linked.record.show_text == "full" else ())
    sketch = Position.sketch(Span(linked.folded.source.file), quote=words, prefix=prefix)
    outcome, problems = Quotes({article: linked.folded}, public).find(sketch, article)
    if isinstance(outcome, Found):
        return Quote(words, prefix, (outcome.fragments[0][0], outcome.fragments[-1][1]))
    if problems[0].code == "quote-twice":
        say(f"  {problems[0].message}.")
        return Quote(words, prefix)
    return Refusal(told(problems[0]), problems[0].help)


def _ask_claim(library: Library, asker: Asker) -> str:
    """Ask for a claim's words; give its id where it is there already."""
    words = "What is claimed, as one neutral sentence without the speaker (such as: The bridge is unsafe.)"
    line = f'For a claim that is there, type its id; "{_LIST}" lists all, "{_LIST} bridge" those with this word.'
    found = asker.ask(Question(words, "claim", hint=line if library.claims else "", lists=True), claim_check(library))
    assert found is not None
    return found


def claim_check(library: Library, numbered: Sequence[str] = ()) -> Callable[[str], str | Refusal]:
    """Give the check of a claim's words: of one that is there its id comes back, also for its number."""
    by_words = {claim.record.claim.casefold(): some_id for some_id, claim in library.claims.items()}

    def check(typed: str) -> str | Refusal:
        if typed.startswith(_LIST):
            return _listed(library, typed.removeprefix(_LIST).strip(), numbered)
        if typed.isdecimal() and 0 < int(typed) <= len(numbered):
            return numbered[int(typed) - 1]
        if typed in library.claims or typed.casefold() in by_words:
            return by_words.get(typed.casefold(), typed)
        if " " not in typed:
            near = did_you_mean(typed, library.claims, "write the claim as a whole sentence")
            return Refusal(f'there is no claim with the id "{typed}"', near)
        return look_at(Claim, "claim", typed) or typed

    return check


def _listed(library: Library, word: str, numbered: Sequence[str]) -> Refusal:
    """List the claims that hold a word, those first that have a number here."""
    names = {
        **{key: f"{n}" for n, key in enumerate(numbered, start=1)},
        **{k: k for k in library.claims if k not in numbered},
    }
    rows = [f"{name}: {library.claims[key].record.claim}" for key, name in names.items()]
    fitting = [row for row in rows if word.casefold() in row.casefold()]
    more = [f"and {len(fitting) - _MOST_LISTED} more"] if len(fitting) > _MOST_LISTED else []
    listed = "\n    ".join(["the claims that are there:", *(fitting[:_MOST_LISTED] or ["none"]), *more])
    return Refusal(listed, "type what stands before the colon, or the words of a new claim")


def ask_speaker(sheet: Sheet, asker: Asker, guess: Hint, *, may_leave: bool = False) -> str | None:
    """Ask who speaks; somebody new may be added at once. None where this sentence may be left, and was."""
    guessed = guess.actors[0] if guess.actors else ""
    may_be = f"It may be {' or '.join(guess.maybe)}. " if guess.maybe else ""
    line = f'{may_be}"{REPORT}" is the text itself; type {NEW} before a name to add somebody new.'
    words, leave = "Who says it? A name or an id", "leave the sentence as a draft"
    question = Question(words, "actor", default=guessed, needed=not may_leave, hint=line, leave=leave)
    return asker.ask(question, lambda typed: _find_speaker(sheet, typed, may_add=not asker.is_brief))


def _find_speaker(sheet: Sheet, typed: str, *, may_add: bool) -> str | Refusal:
    if may_add and typed.startswith(NEW):
        return add_actor(sheet, typed.removeprefix(NEW))
    return known(sheet.library, ("actor", "unit"), "actor", frozenset({REPORT})).find(typed)


_EXPLAINED = "\n  ".join(f"{stance}: {meaning}" for stance, meaning in STANCES.items())


def ask_stance(asker: Asker, guess: Hint, *, in_short: bool = False) -> str:
    """Ask what the speaker does with the claim; who has read the explanations gets the words alone."""
    hint_text = f"{', '.join(STANCES)}; {_LIST} explains them" if in_short else _EXPLAINED
    question = Question(
        "What do they do with the claim?", "stance", default=guess.stance or "", hint=hint_text, lists=True
    )
    take = choose(STANCES, "stance")

    def check(typed: str) -> str | Refusal:
        return Refusal(_EXPLAINED, "type one of these words") if typed == _LIST else take(typed)

    found = asker.ask(question, check)
    assert found is not None
    return found


def _ask_about(library: Library, words: str, asker: Asker) -> dict[str, Any]:
    """Ask whom or what a claim is about; its kind only as an option, for nearly all are facts."""
    about = Question(
        "About whom or what? Names or ids, with commas", "about", ", ".join(named_in(library, words)), needed=False
    )
    kind = Question("", "type", needed=False)
    kinds = get_args(Claim.model_fields["type"].annotation)
    given = asker.given.get("type") is not None
    return {
        "about": asker.ask(about, lambda typed: check_about(library, typed)),
        "type": asker.ask(kind, choose(kinds, "kind of claim")) if given else None,
    }


def check_about(library: Library, typed: str) -> list[str] | Refusal:
    """Check a list of names or ids."""
    anything = known(library, ("actor", "unit", "place", "term"), "record")
    found: dict[str, None] = {}
    for name in filter(None, map(str.strip, typed.split(","))):
        some_id = anything.find(name)
        if isinstance(some_id, Refusal):
            return some_id
        found[some_id] = None
    return list(found)


def add_to_claim(sheet: Sheet, article: str, claim: str, position: dict[str, Any]) -> None:
    """Prepare a position on a claim; a speaker's second one in the same article gets a name of its own."""
    others = [
        p.record.id or ""
        for p in sheet.library.claims[claim].positions
        if (p.article, p.actor) == (article, position["actor"])
    ]
    named = propose_id(position["verb"], frozenset(others), "again") if others else None
    sheet.add_position(claims_file(sheet.library, article), claim, {"id": named, **position})


def drop_draft(sheet: Sheet, article: str, at: Range | None) -> None:
    """Take out the draft of a sentence that is quoted now."""
    folded, path = sheet.library.articles[article].folded, claims_file(sheet.library, article)
    if folded is not None and at is not None:
        quoted = sentences_at(sheet.library, article, at)
        sheet.overlay.put(path, drop_sketch(sheet.overlay.text(path), folded, quoted))
