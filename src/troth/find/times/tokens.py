"""A text as words with classes: each word one character of a code string, so that rules are regular expressions over words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, Final

from troth.find import lexicon

PLAIN: Final = "."  # the code of a word that no rule names
FIRST_CODE: Final = 0x100  # codes are letters from here on, none of which means anything in a regular expression

# A token takes the space behind it, so that the tokens are the whole text and their lengths tell where each starts.
# Every alternative is possessive or bounded, so that tokenising is linear; words come first, being most.  Groups are bounded, never
# possessive: Python 3.11.2, which Debian 12 has, misreads a possessive group.
_TOKEN: Final = re.compile(
    r"""(?:[^\W\d_]{2,}+
    |\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
    |\d{1,2}/\d{1,2}/\d{2,4}(?![\w/])
    |\d{1,2}:\d\d(?::\d\d)?(?![\w:])
    |\d++(?:,\d{3}){0,9}(?:\.\d++)?(?:st|nd|rd|th|['’]?s)?(?!\w)
    |['’]\d\ds?\b
    |[AaPp]\.\ ?[Mm]\b\.?
    |['’]s\b
    |\n\n
    |.)[ ]?""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: where each starts, what it is (with the space behind it), and its code."""

    starts: list[int]
    raw: list[str]
    codes: str

    def __len__(self) -> int:
        return len(self.raw)

    def end(self, at: int) -> int:
        """The offset behind a word."""
        return self.starts[at] + len(self.written(at))

    def written(self, at: int) -> str:
        """A word as it is written; the empty string outside the text."""
        return self.raw[at].rstrip(" ") or " " if 0 <= at < len(self.raw) else ""

    def word(self, at: int) -> str:
        """A word in small letters; the empty string outside the text."""
        return self.written(at).lower()


def tokenise(text: str) -> Tokens:
    """The words, numbers and marks of a text."""
    raw = _TOKEN.findall(text)
    lexicon = load()
    known, shape = lexicon.codes.get, lexicon.shape
    codes = [known(word) or (PLAIN if word[0] > "9" and word[0] != "’" else shape(word.rstrip(" "))) for word in raw]
    return Tokens(list(accumulate(map(len, raw), initial=0)), raw, "".join(codes))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `times.toml`: the code of each as written in a text, its keys by class, and the codes that each class covers."""

    codes: dict[str, str]
    keys: dict[tuple[str, str], str]
    classes: dict[str, str]
    shapes: dict[str, str]

    def key(self, word: str, name: str) -> str | None:
        """What a word means as one of a class, or None when it is none."""
        return self.keys.get((name, word.lower()))

    def shape(self, word: str) -> str:
        """The code of a word that is not listed: of a number by its form, else plain."""
        return self.shapes[_shape(word)] if word[:2].strip("'’")[:1].isdecimal() else PLAIN


SHAPES: Final = {
    "small": ("number", "small"),  # can be the day of a month or an hour
    "year": ("number", "yyyy"),
    "number": ("number",),
    "ordnum": ("ordnum",),
    "decade": ("decade",),
    "shortyear": ("shortyear",),
    "clock": ("clock",),
    "date": ("date",),
    "other": (),
}
_ORDINAL: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_DECADE: Final = re.compile(r"(?:['’]|1[5-9]|20)?\d0['’]?s")


def _shape(word: str) -> str:
    if word.isdecimal() and word.isascii():
        if len(word) <= 2:
            return "small" if 0 <= int(word) <= 31 else "number"
        return "year" if len(word) == 4 and "1000" <= word < "3000" else "number"
    if word[0] in "'’" and len(word) == 3:
        return "shortyear"
    if _DECADE.fullmatch(word):
        return "decade"
    if len(word) < 5 and _ORDINAL.fullmatch(word):
        return "ordnum"
    if len(word) > 5 and (word.count("/") == 2 or word[4] == "-"):
        return "date"
    if ":" in word:
        return "clock"
    return "number" if word[-1].isdecimal() and word.isascii() else "other"


@cache
def load() -> Lexicon:
    """The lexicon, read once."""
    data = lexicon.table("times")
    cased = frozenset(data["cased"].split())
    named = _named(data)
    keys: dict[tuple[str, str], str] = {}
    forms: dict[str, set[str]] = {}  # by word as written: the classes that rules ask for
    for name, table in data["class"].items():
        for key, spelled in table.items():
            for word in spelled.split():
                keys[name, word] = key
                if name in named:
                    for form in _written(word, name in cased):
                        forms.setdefault(form, set()).add(name)
    for word in sorted(named - data["class"].keys() - {shape for shapes in SHAPES.values() for shape in shapes} - {"plain"}):
        for form in _written(word, False):
            forms.setdefault(form, set()).add(f"={word}")
    signatures = sorted({tuple(sorted(names)) for names in (*forms.values(), *SHAPES.values()) if names})
    code = {signature: chr(FIRST_CODE + at) for at, signature in enumerate(signatures)}
    classes = {"plain": PLAIN}
    for signature in signatures:
        for name in signature:
            classes[name] = classes.get(name, "") + code[signature]
    return Lexicon(
        codes={form + space: code[tuple(sorted(names))] for form, names in forms.items() for space in ("", " ")},
        keys=keys,
        classes=classes,
        shapes={shape: code[tuple(sorted(names))] if names else PLAIN for shape, names in SHAPES.items()},
    )


def listed(name: str) -> frozenset[str]:
    """A plain list of words of the file."""
    return lexicon.words("times", name)


def _written(word: str, cased: bool) -> Iterator[str]:
    yield from dict.fromkeys((word.capitalize(), word.upper(), *(() if cased else (word,))))


_NAME: Final = re.compile(r"\b[a-z_]+\b")


def _named(data: dict[str, Any]) -> set[str]:
    """The names that patterns use: of classes, and words that stand for themselves."""
    patterns = [*data["parts"].values(), *(pattern for rule in data["rule"] for pattern in rule["patterns"])]
    holidays = {word for holiday in data["holidays"] for word in holiday.split() if word.isalpha()}
    return {name for pattern in patterns for name in _NAME.findall(pattern)} | holidays | {"possessive"}
