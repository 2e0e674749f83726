"""`sayso new`: an article, a claim or any other record, asked for in plain words and checked before it is written."""

from __future__ import annotations

import contextlib
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from generator.cli.telling import leave_garbage

if TYPE_CHECKING:
    from collections.abc import Iterator

UNTOUCHED = "Stopped. Nothing was changed."


@click.group(short_help="Add an article, a claim or another record.")
def new() -> None:
    """Add an article, an actor, a unit, a place, a term or a claim.

    You are asked for what is needed, in plain words. Each answer is checked at
    once, and the whole content with it before anything is written. Ctrl-C
    leaves everything as it was. Every answer can be given as an option too:
    then only what is still needed is asked.
    """


@contextlib.contextmanager
def _stopping() -> Iterator[ExitStack]:
    """Say what became of everything where somebody stops in the middle."""
    leave_garbage()
    with ExitStack() as exits:
        try:
            yield exits
        except click.Abort:
            click.echo(f"\n{UNTOUCHED}", err=True)
            raise click.exceptions.Exit(1) from None


def _record(kind: str, given: dict[str, str | None], aliases: tuple[str, ...]) -> None:
    from generator.cli.asking import Asker, Trail  # noqa: PLC0415 - brings the reader, as below
    from generator.cli.new_records import ask_until_right, check_aliases  # noqa: PLC0415
    from generator.cli.sheet import Sheet, tell_written  # noqa: PLC0415

    with _stopping() as exits:
        sheet = Sheet.open(exits)
        asker = Asker(given, trail=Trail())
        fields = ask_until_right(sheet, kind, asker, check_aliases(kind, aliases))  # type: ignore[arg-type]
        path = sheet.add(kind, fields)  # type: ignore[arg-type]
        sheet.settle()
        sheet.save()
        tell_written(path, f'the {kind} "{fields["id"]}"')


_ID = click.option("--id", help="Its name in addresses; proposed from the name.")
_NAME = click.option("--name", metavar="TEXT", help="The name as the site writes it.")
_SUMMARY = click.option("--summary", metavar="TEXT", help="One or two sentences on who or what this is.")
_ALIAS = click.option("--alias", "aliases", metavar="TEXT", multiple=True, help="Another name; may be repeated.")
_PART_OF = click.option("--part-of", metavar="NAME", help="What it belongs to, or lies in: a name or an id.")


def _given(options: dict[str, Any]) -> dict[str, str | None]:
    """Name answers as their options are named."""
    return {name.replace("_", "-"): value for name, value in options.items()}


@new.command(short_help="Somebody who speaks.")
@_NAME
@click.option("--type", metavar="KIND", help="person, organisation, state, group or unnamed.")
@click.option("--role", metavar="TEXT", help="Office or occupation, in a few words.")
@click.option("--affiliation", metavar="NAME", help="For whom they speak: a name or an id.")
@_SUMMARY
@_ALIAS
@_ID
def actor(*, aliases: tuple[str, ...], **given: str | None) -> None:
    """Add somebody who speaks: a person, an organisation, a state, a group, or somebody unnamed."""
    _record("actor", _given(given), aliases)


@new.command(short_help="An armed group.")
@_NAME
@_PART_OF
@_SUMMARY
@_ALIAS
@_ID
def unit(*, aliases: tuple[str, ...], **given: str | None) -> None:
    """Add an armed group, which fights and may speak."""
    _record("unit", _given(given), aliases)


@new.command(short_help="Somewhere on the map.")
@_NAME
@click.option(
    "--type", metavar="KIND", help="country, region, district, city, town, village, river, sea, border, site."
)
@_PART_OF
@click.option("--coordinates", metavar="LAT,LON", help="Latitude and longitude, such as 51.18,35.24.")
@_SUMMARY
@_ALIAS
@_ID
def place(*, aliases: tuple[str, ...], **given: str | None) -> None:
    """Add a place."""
    _record("place", _given(given), aliases)


@new.command(short_help="A word to be explained.")
@click.option("--term", metavar="TEXT", help="The word or words.")
@click.option("--definition", metavar="TEXT", help="What it means, in one or two sentences.")
@_ALIAS
@_ID
def term(*, aliases: tuple[str, ...], **given: str | None) -> None:
    """Add a word that readers may not know."""
    _record("term", _given(given), aliases)


@new.command(short_help="Who says what, with the words that show it.")
@click.option("--article", metavar="ID", help="The article whose text holds the words.")
@click.option("--quote", metavar="TEXT", help="Words of the text, exactly as they stand there.")
@click.option("--prefix", metavar="TEXT", help="The words just before, where the quote stands more than once.")
@click.option("--claim", metavar="TEXT", help="The claim in neutral words; or the id of one that is there.")
@click.option("--actor", metavar="NAME", help="Who says it: a name or an id, or report for the article itself.")
@click.option("--stance", metavar="WORD", help="asserts, confirms, denies, questions, reports, declines or retracts.")
@click.option("--verb", metavar="TEXT", help="The text's own verb, such as: claimed.")
@click.option("--said", metavar="DATE", help="When it was said, such as 2025-04-06.")
@click.option("--about", metavar="NAMES", help="Whom or what the claim is about: names or ids, with commas.")
@click.option("--type", metavar="KIND", help="fact, intention, judgement or forecast.")
@_ID
def claim(**given: str | None) -> None:
    """Add a claim with its first position, or a position to a claim that is there."""
    from generator.cli.asking import Asker, Trail  # noqa: PLC0415 - brings the reader, as below
    from generator.cli.new_claims import add_claim  # noqa: PLC0415
    from generator.cli.sheet import Sheet  # noqa: PLC0415

    with _stopping() as exits:
        add_claim(Sheet.open(exits), Asker(_given(given), trail=Trail()))


_SKIPPED = "Names in the text and its sentences were not asked about; for that add: --names ask --claims ask"

_ASK = click.Choice(["ask", "skip"])


@new.command(short_help="A news report and its text.")
@click.option("--text", metavar="FILE", help="The file that holds the text; - for standard input.")
@click.option("--title", metavar="TEXT", help="The headline, with its attribution.")
@click.option("--published", metavar="DATE", help="The day it was published, such as 2025-04-08.")
@click.option("--language", metavar="CODE", help="The language of the text, such as en.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--url", metavar="LINK", help="Where the original stands.")
@click.option("--licence", metavar="TEXT", help="The licence of the text.")
@click.option("--show-text", metavar="WORD", help="full, or quotes: what of the text may be published.")
@_ID
@click.option("--names", type=_ASK, help="Ask about unknown names in the text, or skip them.")
@click.option("--claims", type=_ASK, help="Ask about its sentences one by one, or leave them all as drafts.")
def article(*, names: str | None, claims: str | None, **given: str | None) -> None:
    """Add an article: its frame, its text, the names in it, and claims drafted from its sentences."""
    from generator.cli.asking import Asker, Trail, say  # noqa: PLC0415 - brings the reader, as below
    from generator.cli.new_articles import add_article  # noqa: PLC0415
    from generator.cli.sheet import Sheet  # noqa: PLC0415

    # Where the text comes by the standard input, nobody can answer there as well.
    asker = Asker(_given(given), aside="" if given["text"] == "-" else "text", trail=Trail())
    chosen = {"names": names, "claims": claims}
    asks = {what: word == "ask" if word else not asker.is_brief for what, word in chosen.items()}
    with _stopping() as exits:
        add_article(Sheet.open(exits), asker, **asks)
        if asker.is_brief and not any(chosen.values()):
            say(_SKIPPED)
