"""Days that cannot be: nobody says a thing to a report after it came out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from generator.link.positions import Held
from generator.model import Article, Position
from generator.problems import Problem
from generator.read import Records

_SEVERAL = 2
"""Statements that are all too late: then it is the day of the article that is wrong."""


_ANOTHER_ZONE = timedelta(days=1)
"""How far the day of a speaker may run ahead of the article's: dates are local, and no zone is known."""


def check_days(records: Records, held: Mapping[str, Sequence[Held]]) -> Iterator[Problem]:
    """Report what was said after the article that tells of it had come out."""
    dated: dict[str, list[Position]] = defaultdict(list)
    for entries in held.values():
        for record, _, name, _, said in entries:
            if said is not None:
                dated[name].append(record)
    for article in records.articles:
        yield from _check_article(article, dated.get(article.id, ()))


def _check_article(article: Article, positions: Sequence[Position]) -> Iterator[Problem]:
    last = article.published.end + _ANOTHER_ZONE
    late = [record for record in positions if record.said and record.said.start > last]
    if len(late) == len(positions) >= _SEVERAL:
        yield Problem(
            "said-after-published",
            article.span("published"),
            f"all that has a day in this article was said after {article.published.text}, the day it came out",
            "write the day on which the article was published",
        )
        return
    for record in late:
        yield Problem(
            "said-after-published",
            record.span("said"),
            f"this was said after the article came out, which was on {article.published.text}",
            "write the day that the text gives, or delete the line; if the day is right, mend the one behind "
            f'"published" in {article.span().file}',
        )
