"""Advice on how to write a text that YAML takes for something else."""


def how_to_quote(text: str) -> str:
    """Say how this text can be written so that YAML takes it as it is."""
    if '"' not in text and "\\" not in text:
        return "put the whole text in double quotation marks"
    if "'" not in text:
        return "put the whole text in single quotation marks"
    return "write >- in the text's place, and the text on a line of its own below it, two spaces further in"
