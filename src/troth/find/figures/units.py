"""Units: what a number is measured in, money before or after it, and rates."""

from __future__ import annotations

from typing import Final

from troth.find.figures import words
from troth.find.figures.tokens import Tokens

DOUBTFUL_BELOW: Final = 10  # a number below it, before "won" or "crowns", counts something else
_SPACED_LETTERS: Final = frozenset({"W", "V", "g", "L", "m"})  # one-letter units that may stand apart from their number
_SIGNS: Final = frozenset({"-", "−", "–", "+"})
_PER: Final = frozenset({"per", "/"})
_AGE: Final = frozenset({"old", "olds"})


def money_before(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The currency written before this token ("US$", "Rs", "£"), and its first token; a sign may stand between ("$-5")."""
    at = i - 1 if i > 0 and tokens.written[i - 1] in _SIGNS and tokens.glued(i) and tokens.glued(i - 1) else i
    found = words.marks("currency_marks").before(tokens.written, at)
    if found is None:
        return None
    name, start = found
    if tokens.written[start] != "US" and not all(tokens.glued(inner) for inner in range(start + 1, at)):
        # "US $5" is written apart, but "A $5 note" is not Australian.
        alone = words.marks("currency_marks").before(tokens.written[at - 1 : at], 1)
        if alone is None:
            return None
        name, start = alone[0], at - 1
    # A letter is money only close to its number: "R500".
    return (
        None
        if tokens.written[start:at] == [tokens.written[at - 1][:1]] and tokens.at(at - 1).isalpha() and not tokens.glued(at)
        else (name, start)
    )


def sign_before(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """A sign before the number or its money ("-0.3", "+2", "minus 5"): `+` or `-`, and its first token."""
    if i == 0:
        return None
    if tokens.lower[i - 1] == "minus":
        return "-", i - 1
    hyphen = tokens.lower[i - 1] in _SIGNS and tokens.glued(i)
    if hyphen and tokens.at(i - 2) == "minus":
        return "-", i - 2
    if not hyphen or (tokens.glued(i - 1) and tokens.at(i - 2) not in {"(", "$"}):
        return None
    return ("+" if tokens.lower[i - 1] == "+" else "-"), i - 1


def unit_after(tokens: Tokens, i: int, value: float) -> tuple[str, int] | None:
    """The unit that follows a number of this value, with its rate, and the token after it."""
    at = tokens.past_hyphen(i)
    found = _unit(tokens, at, value)
    if found is None:
        return rate_after(tokens, at) if tokens.at(at) in _PER else None
    name, end = found
    return _with_rate(tokens, name, _with_age(tokens, end))


def _unit(tokens: Tokens, i: int, value: float) -> tuple[str, int] | None:
    glued = tokens.glued(i)
    symbol = words.marks("symbols").after(tokens.written, i)
    found = words.phrases("units").after(tokens.lower, i)
    if symbol is not None and (found is None or symbol[1] > found[1]):
        letter = tokens.written[i]
        if glued or (letter in _SPACED_LETTERS) or (len(letter) > 1 and letter not in {"in", "pc"}) or not letter.isalpha():
            return symbol
    if found is None:
        return None
    if value < DOUBTFUL_BELOW and tokens.lower[i] in words.words("rates", "doubtful"):
        return None
    return found


def _with_age(tokens: Tokens, i: int) -> int:
    """Past the rest of an age: "year[-old]", "years [of age]"."""
    at = i + 1 if tokens.at(i) == "-" and tokens.glued(i) else i
    if tokens.at(at) in _AGE:
        return at + 1
    return i + 2 if (tokens.at(i), tokens.at(i + 1)) == ("of", "age") else i


def _with_rate(tokens: Tokens, name: str, i: int) -> tuple[str, int]:
    rate = rate_after(tokens, i)
    return (f"{name} {rate[0]}", rate[1]) if rate else (name, i)


def rate_after(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The rate that follows ("a day", "per 100,000", "/kg"), as "per day", and the token after it."""
    joined = tokens.at(i) == "-" and tokens.glued(i + 1) and tokens.at(i + 1) in {"a", "an", "per"} and tokens.at(i + 2) == "-"
    if joined and tokens.at(i + 3) in words.words("rates", "per"):
        return f"per {tokens.at(i + 3)}", i + 4  # "$37-a-share"
    first, base = tokens.at(i), tokens.at(i + 1)
    if first in {"a", "an"} and base in words.words("rates", "per"):
        # "20 miles an hour" is a rate, "20 dollars a few days later" and "5 percent a year ago" are none.
        return None if tokens.at(i + 2) in {"ago", "earlier", "later", "before", "after", "-"} else (f"per {base}", i + 2)
    if first in _PER and base and (base[0].isalnum()):
        if first == "/" and not tokens.glued(i):
            return None
        square = base in {"square", "sq", "cubic"} and tokens.at(i + 2).isalpha()
        return (f"per {base} {tokens.at(i + 2)}", i + 3) if square else (f"per {base}", i + 2)
    return None


def money_rate(tokens: Tokens, i: int, name: str) -> tuple[str, int]:
    """The unit of money that stands before its number, with what follows the number: "[$]75 U.S. per barrel", "[£]5 a day"."""
    at = i
    if tokens.written[at : at + 1] in (["US"], ["U.S"]):
        at += 1 + (tokens.written[at] == "U.S" and tokens.at(at + 1) == ".")
    elif tokens.at(at) in {"usd"} or (tokens.at(at) in {"dollars", "cents"} and name.endswith("dollar")):
        at += 1
    elif f"{tokens.at(at)} {name}" in {"canadian dollar", "australian dollar"}:
        name, at = f"{tokens.at(at)} {name}", at + 1
    return _with_rate(tokens, name, at)
