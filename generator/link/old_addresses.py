"""The addresses that a position had before a record was renamed; they go on leading to it."""

from itertools import product

from generator.link.library import Library, LinkedPosition


def old_anchors(library: Library, position: LinkedPosition) -> tuple[str, ...]:
    """Give the addresses that a position had on its claim's page: those with old ids of its article or its speaker."""
    articles = (position.article, *library.articles[position.article].record.was)
    return _old("p", articles, library, position)


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
