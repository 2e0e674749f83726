"""Links as values: an address, and a table of them by their names."""

import re

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from generator.model.refusing import refuse, refuse_unfit
from generator.model.scripts import skeleton
from generator.model.shown import shows_another
from generator.model.unfit import unfit_in_name
from generator.model.urls import wrong_url

_BARE_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_WRAPPED = re.compile(r"<([^<>]+)>|\[[^\[\]]*\]\(<?([^<>]+?)>?\)")
"""An address between the signs that make a link of it in Markdown."""

_WIKIDATA_IN = re.compile(r"(?<![A-Za-z0-9])[Qq][1-9]\d{0,11}(?![A-Za-z0-9])", re.ASCII)
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)


def check_url(value: str) -> str:
    """Check one address."""
    url = value.strip()
    wrong = wrong_url(url)
    if wrong:
        refuse("bad-link", f'"{url}" is not a link that can be published', _mean_url(url) or wrong)
    return url


def _mean_url(url: str) -> str:
    """Offer an address that lacks nothing but its beginning, or that stands between the signs of Markdown."""
    wrapped = _WRAPPED.fullmatch(url)
    if wrapped:
        inside = wrapped[1] or wrapped[2]
        return f'did you mean "{inside}"?' if wrong_url(inside) is None else ""
    start = "mailto:" if "@" in url else "https://"
    meant = start + url
    return f'did you mean "{meant}"?' if _BARE_ADDRESS.fullmatch(url) and wrong_url(meant) is None else ""


def check_links(value: dict[str, str]) -> dict[str, str]:
    """Check all addresses of a table, and the names that they are shown by."""
    wrong: list[InitErrorDetails] = []
    for name, target in value.items():
        try:
            refuse_unfit(unfit_in_name(name, "the name of the link"))
            _check_link(name, target)
        except PydanticCustomError as error:
            # Told for each link, so that the problem stands at that link and not at the table.
            wrong.append({"type": error, "loc": (name,), "input": target})
    if wrong:
        title = "links"
        raise ValidationError.from_exception_data(title, wrong)
    return value


def _check_link(name: str, target: str) -> None:
    if name != "wikidata":
        if skeleton(name.lower()) == "wikidata":
            refuse("bad-link", f'"{name}" is kept for links to Wikidata', "write wikidata: and the number, such as Q42")
        check_url(target)
        if shows_another(name, target):
            message = f'the name of this link is the address "{name}", and it leads to "{target}"'
            refuse("bad-link", message, "name it in plain words, or let it lead to the address that is shown")
    elif not _WIKIDATA.fullmatch(target):
        meant = _WIKIDATA_IN.search(target)
        help_text = f'did you mean "{meant[0].upper()}"?' if meant else "write Q and digits, such as Q3874799"
        refuse("bad-link", f'"{target}" is not a Wikidata number', help_text)
