"""Exclusions: numbers that count nothing: dates, clock times, names, labels, addresses, scores, lists."""

from __future__ import annotations

import re
from typing import Final

from troth.find.figures import words
from troth.find.figures.counting import plural_follows
from troth.find.figures.modifiers import bound_before
from troth.find.figures.numerals import Numeral
from troth.find.figures.tokens import Tokens

FIRST_YEAR: Final = 1500  # four figures alone from here ...
LAST_YEAR: Final = 2199  # ... to here may be a year
YEARS_OF_NEWS: Final = range(1950, 2040)  # these are hardly ever anything else
OLDEST: Final = 120  # years of age
STREET_REACH: Final = 5  # words between a house number and "Street"
NAME_REACH: Final = 3  # capitalised words after a number that may lead to the plural it counts: "12 Free Syrian Army [fighters]"
_OPENING: Final = frozenset(".!?:;“\"‘'(—–-[•*…«|")
_CLOSING: Final = frozenset(",.;)")
_LEADING_ZERO: Final = re.compile(r"0[0-9]")
_PLAIN_DIGITS: Final = re.compile(r"[0-9]+")


def counts_nothing(tokens: Tokens, number: Numeral, *, measured: bool) -> bool:
    """Whether a number is none that counts.

    `measured` says that it has a unit or is money: then it is one unless it is part of a word or of a date.
    """
    if _in_a_word(tokens, number, measured) or _is_date(tokens, number, measured):
        return True
    if tokens.at(number.start - 1) == "per" or (number.pair and number.low >= number.high):
        return True
    if measured or "," in tokens.written[number.start]:
        return False
    if number.form == "part":
        return "/" in tokens.written[number.start] and tokens.at(number.end) != "of"
    if number.scaled:
        return _is_name(tokens, number)
    if bound_before(tokens, number.start, 0) is not None and not number.pair:
        return _is_clock_time(tokens, number) or _is_pronoun(tokens, number)
    return (
        _is_clock_time(tokens, number)
        or _is_label(tokens, number)
        or _is_name(tokens, number)
        or _is_address(tokens, number)
        or _is_aside(tokens, number)
        or (_is_digit_of_many(tokens, number) if number.form == "digits" else _is_pronoun(tokens, number))
        or (number.pair and not plural_follows(tokens, number.end))
    )


def _in_a_word(tokens: Tokens, number: Numeral, measured: bool) -> bool:
    """ "F-16", "9AB8", "1980s", "mid-20s", "catch-22", "5th"."""
    start, end = number.start, number.end
    before, after = tokens.written[start - 1], tokens.written[end]
    if number.form == "digits" and not measured:
        if before == "+" and tokens.glued(start) and tokens.glued(start - 1):
            return True  # "P5+1"
        if tokens.glued(start) and (before[-1:].isalnum() or before in {"_", "/", "#", "'", "’", "\\", ".", "="}):
            return True
        if tokens.glued(end) and (after[:1].isalpha() or after in {"_", "/", "\\", "="}):
            return True
    if tokens.glued(start) and before == "-" and tokens.at(start - 2) in words.words("names", "labels"):
        return True  # "Covid -19" as well
    if tokens.glued(start) and before == "-" and tokens.glued(start - 1) and tokens.written[start - 2].isalpha():
        return tokens.at(start - 2) not in {"minus", "mid", "about", "some"} and not measured
    if tokens.glued(end) and after == "-" and tokens.glued(end + 1) and not measured:
        joined = tokens.written[end + 1]
        if tokens.at(end + 1) in {"for", "to", "on", "of"} and tokens.at(end + 2) == "-":
            return True  # "two-for-one", "3-of-5"
        return (
            joined[:1].isupper() or tokens.at(end + 1) in words.words("names", "compounds") or (number.form == "words" and number.low == 1)
        )
    return False


def _is_date(tokens: Tokens, number: Numeral, measured: bool) -> bool:
    if number.form != "digits" or number.scaled:
        return False
    return _is_year(tokens, number, measured) or (not measured and _is_day(tokens, number))


def _is_year(tokens: Tokens, number: Numeral, measured: bool) -> bool:
    written, before, after = tokens.written[number.start], tokens.at(number.start - 1), tokens.at(number.end)
    first, _, last = written.replace("–", "-").partition("-")
    if len(first) != 4 or not first.isdecimal() or not FIRST_YEAR <= int(first) <= LAST_YEAR or (last and not last.isdecimal()):
        return False
    if last:
        return not measured and len(last) in {2, 4}
    if measured:
        return before in {"in", "constant"} and after in {"dollars", "prices", "pounds"}
    if before in words.words("dates", "openers") or _is_month(tokens, number.start - 1) or before in _CLOSING:
        return True
    if bound_before(tokens, number.start, 0) or after in words.words("counting", "plurals"):
        return False
    return (int(first) in YEARS_OF_NEWS and int(first) != 2000) or not plural_follows(tokens, number.end)


def _is_day(tokens: Tokens, number: Numeral) -> bool:
    """ "March 7", "8 September", and the second of "June 5 and 6"."""
    if number.high > 31 or number.low != int(number.low):
        return False
    if _is_month(tokens, number.start - 1) or _is_month(tokens, number.end):
        return True
    back = number.start - 2
    follows = tokens.at(number.start - 1) in {"and", "to", "or", "-", "–", "through"} and not plural_follows(tokens, number.end)
    return follows and tokens.at(back)[:1].isdecimal() and _is_month(tokens, back - 1)


def _is_month(tokens: Tokens, i: int) -> bool:
    i -= tokens.at(i) == "." and tokens.glued(i)
    if tokens.at(i) not in words.words("dates", "months"):
        return False
    return tokens.at(i) not in {"may", "march", "mar", "sep", "jun"} or tokens.written[i][0].isupper()


def _is_clock_time(tokens: Tokens, number: Numeral) -> bool:
    return number.form in {"digits", "words"} and tokens.at(number.end) in words.words("dates", "clock")


def _is_label(tokens: Tokens, number: Numeral) -> bool:
    """ "Article 5", "No. 10", "page 12"; but "in this match 12 players"."""
    at = number.start - 1
    if tokens.at(at) == "." and tokens.at(at - 1) in {"no", "nos", "sec", "art", "ch", "vol", "fig", "p", "pp"}:
        return True
    if tokens.at(at) == "of" and tokens.at(at - 1).isdecimal() and tokens.at(at - 2) in words.words("names", "labels"):
        return True  # "page 3 of 12"
    if tokens.at(at) in words.words("names", "labels"):
        return True
    return tokens.at(at) in words.words("names", "weak_labels") and (tokens.capitalised(at) or not plural_follows(tokens, number.end))


def _is_name(tokens: Tokens, number: Numeral) -> bool:
    """ "Windows 10", "Group of 20", "the 787 Dreamliner", "the Big Three"."""
    start, end = number.start, number.end
    opens = start == 0 or tokens.written[start - 1] in _OPENING
    if number.form != "digits":
        return not opens and tokens.capitalised(start) and (tokens.capitalised(start - 1) or tokens.capitalised(end) or not number.scaled)
    if number.scaled or plural_follows(tokens, end):
        return tokens.at(start) in words.words("names", "models") and (tokens.capitalised(end) or tokens.at(end) in {"jets", "max"})
    if tokens.at(start) in words.words("names", "models") and not tokens.at(end).isdecimal():
        return True
    named = start - 2 if tokens.at(start - 1) == "of" else start - 1
    first = named == 0 or (named > 0 and tokens.written[named - 1] in _OPENING)
    if tokens.capitalised(named) and not (first and tokens.at(named) in words.words("counting", "stops")):
        return True
    return tokens.capitalised(end) and not _leads_to_plural(tokens, end)


def _leads_to_plural(tokens: Tokens, i: int) -> bool:
    """Whether capitalised words end in a plural: "12 Republicans", "12 House Democrats"."""
    for at in range(i, i + NAME_REACH):
        if not tokens.at(at)[:1].isalpha():
            return False
        if plural_follows(tokens, at):
            return True
    return False


def _is_address(tokens: Tokens, number: Numeral) -> bool:
    if number.form != "digits":
        return False
    for at in range(number.end, min(number.end + STREET_REACH, len(tokens))):
        if not (tokens.written[at][0].isupper() or (at > number.end and tokens.lower[at][0].isdecimal())):
            return False
        if tokens.lower[at] in words.words("names", "streets"):
            return True
    return False


def _is_aside(tokens: Tokens, number: Numeral) -> bool:
    """An age ("Ann Low, 25, said"), a number in brackets of its own, the number of an item in a list or of a player in a rating."""
    before, after = tokens.at(number.start - 1), tokens.at(number.end)
    if before == "(" or before == "[":
        return after in {")", "]", ","}
    if number.start == 0:
        return after in {".", ")"} and number.form == "digits"
    if before == ":" and number.form == "digits":
        return tokens.capitalised(number.end) or after in {"", "-"}
    aged = before == "," and (after in _CLOSING or not after) and number.high <= OLDEST
    return aged and tokens.at(number.start - 2).isalpha()


def _is_digit_of_many(tokens: Tokens, number: Numeral) -> bool:
    """Digits beside other digits, or with a nought in front, are numbers of telephones and the like."""
    if _LEADING_ZERO.match(tokens.written[number.start]):
        return True
    if tokens.at(number.end)[:1].isdecimal() or (number.start and tokens.lower[number.start - 1][0].isdecimal()):
        return not plural_follows(tokens, number.end)
    return False


def _is_pronoun(tokens: Tokens, number: Numeral) -> bool:
    """ "One" that stands for somebody or something: "no one", "one that", "this one"."""
    if number.low == 0:
        return not plural_follows(tokens, number.end)
    if number.form != "words" or tokens.at(number.start) != "one" or number.end > number.start + 1:
        return False
    after = tokens.at(number.end)
    if tokens.at(number.start - 1) in words.words("counting", "determiners"):
        return True
    return after != "of" and (not after[:1].isalpha() or after in words.words("counting", "pronoun"))
