"""From trees to records: what each top-level key holds, what is filled in, what is refused."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import get_args

from pydantic import ValidationError

from generator.model import (
    Actor,
    Article,
    Claim,
    Event,
    Kind,
    Listing,
    Node,
    Place,
    Position,
    Reading,
    Record,
    Scalar,
    Table,
    Term,
    Unit,
)
from generator.model.values import Line, MentionRef
from generator.problems import Problem, Span, did_you_mean, nearest
from generator.read.faults import Told, has_bad_key, name_of, tell, tell_missing, with_article
from generator.read.limits import MOST_FAULTS, TOO_MANY, stop_at
from generator.read.mending import leave_out_faults
from generator.read.misplaced import bring_under, find_claim, find_position, join_parted
from generator.read.refused_ids import can_be_id, ids_in, lacks_ids

KINDS: dict[str, type[Record]] = {
    "actors": Actor,
    "units": Unit,
    "places": Place,
    "terms": Term,
    "claims": Claim,
    "positions": Position,
    "events": Event,
    "reviews": Reading,
}
"""What each top-level key holds a list of."""

_NAMELESS = frozenset({"positions", "reviews", "mentions", *Article.model_fields})
"""Keys of what nothing refers to by an id."""

_OF_THE_SITE = ("reviews", "mentions")
"""Keys of what concerns the whole site and stands outside the folders of articles."""

_ID_LINE = re.compile(
    r"""^(?:(?P<top>[a-z]+):|(?:[^\S\n]|[-–—−•*])*\{?[ \t]*["']?id["']?[ \t]*:[ \t]*["']?(?P<id>[\w-]+))"""
    r"|[ \t]-[ \t]+id:[ \t]+(?P<glued>[\w-]+)",
    re.MULTILINE,
)


_TO_REVIEWS = "move it to content/reviews.yml, which holds the readings of the whole site"


@dataclass(frozen=True, slots=True)
class SiteMention:
    """A name that is settled for the whole site. `span` is the name's place, `target_span` the id's."""

    name: str
    target: str
    span: Span
    target_span: Span


class _SiteMentions(Record):
    """The top-level `mentions:` outside the folders of articles."""

    mentions: dict[Line, MentionRef]


@dataclass(slots=True)
class Gathering:
    """What has been read so far. `records` is by top-level key, and `articles`.

    `unproven` is where an article stands that names no checksum of its text.
    """

    records: dict[str, list[Record]] = field(default_factory=lambda: {key: [] for key in [*KINDS, "articles"]})
    mentions: list[SiteMention] = field(default_factory=list)
    rejected: dict[str, Kind | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    incomplete: bool = False
    emptied: bool = False
    blind: bool = False
    unproven: Span | None = None

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found wrong; of an article whose folder is misnamed that is told elsewhere."""
        return not (self.problems or self.rejected)

    def join(self, other: "Gathering") -> None:
        """Take over what was read elsewhere."""
        for key, records in other.records.items():
            self.records[key] += records
        self.mentions += other.mentions
        for some_id, kind in other.rejected.items():
            self.rejected.setdefault(some_id, kind)
        self.problems += other.problems
        self.incomplete |= other.incomplete
        self.emptied |= other.emptied
        self.blind |= other.blind

    def lose(self, problem: Problem) -> None:
        """Note a file of which nothing can be made out."""
        self.problems.append(problem)
        self.reject_text(None)

    def add_file(self, node: Node, file: str, article: str | None) -> None:
        """Take the records of a file; `article` is the folder it lies in."""
        if not isinstance(node, Table):
            self._refuse_top(node, file)
            return
        self.blind |= has_bad_key(node)
        self.emptied |= not node.refused.isdisjoint(KINDS.keys() - node.keys())
        for key, value in node.items():
            if self._has_enough(node.keys_at[key]):
                return
            if key == "reviews" and article:
                self._refuse_reviews(node)
            elif key in KINDS:
                self._add_list(key, value, article)
            elif key == "mentions" and article is None:
                self._add_mentions(node, value)
            else:
                self._refuse_top_key(node, key, article)

    def add_article(self, node: Node, file: str, article: str, *, misnamed: bool = False) -> Article | None:
        """Take an article.yml; the article's id is the name of its folder, told already where it is misnamed."""
        if not isinstance(node, Table):
            message = "an article is written as a table of keys and values"
            help_text = 'write one "key: value" a line, such as "title: …"'
            self.problems.append(Problem("wrong-type", node.span, message, help_text))
            self.rejected[article] = "article"
            return None
        before = len(self.problems)
        self.unproven = None if "text_sha256" in node.keys_at else node.span
        self._drop_misplaced(node, article)
        if misnamed:
            node.refused.add("id")
        else:
            _give(node, "id", article, Span(file))
        record, sound = self._validate(Article, node)
        if not sound or len(self.problems) > before:
            self.rejected[article] = "article"
        if not isinstance(record, Article):
            return None
        self.records["articles"].append(record)
        return record

    def withhold_text(self) -> None:
        """Have the text of the article taken last withheld everywhere, whatever its record asks for."""
        articles = self.records["articles"]
        articles[-1] = articles[-1].changed(show_text="quotes")

    def reject_id(self, some_id: str, kind: Kind | None) -> None:
        """Note an id, so that nobody calls it unknown."""
        self.rejected.setdefault(some_id, kind)
        # An id with a capital is refused, while others may name it in small letters.
        self.rejected.setdefault(some_id.lower(), kind)
        self.blind |= kind is not None and not can_be_id(some_id.lower())

    def reject_text(self, text: str | None) -> None:
        """Note the ids of a file that could not be read; None where nothing can be made out."""
        self.incomplete = True
        self.blind |= text is None
        kind: Kind | None = None
        for found in _ID_LINE.finditer(text or ""):
            if found["top"]:
                kind = _kind_of(found["top"])
            else:
                self.reject_id(found["id"] or found["glued"], kind)

    def reject_doubles(self, doubles: list[tuple[str, Node]]) -> None:
        """Note the ids under keys that stand a second time: a hyphen may be missing, or a list is divided in two.

        An empty key tells that the line with a record's id is missing.
        """
        for key, value in doubles:
            self.blind |= not key
            if key == "id" or key in KINDS:
                self.incomplete = True
                self._reject_ids(value, _kind_of(key), nameless=key in _NAMELESS)

    def _refuse_top(self, node: Node, file: str) -> None:
        what = "a list" if isinstance(node, Listing) else "text"
        message = f"the file begins with {what}; a table of keys and values is needed"
        help_text = 'begin with a line such as "claims:" that says what the entries are, and write them below it'
        name = _name_of(node, file) if isinstance(node, Listing) else None
        if name:
            help_text = f'write a line "{name}:" above this one, which says what the entries are'
        self.problems.append(Problem("wrong-type", node.span, message, help_text))
        self._reject_ids(node, None)

    def _refuse_top_key(self, node: Table, key: str, article: str | None) -> None:
        known = [*(key for key in KINDS if key not in _OF_THE_SITE), *([] if article else _OF_THE_SITE)]
        nameless = key in _NAMELESS or nearest(key, known) in _NAMELESS
        self._reject_ids(node[key], None, nameless=nameless)
        if article and key in Article.model_fields:
            message = f'"{key}" belongs to the article and cannot stand in this file'
            problem = Problem("misplaced-key", node.keys_at[key], message, "move it to the article.yml of this folder")
        else:
            listed = f"the keys that a file may begin with: {', '.join(known)}"
            remark = "if this line is a remark, put # in front of it; if not, these are "
            help_text = did_you_mean(key, known, remark + listed if isinstance(node[key], Scalar) else listed)
            message = f'"{key}" does not say what kind of records follow'
            problem = Problem("unknown-key", node.keys_at[key], message, help_text)
        self.problems.append(problem)

    def _refuse_reviews(self, node: Table) -> None:
        message = '"reviews" cannot stand in the folder of an article'
        self.problems.append(Problem("misplaced-key", node.keys_at["reviews"], message, _TO_REVIEWS))

    def _add_list(self, key: str, value: Node, article: str | None) -> None:
        model = KINDS[key]
        if has_bad_key(value):
            self._reject_ids(value, _kind_of(key), nameless=key in _NAMELESS)
            return
        if not isinstance(value, Listing):
            message = f'a list is needed behind "{key}"'
            help_text = f'write each {name_of(model)} as an entry below that begins with "- "'
            self.problems.append(Problem("wrong-type", value.span, message, help_text))
            self._reject_ids(value, _kind_of(key), nameless=key in _NAMELESS)
            return
        self.problems += join_parted(model, value)
        for entry in value:
            if self._has_enough(entry.span):
                return
            self._add_entry(key, entry, article)

    def _has_enough(self, span: Span) -> bool:
        """Tell whether more faults have been found than anybody would read of; the rest of the file is let go then."""
        if len(self.problems) < MOST_FAULTS:
            return False
        if self.problems[-1].code != TOO_MANY:
            self.problems.append(stop_at(span))
        self.incomplete = self.blind = True
        return True

    def _add_entry(self, key: str, entry: Node, article: str | None) -> None:
        model = KINDS[key]
        if not isinstance(entry, Table):
            message = f"{with_article(name_of(model))} is written as a table of keys and values"
            help_text = f'write "- {next(iter(_first_keys(model)))}: …", and its other keys below it'
            self.problems.append(Problem("wrong-type", entry.span, message, help_text))
            self._reject_ids(entry, _kind_of(key), nameless=key in _NAMELESS)
            return
        moved = find_position(model, entry)
        if moved:
            self.problems.append(moved)
            self.incomplete = True
            return
        before = len(self.problems)
        self._fill_in(model, entry, article)
        record, sound = self._validate(model, entry)
        if not sound or len(self.problems) > before:
            self._reject_ids(entry, _kind_of(key), nameless=key in _NAMELESS)
        if record is not None:
            self.records[key].append(record)
        elif model is Position:
            self.incomplete = True

    def _validate(self, model: type[Record], table: Table) -> tuple[Record | None, bool]:
        """Make a record, or what can be made of it, and tell whether it is without fault."""
        bring_under(model, table, self.problems)
        try:
            return model.model_validate(table), not table.refused
        except ValidationError as error:
            self.problems += tell(error, Told(table, model))
            return leave_out_faults(model, table, error), False

    def _fill_in(self, model: type[Record], table: Table, article: str | None) -> None:
        """Put in what a record need not say because its place says it."""
        if model is Claim:
            positions = table.get("positions")
            self._put_right(positions)
            for position in positions if isinstance(positions, Listing) else []:
                if isinstance(position, Table):
                    self._fill_in_nested(position, table.get("id"), article)
        elif model is Position:
            self._demand(table, "claim")
            self._fill_in_article(table, article)
        elif model is Event and article:
            _give(table, "article", article, table.span)

    def _put_right(self, positions: Node | None) -> None:
        """Put right positions that a hyphen or a column has torn apart."""
        if isinstance(positions, Listing):
            self.problems += join_parted(Position, positions)
            while claim := find_claim(positions):
                self.problems.append(claim)
                self.blind = True

    def _fill_in_nested(self, position: Table, claim: Node | None, article: str | None) -> None:
        if "claim" in position.keys_at:
            message = 'this position stands under its claim and needs no "claim"'
            help_text = 'delete this line, or move the position to a list "positions:" of its own'
            self.problems.append(Problem("unknown-key", position.keys_at["claim"], message, help_text))
        else:
            # Without an id that is one, the claim goes, and its positions with it.
            _give(position, "claim", str(claim), position.span)
        self._fill_in_article(position, article)

    def _fill_in_article(self, position: Table, article: str | None) -> None:
        if article:
            _give(position, "article", article, position.span)
        else:
            self._demand(position, "article")

    def _demand(self, position: Table, key: str) -> None:
        """Ask for a key that the model leaves open, because other places fill it in."""
        if key not in position.keys_at:
            self.problems.append(tell_missing(Told(position, Position), key))

    def _drop_misplaced(self, table: Table, article: str) -> None:
        """Refuse in an article.yml its id and lists of records, and take them out."""
        if "id" in table.keys_at:
            message = f'an article has no key "id": its id is the name of its folder, "{article}"'
            self.problems.append(Problem("unknown-key", table.keys_at["id"], message, "delete this line"))
            self._reject_ids(table, "article")
            _take(table, "id")
        for key in [key for key in table.keys_at if key in KINDS]:
            message = f'"{key}" cannot stand in article.yml'
            help_text = f"move it to a file of its own in this folder, such as {key}.yml"
            help_text = _TO_REVIEWS if key == "reviews" else help_text
            if key in table:
                self.problems.append(Problem("misplaced-key", table.keys_at[key], message, help_text))
            self._reject_ids(table.get(key), _kind_of(key), nameless=key in _NAMELESS)
            _take(table, key)

    def _add_mentions(self, node: Table, value: Node) -> None:
        table = Table(node.span)
        table["mentions"] = value
        _, sound = self._validate(_SiteMentions, table)
        if not sound or not isinstance(value, Table):
            return
        for name, target in value.items():
            words = " ".join(unicodedata.normalize("NFC", name).split())
            self.mentions.append(SiteMention(words, str(target), value.keys_at[name], target.span))

    def _reject_ids(self, node: Node | None, kind: Kind | None, *, nameless: bool = False) -> None:
        """Note the ids in something that is refused; `nameless` are entries that need none."""
        for found in ids_in(node):
            self.reject_id(found, kind)
        self.blind |= not nameless and lacks_ids(node)


def _name_of(entries: Listing, file: str) -> str | None:
    """Find what a list without a name holds: by its file's name, else by the keys of its first entry."""
    stem = file.rpartition("/")[2].partition(".")[0]
    if stem in KINDS:
        return stem
    keys = entries[0].keys_at.keys() if entries and isinstance(entries[0], Table) else set[str]()
    fits = [key for key, model in KINDS.items() if keys and keys <= model.model_fields.keys()]
    return fits[0] if fits else None


def _kind_of(key: str) -> Kind | None:
    name = key.removesuffix("s")
    return next((kind for kind in get_args(Kind) if kind == name), None)


def _first_keys(model: type[Record]) -> list[str]:
    needed = [name for name, info in model.model_fields.items() if info.is_required()]
    return sorted(needed, key="id".__ne__)


def _give(table: Table, key: str, value: str, span: Span) -> None:
    if key not in table.keys_at:
        table[key] = Scalar.at(value, span)
        table.keys_at[key] = span


def _take(table: Table, key: str) -> None:
    table.pop(key, None)
    del table.keys_at[key]
    table.refused.discard(key)
