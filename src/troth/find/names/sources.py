"""Sources: from the words that name somebody at one place of a report to the fullest name the report gives."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from troth.find import lexicon
from troth.find.names.bodies import Bodies
from troth.find.names.descriptions import Described, described
from troth.find.names.people import HE, SHE, Named, People
from troth.find.names.subjects import NO_SUBJECTS, Subject, Subjects
from troth.text import sentences
from troth.types import Span

FARTHEST_BACK: Final = 8  # sentences from a pronoun to whom it means
_PRONOUNS: Final = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}
_RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_THEY: Final = frozenset({"they", "them", "their", "themselves"})
_OTHERS: Final = _THEY | {"it", "its", "itself"}
SUBJECTS_BACK: Final = 8  # subjects before "it" or "they" that it can take up
# A name ends where what is said of its bearer begins.
_TAIL: Final = re.compile(r"\s*(?:,|;|\(|\s[–—-]\s|--|\b(?:who|which|whose|that|supporting|backing|opposing|advising|representing)\b|:)")
# The plural of those who can speak, to judge by its end, before what is said of them.
_SPEAKING: Final = re.compile(
    r"^(?:[\w’'.-]+ ){0,5}?"
    r"(?:[A-Z]\w+s|\w+(?:ers|ors|ists|ians|cans|crats|men)|people|officials|aides|allies|critics|parents|students|experts)"
    r"(?=$|[,;]|\s(?:who|in|of|at|from|on|for|with|close|and)\b)"
)
_POSSESSED: Final = re.compile(r"(?:his|her|its|their) \w", re.IGNORECASE)
_APPOSED: Final = re.compile(r",\s+(?P<name>[^,;()]{2,80})")
_WORD: Final = re.compile(r"[^\s]+")
_EDGES: Final = " \n.,;:\"“”‘’'()[]–—-"
_POSSESSIVE: Final = re.compile(r"['’]s?$")
# "An aide to Mr. Smith" is an aide, not Smith; but "Senator Smith of Ohio" is Smith.
_OF_ANOTHER: Final = re.compile(r"\s(?:for|to|of|with|from|in|at|by|on|and|as|like|close)\s")


@dataclass(frozen=True, slots=True)
class Naming:
    """What names need of a whole report: its people and bodies, its sentences, its quotations and what it calls its people."""

    text: str
    people: People
    bodies: Bodies
    sentences: Sequence[Span]
    quoted: Sequence[Span]
    described: Described
    subjects: Subjects

    @classmethod
    def of(cls, text: str, people: People, bodies: Bodies, quoted: Sequence[Span] = (), subjects: Subjects = NO_SUBJECTS) -> Naming:
        """Gather it.

        `quoted` are the stretches between quotation marks, whose names no pronoun outside them means first; `subjects` are those of the
        parsed sentences.
        """
        return cls(text, people, bodies, sentences(text), quoted, described(text, people), subjects)

    def fullest(self, words: Span) -> str:
        """The fullest name in the report for the source that these words name; the words themselves where it gives no fuller one."""
        source = _POSSESSIVE.sub("", self.text[words.start : words.end].strip(_EDGES))
        lower = source.lower()
        if lower in _PRONOUNS:
            return self._meant(words.start, _PRONOUNS[lower]) or source
        if lower in _RELATIVE:
            return self._antecedent(words.start) or source
        if lower in _OTHERS:
            return self._taken_up(words.start, lower in _THEY) or source
        head = _TAIL.split(source, maxsplit=1)[0] or source
        if self._qualified(head):
            return head
        person = (
            self._person(head)
            or self._apposed(source)
            or self._of_description(head, words.start)
            or self._last_spoken_of(head, words.start)
        )
        return person or self._body(head, words.start)

    def _last_spoken_of(self, head: str, at: int) -> str | None:
        """Whom "the former surgeon" means where the report has not said so of anybody: who it told of last."""
        last = _OF_ANOTHER.split(head, maxsplit=1)[0].lower().split()
        if len(last) < 2 or last[0] != "the" or last[-1] not in lexicon.words("names", "persons"):
            return None
        return self._meant(at, _called(last[-1]))

    def _body(self, head: str, at: int) -> str:
        """The fuller name of a body; the words as they stand where the report gives none."""
        short = _without_article(head)
        fuller = self.bodies.fullest(short, at)
        if fuller == short and short != head:
            fuller = self.described.spelled_out(short) or self._same_kind(short) or short
        return head if fuller == short else fuller

    def _same_kind(self, short: str) -> str | None:
        """The proper name that ends in the noun: "the foundation" for "the Harbor Foundation"."""
        return self.described.spelled_out(short.capitalize()) if short in lexicon.words("speech", "sources") else None

    def _qualified(self, head: str) -> bool:
        """Whether the words before a preposition name somebody of their own: "an aide to Smith"."""
        parted = _OF_ANOTHER.split(head, maxsplit=1)
        return len(parted) > 1 and self._person(parted[0]) is None and parted[0][:1].islower() and not _definite(head)

    def _person(self, words: str) -> str | None:
        """The person whose name ends the words: "Democratic pollster Ada Ruiz"."""
        parts = [part for part in (_POSSESSIVE.sub("", word.strip(_EDGES)) for word in words.split()) if part]
        parted = _OF_ANOTHER.split(words, maxsplit=1)
        if len(parted) > 1:
            return self._person(parted[0]) if parted[0] != words else None
        for size in range(min(4, len(parts)), 1, -1):
            name = " ".join(parts[-size:])
            if name in self.people.full:
                return name
        if not parts or not parts[-1][:1].isupper():
            return None
        if len(parts) > 1 and parts[-1].lower() in lexicon.words("agents", "bodies"):
            return None
        return self.people.full_name(" ".join(parts))

    def _apposed(self, source: str) -> str | None:
        """The person named after a comma: "her chief of staff, Ada Ruiz"."""
        for found in _APPOSED.finditer(source):
            parts = found["name"].split()
            if len(parts) > 1 and (name := self._person(found["name"])) is not None:
                return name
        return None

    def _of_description(self, head: str, at: int) -> str | None:
        return self.described.bearer(head, at) if _definite(head) or _POSSESSED.match(head) else None

    def _meant(self, offset: int, pronoun: str) -> str | None:
        """Whom "he" or "she" means: nearest sentence first, in it the first subject that fits, else the first name.

        A sentence in which the same pronoun is the subject before any name that fits is passed over: the others in it are somebody else.
        """
        at = bisect_right(self.sentences, offset, key=lambda span: span.start)
        for quoted_too in (False, True):
            for sentence in reversed(self.sentences[max(0, at - FARTHEST_BACK) : at]):
                end = min(sentence.end, offset)
                again = self._again(sentence.start, end, pronoun)
                subject = self._subject(sentence.start, end if again is None else again, pronoun)
                if subject is not None:
                    return subject
                if again is None and (name := self._first_named(sentence.start, end, pronoun, quoted_too)) is not None:
                    return name
        return None

    def _again(self, start: int, end: int, pronoun: str) -> int | None:
        again = self.subjects.pronoun(start, end, {pronoun} if pronoun else {HE, SHE})
        return None if again is None or self._is_quoted(again) else again

    def _subject(self, start: int, end: int, pronoun: str) -> str | None:
        for subject in self.subjects.named(start, end):
            if subject.plural or self._is_quoted(subject.words.start):
                continue
            head = _TAIL.split(self.text[subject.words.start : subject.words.end], maxsplit=1)[0]
            name = self._person(head) or self._of_description(head, subject.words.start)
            if name is not None and self._fits(name, pronoun) and self.people.full_name(name) is not None:
                return name
        return None

    def _first_named(self, start: int, end: int, pronoun: str, quoted_too: bool) -> str | None:
        first = bisect_left(self.people.named, start, key=lambda named: named.start)
        last = bisect_left(self.people.named, end, key=lambda named: named.start)
        for named in self.people.named[first:last]:
            if not quoted_too and self._is_quoted(named.start):
                continue
            name = self.people.name(named)
            if name and self._fits(name, pronoun) and (quoted_too or not self._owns(named)):
                return name
        return None

    def _fits(self, name: str, pronoun: str) -> bool:
        return not pronoun or self.people.pronouns.get(name, pronoun) == pronoun

    def _owns(self, named: Named) -> bool:
        """Whether a name only says whose something is: "Smith's plan"."""
        end = named.start + len(" ".join([*named.titles, *named.words]))
        return self.text[end : end + 2] in {"'s", "’s"}

    def _is_quoted(self, offset: int) -> bool:
        at = bisect_right(self.quoted, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self.quoted[at].end

    def _antecedent(self, offset: int) -> str | None:
        """The words before a relative pronoun, read as a source of their own; a person named right before it, whatever the parse has."""
        if (beside := self._put_before(offset)) is not None:
            return beside
        nouns = [words for words in self.subjects.antecedents(offset) if words.end <= offset]
        for words in nouns:
            if (name := self._person(_TAIL.split(self.text[words.start : words.end], maxsplit=1)[0])) is not None:
                return name
        if nouns:
            return self._put_before(nouns[0].start) or self.fullest(nouns[0])
        first = max(self.text.rfind("\n", 0, offset) + 1, offset - 80)
        before = self.text[first:offset].rstrip(" ,")
        last = bisect_left(self.people.named, offset, key=lambda named: named.start) - 1
        if last >= 0 and self.people.named[last].start >= first:
            named = self.people.named[last]
            between = self.text[named.start : offset].rstrip(" ,")
            if len(between.split()) <= len(named.words) + len(named.titles) + 6:
                return self.people.name(named)
        found = re.search(r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]hose|[Ss]ome|[Mm]any) )?(?:[\w’'-]+ ){0,2}[\w’'-]+$", before)
        return self._body(found[0], offset) if found else None

    def _put_before(self, offset: int) -> str | None:
        """The person whose name stands right before these words, with a comma between: "Ada Ruiz, a lawyer"."""
        last = bisect_left(self.people.named, offset, key=lambda named: named.start) - 1
        if last < 0:
            return None
        named = self.people.named[last]
        between = self.text[named.start : offset]
        words = " ".join([*named.titles, *named.words])
        return self.people.name(named) if between in {f"{words}, ", f"{' '.join(named.words)}, "} else None

    def _taken_up(self, offset: int, plural: bool) -> str | None:
        """What "it" or "they" takes up: a subject of the nearest sentence, but no person's name and nothing inside quotation marks."""
        near = []
        for subject in self.subjects.before(offset, plural, SUBJECTS_BACK):
            words = self.text[subject.words.start : subject.words.end]
            if subject.words.end <= offset and not self._is_quoted(subject.words.start) and (plural or self._person(words) is None):
                near.append(subject)
        if not near:
            return None
        meant = min(near, key=self._unlikely) if plural else near[0]
        return self.fullest(meant.words)

    def _unlikely(self, subject: Subject) -> int:
        """How unlikely "they said" takes up a subject: least if it says something itself, less if it can."""
        return 0 if subject.speaks else 1 if _SPEAKING.search(self.text[subject.words.start : subject.words.end]) else 2


def _called(noun: str) -> str:
    """The pronoun that fits whom a noun means; empty where both do."""
    if noun in lexicon.words("names", "women_called"):
        return SHE
    return HE if noun in lexicon.words("names", "men_called") else ""


def _definite(head: str) -> bool:
    return head.split(" ", 1)[0].lower() in {"the", "that", "this", "these", "those"} or head[:1].isupper()


def _without_article(head: str) -> str:
    first, _, rest = head.partition(" ")
    return rest if rest and first.lower() in {"the", "his", "her", "its", "their"} else head
