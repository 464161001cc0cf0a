"""Numbers as news writes them: figures, words, halves, and words that name no number."""

from __future__ import annotations

from typing import Final

from troth.find.times import tokens

UNKNOWN: Final = "X"  # TIMEX3's sign for an amount that is not told
LONGEST_NUMBER: Final = 12  # characters of a figure that can count units of time
SMALL_WORDS: Final = {"couple": 2.0, "dozen": 12.0, "score": 20.0, "half": 0.5}
VAGUE: Final = frozenset({"few", "dozens", "scores", "hundreds", "thousands"})


def amount(words: list[str]) -> float | str:
    """How many: a number, or `X` where the words do not tell ("several", "a few", "dozens of")."""
    if not words or any(word in VAGUE or tokens.load().key(word, "vague") for word in words):
        return UNKNOWN
    small = next((SMALL_WORDS[word] for word in words if word in SMALL_WORDS and word != "half"), None)
    if small is not None:
        return small
    if "slash" in words or "/" in words:
        return _with_fraction(words)
    half = 0.5 if "half" in words else 0.0
    whole = [word for word in words[: words.index("half")] if word not in {"and", "a"}] if half else words
    told = _whole(whole)
    return UNKNOWN if told is None and not half else (told or 0.0) + half


def _with_fraction(words: list[str]) -> float | str:
    at = words.index("/")
    above, below = figure(words[at - 1]), figure(words[at + 1]) if at + 1 < len(words) else None
    whole = figure(words[at - 2]) if at >= 2 else 0.0
    return (whole or 0.0) + above / below if above is not None and below else UNKNOWN


def _whole(words: list[str]) -> float | None:
    """The value of number words, largest parts first: "two hundred and fifty"; of a range, its first number."""
    total, part, read = 0.0, 0.0, False
    lexicon = tokens.load()
    for word in words:
        value = figure(word)
        scale = lexicon.key(word, "scale")
        plain = lexicon.key(word, "numword") or lexicon.key(word, "tens")
        if word in {"to", "or"}:
            break
        if value is not None:
            if read:
                break
            part, read = value, True
        elif plain:
            if read and (part % 10 or (part % 100 and int(plain) >= 10)):
                break
            part, read = part + int(plain), True
        elif scale == "100":
            part, read = (part or 1) * 100, True
        elif scale:
            total, part, read = total + (part or 1) * int(scale), 0.0, True
    return total + part if read else None


def figure(word: str) -> float | None:
    """The value of a number in figures, or None."""
    if not word or len(word) > LONGEST_NUMBER or not (word[0].isdecimal() and word.isascii()):
        return None
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def ordinal(words: list[str]) -> int | None:
    """The place that "second", "21st" or "twenty-first" names, or None; a plain number counts as well."""
    lexicon = tokens.load()
    total = 0
    for word in words:
        key = lexicon.key(word, "ordword") or lexicon.key(word, "tens")
        digits = word.rstrip("stndrh")
        if key:
            total += int(key)
        elif digits.isdecimal() and digits.isascii() and len(digits) <= 2:
            total += int(digits)
    return total or None
