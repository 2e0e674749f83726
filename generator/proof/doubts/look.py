"""A position as a doubting reader looks at it: its quote in its paragraph, and what stands around it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.link import REPORT, LinkedPosition
from generator.model import Article
from generator.proof.lexicon import Cue, CueKind
from generator.proof.passages import Passage, Passages, Quoted
from generator.proof.speakers import Speakers, Spoken
from generator.text import Range, fold

_VERB_REACH = 60
"""Characters over which the words of one verb may be spread: "wies die Vorwürfe zurück"."""

_SPEECH: frozenset[CueKind] = frozenset({"speech"})

_EARLIER = 2
"""Sentences before a quotation's words in which its speaker may be named."""


SAY_WHY = "say why in a line because: (three words or more)"
"""The end of a help: a doubt is answered in words."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look again. `key` is the field of the record it is about; `at` is the passage to show.

    `discreet` is a message without words of the text, where `message` holds some.
    """

    code: str
    key: str
    message: str
    help: str
    at: tuple[Passage, Range]
    discreet: str = ""


@dataclass(frozen=True)
class Look:
    """A position with its quote found, and the means to read around it."""

    position: LinkedPosition
    article: Article
    passages: Passages
    speakers: Speakers
    quoted: tuple[Quoted, ...]
    label: Callable[[str], str]
    """Gives the name of a speaker."""

    @property
    def is_report(self) -> bool:
        """Tell whether the article speaks in its own voice."""
        return self.position.actor == REPORT

    @property
    def first(self) -> Quoted:
        """What the quote takes of the first paragraph it touches."""
        return self.quoted[0]

    @property
    def shown(self) -> tuple[Passage, Range]:
        """The sentences in which the quote begins, to be shown to an editor."""
        sentences = self.first.sentences
        return self.first.passage, (sentences[0][0], sentences[-1][1])

    @cached_property
    def touched(self) -> tuple[tuple[Passage, Range], ...]:
        """The sentences that hold quoted words."""
        return tuple((quoted.passage, sentence) for quoted in self.quoted for sentence in quoted.sentences)

    @cached_property
    def around(self) -> tuple[tuple[Passage, Range], ...]:
        """The sentences beside words in quotation marks, where whoever says them may be named."""
        passage, start = self.first.passage, self.first.start
        if not self._in_quotation_marks:
            return ()
        earlier = [(passage, s) for s in passage.sentences_of(0, self.touched[0][1][0])][-_EARLIER:]
        before = self.passages.before(passage) if not earlier and start < len(passage.text) else None
        if before is not None and before.sentences:
            earlier = [(before, before.sentences[-1])]
        last, (_, end) = self.touched[-1]
        later = [(last, s) for s in last.sentences if s[0] >= end][:1]
        return (*earlier, *later)

    @property
    def _in_quotation_marks(self) -> bool:
        text, (sentence, _) = self.first.passage.text, self.touched[0][1]
        return text.count('"', 0, self.first.start) % 2 == 1 or text.startswith('"', sentence)

    def distance(self, passage: Passage, cue: Cue) -> int:
        """Tell how far a cue stands from the quoted words: 0 within them."""
        for quoted in self.quoted:
            if quoted.passage is passage:
                if quoted.start <= cue.start and cue.end <= quoted.end:
                    return 0
                return min(abs(quoted.start - cue.end), abs(cue.start - quoted.end)) + 1
        return len(passage.text) + abs(cue.start)

    @cached_property
    def verbs(self) -> tuple[tuple[Passage, Spoken], ...]:
        """The record's verb wherever it stands in the sentences of the quote, else beside them, with its subject."""
        return tuple(self._find_verb(self.touched)) or tuple(self._find_verb(self.around))

    def _find_verb(self, sentences: tuple[tuple[Passage, Range], ...]) -> Iterator[tuple[Passage, Spoken]]:
        pattern = verb_pattern(self.position.record.verb)
        for passage, sentence in sentences:
            for match in pattern.finditer(passage.text, *sentence):
                listed = passage.cues_within(*match.span())
                stance = next((cue.stance for cue in listed if cue.stance), None)
                kinds = _SPEECH.union(*(cue.kinds for cue in listed))
                cue = Cue(*match.span(), match[0], kinds, stance)
                yield passage, Spoken(cue, self.speakers.subject(passage, sentence, cue))

    @cached_property
    def spoken(self) -> tuple[tuple[Passage, Spoken], ...]:
        """All cues of speech in the sentences of the quote, else beside them, with their subjects."""
        return tuple(self._find_spoken(self.touched)) or tuple(self._find_spoken(self.around))

    def _find_spoken(self, sentences: tuple[tuple[Passage, Range], ...]) -> Iterator[tuple[Passage, Spoken]]:
        for passage, sentence in sentences:
            yield from ((passage, spoken) for spoken in self.speakers.within(passage, sentence))

    @cached_property
    def governing(self) -> tuple[Spoken, ...]:
        """The cues that give the quoted words their speaker: those within them, else the nearest one.

        The record's own verb comes before all other cues.
        """
        found = self.verbs or self.spoken
        measured = sorted(((self.distance(p, s.cue), s) for p, s in found), key=lambda entry: entry[0])
        inside = tuple(spoken for distance, spoken in measured if distance == 0)
        return inside or tuple(spoken for _, spoken in measured[:1])

    def holds(self, spoken: Spoken) -> bool:
        """Tell whether a cue stands within the quoted words."""
        return any(self.distance(quoted.passage, spoken.cue) == 0 for quoted in self.quoted)


@lru_cache(maxsize=1024)
def verb_pattern(verb: str) -> re.Pattern[str]:
    """Make a pattern of a verb's words in their order, with few others between them.

    Each word is taken where it stands next, once for all: to try every other place would take for ever.
    """
    first, *others = map(re.escape, fold(verb).split())
    between = f"\\b(?:(?![.!?]\\s).){{0,{_VERB_REACH}}}?\\b"
    steps = "\\b)".join(f"(?>{between}{word}" for word in others)
    return re.compile(f"(?<!\\w){first}{steps}(?!\\w){')' if others else ''}", re.IGNORECASE)
