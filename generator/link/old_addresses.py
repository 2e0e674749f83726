"""The addresses that a position had before a record was renamed; they go on leading to it."""

from itertools import product

from generator.link.library import Library, LinkedArticle, LinkedPosition


def old_anchors(library: Library, position: LinkedPosition, article: LinkedArticle | None = None) -> tuple[str, ...]:
    """Give the addresses that a position had on its claim's page: those with old ids of its article or its speaker.

    `article` is the position's own, where whoever asks has it at hand.
    """
    of = article or library.articles[position.article]
    return _old("p", (position.article, *of.record.was), library, position)


def old_marks(library: Library, position: LinkedPosition) -> tuple[str, ...]:
    """Give the addresses that its words had in the article's text: those with old ids of its claim or its speaker."""
    return _old("q", (position.claim, *library.claims[position.claim].record.was), library, position)


def _old(letter: str, wholes: tuple[str, ...], library: Library, position: LinkedPosition) -> tuple[str, ...]:
    speaker = library.actors.get(position.actor) or library.units.get(position.actor)
    if len(wholes) == 1 and not (speaker and speaker.was):
        return ()
    actors = (position.actor, *(speaker.was if speaker else ()))
    own = f"--{position.record.id}" if position.record.id is not None else ""
    # The first of them all is the one it has today.
    return tuple(f"{letter}-{whole}--{actor}{own}" for whole, actor in product(wholes, actors))[1:]
