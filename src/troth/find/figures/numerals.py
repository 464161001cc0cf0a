"""Numerals: numbers in digits and in words, fractions and orders of magnitude, and what each is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from troth.find.figures import words
from troth.find.figures.counting import plural_follows
from troth.find.figures.tokens import Tokens

# A quadrillion has 16 digits, and no report counts further without words; what is longer is an account or a serial number.
LONGEST_COUNT: Final = 15  # digits before the decimal point
LONGEST_NUMERAL: Final = 40  # characters, with separators and decimals
HIGHEST_POWER: Final = 30  # of ten, in "5×10^18": the mass of the sun in kilograms

_NUMBER: Final = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]*)(?P<decimals>\.[0-9]+)?")
_PAIR: Final = re.compile(r"(?P<low>[0-9.,]+)[–-](?P<high>[0-9.,]+)")
_PARTS: Final = re.compile(r"(?P<part>[1-9])/(?P<whole>2|3|4|5|8|10|16)")
_TEN_AND_POWER: Final = re.compile(r"10-(?P<power>[12]?[0-9])")
_SHORT_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}")
_GROUP: Final = re.compile(r"[0-9]{3}")
MOST_GROUPS: Final = 5  # of three digits: a quadrillion
_PART_SIGNS: Final = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 1 / 5,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
_DIGITS: Final = frozenset("0123456789.")
_FIRST: Final = _DIGITS | _PART_SIGNS.keys()
_ARTICLES: Final = frozenset({"a", "an"})
_HALVED: Final = frozenset({"of", "the", "its", "their", "his", "her", "our", "my", "your"})  # what follows "half" where it is a share


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: its ends (equal, where it gives one value), its first token and the token after its last.

    `form` is `digits`, `words`, `part` (of a whole), `magnitude` ("thousands"), `least` ("dozens") or `times` ("twice"); `scaled` says
    that a word or mark like "million" is in it; `pair` that it is written "10-12", which may be a score.
    """

    low: float
    high: float
    start: int
    end: int
    form: str
    scaled: bool = False
    pair: bool = False


def places(tokens: Tokens) -> list[int]:
    """The tokens that a numeral can start with."""
    openers, after_article = _openers(), _after_article()
    return [
        i
        for i, word in enumerate(tokens.lower)
        if word[:1] in _FIRST or (word in openers and (word not in _ARTICLES or tokens.at(i + 1) in after_article))
    ]


def numeral(tokens: Tokens, i: int, *, money: bool) -> Numeral | None:
    """The numeral that starts at this token, or None; beside money, "m" and "b" are millions and billions."""
    first = tokens.lower[i]
    if first[0] in _DIGITS:
        return _in_digits(tokens, i, money)
    if first in _PART_SIGNS:
        return Numeral(_PART_SIGNS[first], _PART_SIGNS[first], i, i + 1, "part")
    if first not in _openers():
        return None
    if first == "twice":
        alone = tokens.at(i + 1) not in words.words("counting", "compared")
        return Numeral(2.0, 2.0, i, i + 1, "times") if alone else None
    return _vague(tokens, i) or _part(tokens, i) or _in_words(tokens, i) or _bare_scale(tokens, i)


@cache
def _after_article() -> frozenset[str]:
    return frozenset({"few"}) | words.numbers("scales").keys() | words.numbers("parts").keys()


@cache
def _openers() -> frozenset[str]:
    """The words that a numeral in words can start with."""
    vague = words.magnitudes().firsts | words.minimums().firsts
    return vague | words.numbers("cardinals").keys() | words.numbers("scales").keys() | _ARTICLES | {"half", "quarter", "twice"}


def value(digits: str) -> float | None:
    """What a number in digits is worth; None for digits in another order (a date, a version) or too many to count anything."""
    match = _NUMBER.fullmatch(digits) if len(digits) <= LONGEST_NUMERAL else None
    if match is None or not (match["whole"] or match["decimals"]):
        return None
    whole = match["whole"].replace(",", "")
    return float(f"{whole}{match['decimals'] or ''}") if len(whole) <= LONGEST_COUNT else None


def _in_digits(tokens: Tokens, i: int, money: bool) -> Numeral | None:
    written = tokens.written[i]
    if len(written) > 2 * LONGEST_NUMERAL:
        return None
    parts = _PARTS.fullmatch(written)
    if parts is not None:
        share = int(parts["part"]) / int(parts["whole"])
        return Numeral(share, share, i, i + 1, "part") if share < 1 else None
    pair = _PAIR.fullmatch(written)
    low, high = (value(pair["low"]), value(pair["high"])) if pair else (value(written),) * 2
    if low is None or high is None:
        return None
    power = None if pair else _power_of_ten(tokens, i)
    if power is not None:
        return Numeral(low * power[0], high * power[0], i, power[1], "digits", scaled=True)
    grouped = None if pair else _grouped_by_spaces(tokens, i, money)
    if grouped is not None:
        return grouped
    added, end = _added(tokens, i + 1)
    scale, end = _scale(tokens, end, money)
    return Numeral((low + added) * scale, (high + added) * scale, i, end, "digits", scale != 1, pair is not None)


def _power_of_ten(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """What a number is multiplied by in "5×10^18", "5 x 10-7", "5e18" (and "10^6" itself), and the token after the power."""
    at = i + 1
    if tokens.at(at) == "e" and tokens.glued(at) and tokens.glued(at + 1):
        return _power(tokens, at + 1)
    if tokens.at(i) == "10" and tokens.at(at) == "^":
        power = _power(tokens, at + 1)
        return (power[0] / 10, power[1]) if power else None
    if tokens.at(at) not in {"×", "x", "*"}:
        return None
    if tokens.at(at + 1) == "10":
        return _power(tokens, at + 2 + (tokens.at(at + 2) == "^")) if tokens.glued(at + 2) else None
    joined = _TEN_AND_POWER.fullmatch(tokens.at(at + 1))
    return (10.0 ** -int(joined["power"]), at + 2) if joined else None


def _power(tokens: Tokens, i: int) -> tuple[float, int] | None:
    minus = tokens.at(i) in {"−", "-", "⁻"}
    exponent = tokens.at(i + minus)
    if not (exponent.isascii() and exponent.isdecimal() and int(exponent[:3]) <= HIGHEST_POWER and len(exponent) <= 2):
        return None
    return float(f"1e{'-' if minus else ''}{exponent}"), i + minus + 1


def _grouped_by_spaces(tokens: Tokens, i: int, money: bool) -> Numeral | None:
    """ "12 500 people", "299 792 458 metres": the thousands parted by spaces, where something counted or measured follows."""
    end = i + 1
    while _GROUP.fullmatch(tokens.at(end)) and end < i + MOST_GROUPS:
        end += 1
    digits = "".join(tokens.lower[i:end])
    if end == i + 1 or not _SHORT_GROUP.fullmatch(tokens.lower[i]) or tokens.at(end)[:1].isdecimal() or tokens.at(i - 1)[:1].isdecimal():
        return None
    if not (
        money
        or plural_follows(tokens, end)
        or words.phrases("units").after(tokens.lower, end)
        or words.marks("symbols").after(tokens.written, end)
    ):
        return None
    return Numeral(float(digits), float(digits), i, end, "digits")


def _scale(tokens: Tokens, i: int, money: bool) -> tuple[float, int]:
    """What multiplies the number that ends before this token, and the token after it."""
    at = tokens.past_hyphen(i)
    scale = words.numbers("scales").get(tokens.at(at))
    if scale is not None:
        return scale, at + 1
    mark = words.marks("scale_marks").after(tokens.written, i) if tokens.glued(i) or money else None
    if mark is None:
        return 1.0, i
    # A letter alone is a metre, a size or a name ("3M") as often as a million.
    letter = len(tokens.written[i]) == 1
    return (words.numbers("scales")[mark[0]], mark[1]) if not letter or money or plural_follows(tokens, i + 1) else (1.0, i)


def _added(tokens: Tokens, i: int) -> tuple[float, int]:
    """The part that is added to the number that ends before this token ("and a half", "½"), and the token after it."""
    sign = _PART_SIGNS.get(tokens.at(i))
    if sign is not None:
        return sign, i + 1
    parts = _PARTS.fullmatch(tokens.at(i))
    if parts is not None:
        return int(parts["part"]) / int(parts["whole"]), i + 1
    at = tokens.past_hyphen(i)
    if tokens.at(at) == "and":
        at = tokens.past_hyphen(at + 1)
        if tokens.at(at) in _ARTICLES:
            at = tokens.past_hyphen(at + 1)
            if tokens.at(at) in {"half", "quarter", "third"}:
                return 1 / words.numbers("parts")[tokens.at(at)], at + 1
    return 0.0, i


def _vague(tokens: Tokens, i: int) -> Numeral | None:
    """ "Thousands", "tens of millions", "dozens"."""
    magnitude = words.magnitudes().after(tokens.lower, i)
    if magnitude is not None:
        (low, high), end = magnitude
        return Numeral(low, high, i, end, "magnitude", scaled=True)
    least = words.minimums().after(tokens.lower, i)
    if least is None:
        return None
    return Numeral(least[0], least[0], i, least[1] - (tokens.at(least[1] - 1) == "of"), "least", scaled=True)


def _part(tokens: Tokens, i: int) -> Numeral | None:
    """A share in words: "two-thirds", "a fifth of", "half the", and what they make of a million: "half a million"."""
    if tokens.lower[i] == "half":
        return _half(tokens, i)
    if tokens.lower[i] == "quarter":
        return _joined_to_unit(tokens, i, i, 0.25) if tokens.at(i + 1) == "-" else None
    count = 1.0 if tokens.lower[i] in _ARTICLES else words.numbers("cardinals").get(tokens.lower[i], 0.0)
    at = tokens.past_hyphen(i + 1)
    part = tokens.at(at)
    whole = words.numbers("parts").get(part)
    if whole is None or not 0 < count < whole or (count == 1) == (part.endswith("s") or part == "halves"):
        return None
    joined, of, share = at > i + 1, tokens.at(at + 1) == "of", count / whole
    scaled = _share_of_scale(tokens, i, at + 1 + of, share) if of or part == "half" else None
    if scaled is not None:
        return scaled
    if part in {"half", "quarter", "quarters"}:
        measured = _joined_to_unit(tokens, i, at, share)
        if measured is not None:
            return measured
    # A "third man" is no share, and a quarter is a part of the year unless it is a quarter of something.
    if not (joined or of or (part not in {"quarter", "quarters", "half"} and _measured(tokens, i, at + 1))):
        return None
    return Numeral(share, share, i, at + 1, "part")


def _measured(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the words around a share without "of" show that it is one: "by a third", "more than a fifth"."""
    after = tokens.at(end)
    if after in _HALVED or after in words.words("counting", "shared"):
        return True
    return tokens.at(i - 1) in words.words("counting", "before_shares") and not after.isalpha()


def _half(tokens: Tokens, i: int) -> Numeral | None:
    after = tokens.at(i + 1)
    if after in _ARTICLES and words.phrases("units").after(tokens.lower, i + 2):
        return Numeral(0.5, 0.5, i, i + 2, "part")
    if tokens.at(i - 1) in words.words("counting", "other_halves"):
        return None
    scaled = _share_of_scale(tokens, i, i + 1, 0.5)
    if scaled is not None:
        return scaled
    if after == "-":
        return _joined_to_unit(tokens, i, i, 0.5)
    measured = tokens.at(i - 1) in words.words("counting", "before_shares")
    return Numeral(0.5, 0.5, i, i + 1, "part") if after in _HALVED or measured else None


def _joined_to_unit(tokens: Tokens, i: int, last: int, share: float) -> Numeral | None:
    """A half or quarter of a unit: "half-mile", "a quarter point"."""
    follows = words.phrases("units").after(tokens.lower, tokens.past_hyphen(last + 1))
    return (
        Numeral(share, share, i, last + 1, "part")
        if follows and tokens.at(tokens.past_hyphen(last + 1)) not in {"year", "time", "point"}
        else None
    )


def _share_of_scale(tokens: Tokens, start: int, i: int, share: float) -> Numeral | None:
    """A share of a million, a dozen: "half a million", "half-a-dozen", "a quarter of a billion"."""
    at = tokens.past_hyphen(i)
    at = tokens.past_hyphen(at + 1) if tokens.at(at) in _ARTICLES else at
    scale = words.numbers("scales").get(tokens.at(at))
    return Numeral(share * scale, share * scale, start, at + 1, "words", scaled=True) if scale else None


def _in_words(tokens: Tokens, i: int) -> Numeral | None:
    """A number in words, read group by group: "a hundred", "two hundred and five thousand", "two and a half million"."""
    cardinals, scales = words.numbers("cardinals"), words.numbers("scales")
    total, lowest, scaled = 0.0, float("inf"), False
    group: float | None = None
    at = end = i
    if tokens.lower[i] in _ARTICLES:
        if tokens.at(i + 1) not in scales:
            return None
        group, at = 1.0, i + 1
    while True:
        word = tokens.at(at)
        if word in cardinals:
            joined = _join(group, cardinals[word])
            if joined is None:
                break
            group = joined
            added, end = _added(tokens, at + 1)
            group += added
        elif word == "hundred" and group is not None and group < 100:
            group, end, scaled = group * 100, at + 1, True
        elif word in scales and group is not None and scales[word] < lowest:
            lowest, total, group, end, scaled = scales[word], total + group * scales[word], None, at + 1, True
        elif word == "and" and scaled and cardinals.get(tokens.at(at + 1), 0) > 0 and lowest > scales["dozen"] and not (group or 0) % 100:
            at += 1
            continue
        else:
            break
        at = tokens.past_hyphen(end)
    if end == i or (at > end and tokens.at(at) in words.words("counting", "ordinals")):
        return None  # "twenty-first"
    return Numeral(total + (group or 0.0), total + (group or 0.0), i, end, "words", scaled)


def _bare_scale(tokens: Tokens, i: int) -> Numeral | None:
    """ "Million" with no number before it: "his million followers", "million-dollar"."""
    scale = words.numbers("scales").get(tokens.lower[i])
    before = tokens.at(i - 1 - (tokens.at(i - 1) == "-"))
    if scale is None or before in words.words("counting", "before_scales") or before[:1].isdecimal() or before in words.numbers("scales"):
        return None
    if not (plural_follows(tokens, i + 1) or words.phrases("units").after(tokens.lower, tokens.past_hyphen(i + 1))):
        return None
    return Numeral(scale, scale, i, i + 1, "words", scaled=True)


def _join(group: float | None, value: float) -> float | None:
    """A number word put after others of its group: "twenty" + "five", "two hundred" + "forty"; None where it starts a number of its own."""
    if group is None:
        return value
    after_hundreds = group >= 100 and group % 100 == 0 and value > 0
    after_tens = group % 100 >= 20 and group % 10 == 0 and 0 < value < 10
    return group + value if after_hundreds or after_tens else None
