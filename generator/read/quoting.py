"""Advice on how to write a text that YAML takes for something else."""

_SHOWN = 60
"""Characters of a text that are repeated in advice; of a longer one its first and last words."""

_CURLY = "“”„«»"


def how_to_quote(text: str) -> str:
    """Say how this text can be written so that YAML takes it as it is."""
    words = unquoted(text)
    if '"' not in words and "\\" not in words:
        return f'write it in double quotation marks: "{shortened(words)}"'
    if "'" not in words:
        return f"write it in single quotation marks: '{shortened(words)}'"
    return "write >- in the text's place, and the text on a line of its own below it, two spaces further in"


def spaces(number: int) -> str:
    """Say how many spaces are meant."""
    return f"{number} space{'' if number == 1 else 's'}"


def unquoted(text: str) -> str:
    """Take away quotation marks that stand around a whole text."""
    words = text.strip()
    opening, closing = words[:1], words[-1:]
    if len(words) > 1 and (opening == closing in {'"', "'"} or {opening, closing} <= set(_CURLY)):
        return words[1:-1]
    return words


def shortened(text: str) -> str:
    """Give a text, or the beginning and the end of a long one: enough to see where marks go."""
    words = " ".join(text.split())
    if len(words) <= _SHOWN:
        return words
    parts = words.split(" ")
    first, last = " ".join(parts[:3]), " ".join(parts[-2:])
    return f"{first} … {last}" if len(parts) > 5 else words  # noqa: PLR2004 - three words and two
