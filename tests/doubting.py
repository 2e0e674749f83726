"""One position on a text of a few lines, as the cases about doubts and drafts write it down.

The case's first lines are the position's keys (and `language:`, `mentions:` of the article), a blank line, the text.
"""

import json
from pathlib import Path

from generator.build import Loaded, load
from generator.problems import Problem

PEOPLE = """\
actors:
  - {id: northland, name: Northland, type: state, aliases: [Norport, Північ, Север, Nordland, Norlandia],
     forms: [Півночі, Севера, Nordlands]}
  - {id: southland, name: Southland, type: state, aliases: [Південь, Юг, Südland, Surlandia], forms: [Півдня, Юга]}
  - {id: ivanov, name: Ivan Ivanov, type: person, affiliation: northland, aliases: [Ivanov, Іванов, Иванов]}
  - {id: petrova, name: Anna Petrova, type: person, affiliation: southland, aliases: [Petrova, Петрова],
     forms: [Петрової, Петровой]}
  - {id: officials, name: Southland officials, type: group, affiliation: southland}
  - {id: bloggers, name: military bloggers, type: group}
units:
  - {id: guards, name: Third Guards, part_of: northland, forms: [the guards, Гвардія, Гвардия]}
places:
  - {id: dam, name: Lora dam, type: site}
"""


def load_case(given: str, folder: Path, people: str = PEOPLE) -> tuple[Loaded, list[Problem]]:
    """Write the case's project down and load it."""
    head, _, text = given.partition("\n\n")
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    article = folder / "content/articles/visit"
    article.mkdir(parents=True)
    (folder / "content/people.yml").write_text(people, encoding="utf-8")
    (article / "text.md").write_text(text + "\n", encoding="utf-8")
    (article / "article.yml").write_text(
        "title: A report\npublished: 2025-04-08\nsource: {publisher: A paper}\n"
        f"language: {keys.pop('language', 'en')}\nshow_text: {keys.pop('show_text', 'full')}\n"
        f"mentions: {{{keys.pop('mentions', '')}}}\n",
        encoding="utf-8",
    )
    position = "\n        ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    (article / "claims.yml").write_text(
        f"claims:\n  - id: dam-holds\n    claim: The dam holds.\n    positions:\n      - {position}\n", encoding="utf-8"
    )
    return load(folder, folder / "content")
