"""Suggestions: what an issue's answers stand for, drafted as records in the files where they belong.

Nothing is believed. A draft that can be read as it stands is put among the
records; one that lacks something is put beside them as a comment. Either way a
person decides, in a pull request.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.edit.attributions import draft_attribution
from generator.edit.beside import with_comment
from generator.edit.drafts import Draft, Shelf, day_of, head_of, note_of, put, quote_of, speaker_of
from generator.edit.ids import propose_id
from generator.edit.issues import STANCES, Form, NoDraft
from generator.edit.names import find_article, find_claim, find_term
from generator.edit.printing import print_record
from generator.link import LinkedArticle
from generator.model import Term, is_safe_url

CLAIMS = "claims.yml"
TERMS = "terms.yml"


def draft_of(shelf: Shelf) -> Draft:
    """Draft what an issue stands for.

    Raises:
        NoDraft: where it does not fit what is there at all.
    """
    return _DRAFTERS[shelf.issue.form](shelf)


# A claim, or one more position on it


def _draft_claim(shelf: Shelf) -> Draft:
    given, library = shelf.issue.answers, shelf.library
    article = find_article(library, given["article"])
    if article is None:
        message = f"There is no report on this site at the address “{given['article']}”."
        raise NoDraft(message)
    linked, known = library.articles[article], find_claim(library, given["claim"])
    file = shelf.file_of(linked.record).with_name(CLAIMS)
    draft = Draft(lambda _: {})
    words = library.claims[known].record.claim if known else given["claim"]
    draft.told.append(f"One more position on the claim: “{words}”" if known else f"A new claim: “{words}”")
    draft.asks.append("Read the quote beside its source. Do the words show this stance of this speaker?")
    position = _position(shelf, linked, draft)
    if known is None:
        draft.asks += [
            "Is the claim one neutral sentence, without the name of who says it? Is it new, also in other words?",
            "Its id can still be changed. Which people and places is it about? Add their ids in a line “about:”.",
        ]
        some_id = propose_id(given["claim"], shelf.taken, shelf.new_name)
        put(draft, shelf, file, "claims", {"id": some_id, "claim": given["claim"], "positions": [position]})
    else:
        again = [p for p in library.claims[known].positions if (p.actor, p.article) == (position["actor"], article)]
        if again:
            position = {"id": shelf.new_name, **position}
            draft.asks.append("This speaker has a position on the claim in this report already. Is it another one?")
        put(draft, shelf, file, "positions", {"claim": known, **position})
    return draft


def _position(shelf: Shelf, article: LinkedArticle, draft: Draft) -> dict[str, Any]:
    """Make a position of the answers, and note what it lacks."""
    given, library = shelf.issue.answers, shelf.library
    speaker = speaker_of(given["actor"], library, draft)
    stance = STANCES.get(given["stance"])
    if stance is None:
        draft.lacks.append(f"“{given['stance']}” is none of the stances that the form offers.")
    quote = quote_of(given["quote"], article, draft)
    draft.told += [
        f"Who: {library.label(speaker) if speaker in library.kinds else given['actor']}",
        f"What they do with the claim: {given['stance']}",
        f"Verb of the report: {given['verb']}",
        f"Report: {article.record.title}",
        f"Quote: “{quote}”",
    ]
    return {
        "actor": speaker or given["actor"],
        "stance": stance or given["stance"],
        "verb": given["verb"],
        "said": day_of(given["said"], draft),
        "quote": quote,
    }


# A definition


def _draft_definition(shelf: Shelf) -> Draft:
    given, library = shelf.issue.answers, shelf.library
    known = find_term(library, given["term"])
    term = library.terms[known].term if known else given["term"]
    draft = Draft(lambda _: {}, told=[f"A definition of “{term}”: {given['definition']}"])
    aliases = [name.strip() for name in given["aliases"].split(",") if name.strip()]
    draft.told += [f"Other words for it: {', '.join(aliases)}"] if aliases else []
    draft.asks.append("Is the definition plain, right and fair to all sides? Is it worded anew, and not copied?")
    fields = {
        "id": known or propose_id(given["term"], shelf.taken, shelf.new_name),
        "term": term,
        "aliases": aliases,
        "definition": given["definition"],
        "links": _links(given["source"], draft),
    }
    if known is None:
        put(draft, shelf, _terms_file(shelf), "terms", fields)
    else:
        _put_below(draft, shelf, library.terms[known], fields)
    return draft


def _links(source: str, draft: Draft) -> dict[str, str]:
    if not source:
        return {}
    draft.told.append(f"Where it is explained: {source}")
    if is_safe_url(source):
        return {"source": source}
    draft.asks.append("Where it is explained is no whole address, so that was left out.")
    return {}


def _put_below(draft: Draft, shelf: Shelf, term: Term, fields: Mapping[str, Any]) -> None:
    """Put another definition of a word as a comment below the one that is there."""
    draft.lacks.append("The glossary explains this word already. Take what is better into its definition.")
    path = shelf.file_of(term)
    text, entry = shelf.read(path), print_record({**fields, "note": note_of(shelf.issue)}, model=Term)
    draft.aside = lambda why: {path: with_comment(text, f"{head_of(shelf.issue)} {why}", entry, behind=term)}


def _terms_file(shelf: Shelf) -> Path:
    """Give the file that holds the most words of the glossary, the first of several."""
    files = sorted(shelf.file_of(term) for term in shelf.library.terms.values())
    return max(files, key=files.count) if files else shelf.project.content.relative_to(shelf.project.root) / TERMS


_DRAFTERS: Mapping[Form, Callable[[Shelf], Draft]] = {
    "claim": _draft_claim,
    "attribution": draft_attribution,
    "definition": _draft_definition,
}
