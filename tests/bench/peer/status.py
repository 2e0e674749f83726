"""The status of a claim, counted as Sayso counts it, for positions as they stand in the corpus."""

from typing import Any

Table = dict[str, Any]
VOICES = {"asserts", "confirms", "denies"}
SUPPORT = {"asserts", "confirms"}
HEADS = {"disputed": "Disputed", "denied": "Denied", "confirmed": "Confirmed", "claimed": "Claimed"}


def in_time(positions: list[Table]) -> list[Table]:
    """Order positions by their days; one without a day comes after those before it."""
    latest, dated = "", []
    for position in positions:
        moment = position.get("said", latest)
        latest = max(latest, moment)
        dated.append((moment, position))
    return [position for _, position in sorted(dated, key=lambda entry: entry[0])]


def heard(positions: list[Table]) -> dict[str, Table]:
    """Give each speaker's latest voice."""
    return {position["actor"]: position for position in positions if position["stance"] in VOICES}


def status_word(actors: dict[str, Table], positions: list[Table], opposite: list[Table]) -> str:
    """Count voices for and against."""
    voices = heard(positions).values()
    support = [voice for voice in voices if voice["stance"] in SUPPORT]
    against = [voice for voice in voices if voice["stance"] == "denies"]
    against += [voice for voice in heard(opposite).values() if voice["stance"] in SUPPORT]
    if support and against:
        return "disputed"
    if against:
        return "denied"
    if any(voice["stance"] == "confirms" for voice in support):
        return "confirmed"
    if support:
        return "shared" if len({_side(actors, voice["actor"]) for voice in support}) > 1 else "claimed"
    return "unanswered"


def arithmetic(word: str, positions: list[Table], opposite: list[Table]) -> str:
    """Tell a status with the names behind it."""
    voices = heard(positions).values()
    told = [
        f"{words} by {_names([voice['name'] for voice in voices if voice['stance'] == stance])}"
        for stance, words in (("asserts", "asserted"), ("confirms", "confirmed"), ("denies", "denied"))
        if any(voice["stance"] == stance for voice in voices)
    ]
    others = [voice["name"] for voice in heard(opposite).values() if voice["stance"] in SUPPORT]
    told += [f"the opposite asserted by {_names(others)}"] if others else []
    return f"{word.title()}: {'; '.join(told)}."


def _names(names: list[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


def _side(actors: dict[str, Table], actor: str) -> str:
    while actors[actor].get("affiliation"):
        actor = actors[actor]["affiliation"]
    return actor
