"""What was heard in our own words, in so few words that those of a whole archive can be gone through at an edit.

Most records give no cause for a doubt, and what could give one stands in the
record itself. So of each the gist is remembered, as long as its digest is the
same; only where claims, names or texts have changed is it held against them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json, to_json

from generator.proof.disputed import Denied
from generator.proof.quotation_marks import Searched


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a record's own words may give cause for a doubt, besides words that deny nothing by themselves.

    `labels` are the names of other records that its prose shows, by their ids; `quoted` is what stands in
    quotation marks and must be somebody's words; `judges` tells that a verb may judge a speaker, if the name
    before it is one's; `claims` are those that it links to with words of its own, or that an event is about.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    quoted: Sequence[str] = ()
    judges: bool = False
    claims: Sequence[str] = ()


NO_GIST = Gist()
"""Of most records."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in all records at one time, by the records' ids.

    `digests` are those of the records; `gists` are those in which there is anything; `stems` are the words of
    the texts that could tell a claim as a fact, a line for each text. `denied` are the claims in dispute,
    `told` those of them that a record tells as facts; `doubts` were found under a stamp.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    gists: Mapping[str, Gist] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    denied: Mapping[str, Denied] = field(default_factory=dict)
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    doubts: Mapping[str, tuple[str, list[Any]]] = field(default_factory=dict)
    searched: Searched = field(default_factory=Searched)


def write_heard(heard: Heard) -> bytes:
    """Write all that was heard as a file can hold it."""
    gists = [(name, (gist.labels, gist.quoted, gist.judges, gist.claims)) for name, gist in heard.gists.items()]
    searched = [heard.searched.held, heard.searched.absent, heard.searched.texts]
    return to_json([heard.digests, gists, heard.stems, heard.denied, heard.told, heard.doubts, searched])


def read_heard(kept: bytes) -> Heard:
    """Read what was written."""
    # Nearly every text stands there once.
    digests, gists, stems, denied, told, doubts, searched = from_json(kept, cache_strings="none")
    held, absent, texts = searched
    return Heard(
        dict(digests),
        {name: Gist(labels, tuple(quoted), judges, tuple(claims)) for name, (labels, quoted, judges, claims) in gists},
        dict(stems),
        dict(denied),
        dict(told),
        {name: (stamp, found) for name, (stamp, found) in doubts.items()},
        Searched(dict(held), tuple(absent), dict(texts)),
    )
