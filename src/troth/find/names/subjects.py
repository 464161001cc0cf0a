"""Subjects: whose acts the parsed sentences of a report tell, so that "it", "they" and "who" can be read as whom they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import FARTHEST, RELATIVE, SUBJECT
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLURAL: Final = frozenset({"NNS", "NNPS"})
_NOUNS: Final = frozenset({"NN", "NNP"}) | _PLURAL


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, whether "they" rather than "it" takes it up, where its sentence starts, and whether it says something."""

    words: Span
    plural: bool
    sentence: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects that are nouns, in order; by the offset of a relative pronoun what it may stand for; and the personal
    pronouns that are subjects."""

    nouns: tuple[Subject, ...] = ()
    relative: tuple[tuple[int, tuple[Span, ...]], ...] = ()
    pronouns: tuple[tuple[int, str], ...] = ()

    def named(self, start: int, end: int) -> tuple[Subject, ...]:
        """The nouns that are subjects between two offsets."""
        first = bisect_left(self.nouns, start, key=lambda subject: subject.words.start)
        return self.nouns[first : bisect_left(self.nouns, end, key=lambda subject: subject.words.start)]

    def pronoun(self, start: int, end: int, words: Collection[str]) -> int | None:
        """Where the first of these pronouns is a subject between two offsets."""
        first = bisect_left(self.pronouns, (start, ""))
        last = bisect_left(self.pronouns, (end, ""))
        return next((at for at, word in self.pronouns[first:last] if word in words), None)

    def before(self, offset: int, plural: bool, within: int) -> Iterable[Subject]:
        """The subjects that a pronoun at this offset may mean, likeliest first: by sentence, nearest first, and in it from the left."""
        at = bisect_left(self.nouns, offset, key=lambda subject: subject.words.start)
        near = [subject for subject in self.nouns[max(0, at - within) : at] if subject.plural == plural]
        return sorted(near, key=lambda subject: (-subject.sentence, subject.words.start))

    def antecedents(self, offset: int) -> tuple[Span, ...]:
        """What the relative pronoun at this offset may stand for: the noun it hangs on, then those that this one is said of."""
        at = bisect_left(self.relative, offset, key=lambda pair: pair[0])
        return self.relative[at][1] if at < len(self.relative) and self.relative[at][0] == offset else ()


NO_SUBJECTS: Final = Subjects()


def subjects(parsed: Iterable[tuple[Span, Doc]]) -> Subjects:
    """The subjects of parsed sentences."""
    nouns: list[Subject] = []
    relative: list[tuple[int, tuple[Span, ...]]] = []
    pronouns: list[tuple[int, str]] = []
    for sentence, doc in parsed:
        for place in _places(doc):
            token = doc[place]
            if token.tag_ in _NOUNS:
                nouns.append(Subject(_words(token, sentence.start), _plural(token), sentence.start, _speaks(token)))
            elif token.tag_ == "PRP":
                pronouns.append((sentence.start + token.idx, token.lower_))
            elif token.tag_ in RELATIVE and token.head.dep_ == "relcl":
                relative.append((sentence.start + token.idx, tuple(_climbed(token, sentence.start))))
    nouns.sort(key=lambda subject: subject.words.start)
    relative.sort(key=lambda pair: pair[0])
    return Subjects(tuple(nouns), tuple(relative), tuple(sorted(pronouns)))


def _places(doc: Doc) -> list[int]:
    """Where the subjects are.  Looking at the whole sentence at once costs a tenth of asking token by token."""
    from spacy.strings import get_string_id

    wanted = {get_string_id(name) for name in SUBJECT} | {doc.vocab.strings[name] for name in SUBJECT}
    return [place for place, dependency in enumerate(doc.to_array("DEP").tolist()) if dependency in wanted]


def _climbed(pronoun: Token, start: int) -> Iterator[Span]:
    """The noun that a relative clause hangs on, then what it is put beside or belongs to: "Ruiz, a lawyer for the firm, who"."""
    noun = pronoun.head.head
    for _ in range(FARTHEST):
        yield _words(noun, start, pronoun.i)
        above = noun.head
        if noun.dep_ == "pobj" and above.dep_ == "prep":
            above = above.head
        elif noun.dep_ not in {"appos", "conj"}:
            return
        if above.tag_ not in _NOUNS:
            return
        noun = above


def _speaks(token: Token) -> bool:
    return token.head.lower_ in lexicon.words("speech", "says")


def _plural(token: Token) -> bool:
    return token.tag_ in _PLURAL or any(kid.dep_ == "conj" for kid in token.rights)


def _words(token: Token, start: int, before: int | None = None) -> Span:
    """The words of a noun phrase, up to a relative pronoun inside it."""
    first, last = token.left_edge.i, token.right_edge.i
    if before is not None and first < before <= last:
        last = max(token.i, before - 1)
    end = token.doc[last]
    return Span(start + token.doc[first].idx, start + end.idx + len(end))
