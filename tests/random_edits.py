"""An editor who changes anything, at random and the same each time: for tests of builds that follow edits."""

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

Records = list[dict[str, Any]]

PROSE = ("summary", "definition", "note", "role", "branch", "when_text", "title", "claim", "what", "why")


class Editor:
    """Keeps a project's files as plain values, changes one thing at a time, and writes what has changed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.files: dict[str, Any] = {}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not name.startswith((".", "site/")):
                text = path.read_text(encoding="utf-8")
                is_records = name.startswith("content/") and name.endswith((".yml", ".yaml"))
                self.files[name] = yaml.load(text, yaml.BaseLoader) if is_records else text
        self.written = dict.fromkeys(self.files, "")
        self.counter = 0
        self.write()

    def write(self) -> None:
        """Put everything that has changed on the disk."""
        for name in [name for name in self.written if name not in self.files]:
            (self.root / name).unlink()
            del self.written[name]
        for name, value in self.files.items():
            text = value if isinstance(value, str) else yaml.dump(value, allow_unicode=True, sort_keys=False)
            if self.written.get(name) != text:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                self.written[name] = text

    def edit(self) -> str:
        """Change one thing, and say which."""
        self.counter += 1
        self.before = copy.deepcopy(self.files)
        kinds: list[Callable[[], str]] = [
            *[self.change_prose] * 6,
            *[self.change_name, self.add_alias, self.drop_record, self.rename] * 2,
            *[self.copy_claim, self.drop_position, self.change_stance, self.move_place, self.change_date] * 2,
            *[self.change_text, self.change_text, self.correct, self.add_event, self.swap_records],
            *[self.toggle_setting, self.change_template, self.add_page, self.withhold, self.settle],
        ]
        return self.chance.choice(kinds)()

    def undo(self) -> None:
        """Take back the last change."""
        self.files = self.before
        self.write()

    def records(self, *kinds: str) -> Iterator[tuple[str, Records, dict[str, Any]]]:
        """Give all records of some kinds, each with its file and its list."""
        for name, value in self.files.items():
            if not isinstance(value, dict):
                continue
            for kind in kinds:
                listed = value.get(kind)
                yield from ((name, listed, record) for record in (listed if isinstance(listed, list) else []))

    def pick(self, *kinds: str) -> tuple[str, Records, dict[str, Any]]:
        return self.chance.choice(list(self.records(*kinds)))

    def change_prose(self) -> str:
        _, _, record = self.pick("actors", "units", "places", "terms", "claims", "events")
        keys = [key for key in PROSE if isinstance(record.get(key), str)] or ["summary"]
        key = self.chance.choice(keys)
        if key == "summary" and "claim" in record:
            key = "claim"
        record[key] = f"{record.get(key, 'Said')} again {self.counter}"
        return f"{key} of {record['id']}"

    def change_name(self) -> str:
        _, _, record = self.pick("actors", "units", "places")
        record["name"] = f"{record.get('name', '')} {self.chance.choice('ABC')}"
        return f"name of {record['id']}"

    def add_alias(self) -> str:
        """Another name, which may take over what was a mention of somebody else."""
        _, _, record = self.pick("actors", "units", "places", "terms")
        words = " ".join(str(text) for name, text in self.files.items() if name.endswith("text.md")).split()
        at = self.chance.randrange(len(words) - 2)
        record["aliases"] = [*record.get("aliases", []), " ".join(words[at : at + self.chance.choice((1, 2))])]
        return f"alias of {record['id']}"

    def drop_record(self) -> str:
        name, listed, record = self.pick("actors", "units", "places", "terms", "claims", "events", "positions")
        listed.remove(record)
        if not listed:
            kind = next(kind for kind, held in self.files[name].items() if held is listed)
            del self.files[name][kind]
            if not self.files[name]:
                del self.files[name]
        return f"no {record.get('id', 'position')}"

    def rename(self) -> str:
        """Another id, with the old one kept; references follow."""
        _, _, record = self.pick("actors", "units", "places", "terms", "claims", "events")
        old, new = record["id"], f"{record['id'][:40].rstrip('-')}-{self.counter}"
        self.files = {name: _renamed(value, old, new) for name, value in self.files.items()}
        for _, _, changed in self.records("actors", "units", "places", "terms", "claims", "events"):
            if changed["id"] == new:
                changed["was"] = [*changed.get("was", []), old]
        return f"{old} is {new}"

    def copy_claim(self) -> str:
        _, listed, record = self.pick("claims")
        again = copy.deepcopy(record) | {"id": f"claim-{self.counter}", "claim": f"Another thing, {self.counter}."}
        again.pop("was", None)
        if self.chance.random() < 0.3:
            again["contradicts"] = [record["id"]]
        listed.insert(self.chance.randrange(len(listed) + 1), again)
        return f"claim-{self.counter} like {record['id']}"

    def drop_position(self) -> str:
        _, _, record = self.pick("claims")
        if record.get("positions"):
            record["positions"].pop(self.chance.randrange(len(record["positions"])))
            if not record["positions"]:
                del record["positions"]
        return f"fewer positions on {record['id']}"

    def change_stance(self) -> str:
        _, _, record = self.pick("claims")
        for position in record.get("positions", [])[:1]:
            position["stance"] = self.chance.choice(("asserts", "confirms", "denies", "reports", "questions"))
            position["said"] = f"2025-04-0{self.chance.randrange(1, 10)}"
        return f"stance on {record['id']}"

    def move_place(self) -> str:
        _, _, record = self.pick("places")
        record["coordinates"] = [f"5{self.chance.randrange(4)}.{self.chance.randrange(10)}", "35.2"]
        return f"where {record['id']} is"

    def change_date(self) -> str:
        name = self.chance.choice([name for name in self.files if name.endswith("article.yml")])
        self.files[name]["published"] = f"2025-0{self.chance.randrange(1, 10)}-1{self.chance.randrange(10)}"
        return f"date of {name}"

    def change_text(self) -> str:
        name = self.chance.choice([name for name in self.files if name.endswith("text.md")])
        more = self.chance.choice(("Nobody else spoke.", "Zelensky was not there.", "# Afterwards\n\nIt was quiet."))
        before, after = self.chance.choice(((more, ""), ("", more)))
        self.files[name] = "\n\n".join(filter(None, (before, self.files[name].strip(), after))) + "\n"
        return f"text {name}"

    def correct(self) -> str:
        _, _, record = self.pick("claims")
        record["corrections"] = [
            *record.get("corrections", []),
            {"on": "2025-05-01", "what": f"Mended {self.counter}."},
        ]
        return f"correction of {record['id']}"

    def add_event(self) -> str:
        name, _, record = self.pick("claims")
        place = self.pick("places")[2]["id"]
        event = {"id": f"event-{self.counter}", "title": f"It happens {self.counter}", "when": "2025-04-07"}
        self.files[name].setdefault("events", []).append(event | {"places": [place], "claims": [record["id"]]})
        return f"event-{self.counter} about {record['id']}"

    def swap_records(self) -> str:
        """Another order, which no page may depend on but for the lines that can be edited."""
        name, listed, _ = self.pick("actors", "places", "claims", "events")
        self.chance.shuffle(listed)
        return f"order in {name}"

    def toggle_setting(self) -> str:
        settings = self.files["mkdocs.yml"]
        if self.chance.random() < 0.5:
            old, new = ("maps: true", "maps: false") if "maps: true" in settings else ("maps: false", "maps: true")
        else:
            old, new = "site_name: ", "site_name: A "
        self.files["mkdocs.yml"] = settings.replace(old, new, 1)
        return new

    def change_template(self) -> str:
        self.files["mine/parts/foot.html"] = f"{{# {self.counter} #}}\n"
        if self.chance.random() < 0.5:
            self.files["mine/parts/source_line.html"] = f"<p>Mine {self.counter}</p>\n"
        return "a template"

    def add_page(self) -> str:
        """A page of the project's own, with links to pages that are made."""
        claim, actor = self.pick("claims")[2]["id"], self.pick("actors")[2]["id"]
        name = self.chance.choice(("content/about.md", "content/more/notes.md"))
        up = "../" * (name.count("/") - 1)
        self.files[name] = f"# Notes {self.counter}\n\n[One]({up}claims/{claim}.md) and [two]({up}actors/{actor}.md).\n"
        return f"{name}, to {claim} and {actor}"

    def withhold(self) -> str:
        name = self.chance.choice([name for name in self.files if name.endswith("article.yml")])
        self.files[name]["show_text"] = "quotes" if self.files[name].get("show_text") == "full" else "full"
        return f"text of {name} {self.files[name]['show_text']}"

    def settle(self) -> str:
        """Names that are settled for the whole site."""
        words = " ".join(str(text) for name, text in self.files.items() if name.endswith("text.md")).split()
        place = self.pick("places")[2]["id"]
        self.files.setdefault("content/names.yml", {"mentions": {}})["mentions"][self.chance.choice(words)] = place
        return f"a name settled as {place}"


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(held, old, new) for key, held in value.items()}
    if isinstance(value, list):
        return [_renamed(held, old, new) for held in value]
    return new if value == old else value.replace(f"[[{old}", f"[[{new}") if isinstance(value, str) else value
