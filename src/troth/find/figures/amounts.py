"""Amounts: a number with its unit, its range, and the money before it; whether it counts anything at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from troth.find.figures import words
from troth.find.figures.counting import plural_follows
from troth.find.figures.exclusions import counts_nothing
from troth.find.figures.modifiers import bound_after, bound_before, change_before
from troth.find.figures.numerals import Numeral, numeral, value
from troth.find.figures.tokens import Tokens
from troth.find.figures.units import money_before, money_rate, sign_before, unit_after

INCHES: Final = 12  # in a foot
MOST_IN_GAP: Final = 10  # tokens between the ends of a range: "from 20 miles [in 2008] to 29"
LONGEST_SIGN: Final = 4  # tokens of a sign and the money before a number: "minus US$"
RESULT_BELOW: Final = 1000  # "won 416 to 7" is one result; thousands against thousands are two counts
LONGEST_LEAD: Final = 8  # tokens from "between" to its first number: "between the ages of about"
LONGEST_CHOICE: Final = 3  # tokens before the number in "a day or two"
CHOICE: Final = 100  # "three or four", "40 or 50" is a range; above this "or" mostly parts two things
LARGEST_WHOLE: Final = 10  # of "three in ten"; "one in" any number
SIGNED: Final = frozenset({"percent", "percentage point", "basis point", "point"})  # a sign before these is a rise or a fall
_HEIGHT: Final = "'’"
_FEET: Final = frozenset({"foot", "feet", "ft"})
_LEADS: Final = frozenset({"between", "from"})
_JOINTS: Final = frozenset({"to", "and", "or", "-", "–", "—"})
_DASHES: Final = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: its ends, its first token and the token after its last.

    `change` is what a sign ("+2%"), a plural ("dozens") or words right after the number ("or so") make of it; `counts` is false for a
    date, a name and all else that counts nothing.
    """

    low: float
    high: float
    start: int
    end: int
    unit: str | None
    number: Numeral
    money: bool = False
    change: str = "="
    counts: bool = True


def amount(tokens: Tokens, i: int) -> Amount | None:
    """The amount whose number starts at this token, with the other end of its range, or None."""
    first = _single(tokens, i)
    if first is None:
        return None
    return _proportion(tokens, first) or _range(tokens, first) or first


def _single(tokens: Tokens, i: int) -> Amount | None:
    height = _height(tokens, i)
    if height is not None:
        return height
    money = money_before(tokens, i)
    number = numeral(tokens, i, money=money is not None)
    if number is None:
        return None
    after = bound_after(tokens, number.end)
    unit, end = _unit(tokens, number, money[0] if money else None, after[1] if after else number.end)
    choice = _or_more(tokens, number) if unit is None and money is None else None
    if choice is not None:
        return choice
    if unit is None:
        unit = "time" if number.form == "times" else "year" if _tells_age(tokens, i) else None
    after = after or bound_after(tokens, end)
    change = after[0] if after else ">" if number.form == "least" else "="
    start, end = money[1] if money else i, max(end, after[1] if after else 0)
    counts = not counts_nothing(tokens, number, measured=unit is not None or after is not None)
    return _signed(tokens, Amount(number.low, number.high, start, end, unit, number, money is not None, change, counts))


def _unit(tokens: Tokens, number: Numeral, money: str | None, i: int) -> tuple[str | None, int]:
    if money is not None:
        return money_rate(tokens, i, money)
    if number.form in {"magnitude", "least"} and tokens.at(i) == "of":
        return unit_after(tokens, i + 1, number.high) or (None, i)  # "millions of dollars"
    return unit_after(tokens, i, number.high) or (None, i)


def _or_more(tokens: Tokens, number: Numeral) -> Amount | None:
    """ "A day or two", as a range in the unit that stands before it."""
    if number.form != "words" or tokens.at(number.start - 1) != "or" or number.start < LONGEST_CHOICE:
        return None
    unit = words.phrases("units").before(tokens.lower, number.start - 1)
    if unit is None or tokens.at(unit[1] - 1) not in {"a", "an"}:
        return None
    return Amount(1.0, number.high, unit[1] - 1, number.end, unit[0], number)


def _tells_age(tokens: Tokens, i: int) -> bool:
    """ "Aged 5", "under age 26", "at the age of 80"."""
    at = i - 1 - (tokens.at(i - 1) == "of")
    return tokens.at(at) in {"age", "aged", "ages"}


def _signed(tokens: Tokens, found: Amount) -> Amount:
    sign = sign_before(tokens, found.number.start) or sign_before(tokens, found.start)
    if sign is None or found.unit is None or found.number.pair:
        return found
    way, start = sign
    start = min(start, found.start)
    if found.unit in SIGNED:
        return replace(found, start=start, change={"+": "up", "-": "down"}[way])
    return replace(found, start=start) if way == "+" else replace(found, start=start, low=-found.high, high=-found.low)


def _height(tokens: Tokens, i: int) -> Amount | None:
    """Feet and inches, as feet: "6-foot-3", "5ft 10in", "5 feet 10 inches", "6'3"."""
    written = tokens.written[i]
    for mark in _HEIGHT:
        feet, _, inches = written.partition(mark)
        if inches:
            return _in_feet(tokens, i, i + 1, feet, inches)
    if tokens.at(tokens.past_hyphen(i + 1)) not in _FEET or not written[0].isdecimal():
        return None
    unit = unit_after(tokens, i + 1, 1.0)
    if unit is None or unit[0] != "foot":
        return None
    at = unit[1] + (tokens.at(unit[1]) == "-" and tokens.glued(unit[1]))
    inch = unit_after(tokens, at + 1, 1.0)
    if inch is not None and inch[0] == "inch":
        return _in_feet(tokens, i, inch[1], written, tokens.at(at))
    return _in_feet(tokens, i, at + 1, written, tokens.at(at)) if at > unit[1] else None


def _in_feet(tokens: Tokens, i: int, end: int, feet: str, inches: str) -> Amount | None:
    whole, rest = value(feet), value(inches)
    if whole is None or rest is None or rest >= INCHES:
        return None
    length = whole + rest / INCHES
    end += tokens.at(end) in {'"', "”", "″"} and tokens.glued(end) and end == i + 1
    return Amount(length, length, i, end, "foot", Numeral(length, length, i, end, "digits"))


def _proportion(tokens: Tokens, part: Amount) -> Amount | None:
    """ "One in five", "three out of every ten", as a share."""
    at = part.end
    if tokens.at(at) == "out" and tokens.at(at + 1) == "of":
        at += 2
    elif tokens.at(at) == "in":
        at += 1
    else:
        return None
    at += tokens.at(at) in {"every", "each"}
    whole = _single(tokens, at) if at < len(tokens) else None
    if whole is None or not whole.counts or part.unit or whole.unit or part.low != part.high or whole.low != whole.high:
        return None
    if not (0 < part.low < whole.low and (part.low == 1 or whole.low <= LARGEST_WHOLE or whole.low == 100)):
        return None
    share = part.low / whole.low
    return Amount(share, share, part.start, whole.end, None, replace(part.number, low=share, high=share, form="part", end=whole.end))


def _range(tokens: Tokens, first: Amount) -> Amount | None:
    """The range that this amount begins; also a pair that counts nothing ("voted 12 to 3", "pages 5 to 7"), which is then passed over."""
    if tokens.at(first.end) not in _JOINTS and _LEADS.isdisjoint(tokens.lower[max(0, first.start - LONGEST_LEAD) : first.start]):
        return None
    lead = _lead(tokens, first)
    at = _after_connector(tokens, first, lead)
    second = _starting(tokens, at) if at is not None else None
    if second is None or first.low != first.high or not {first.number.form, second.number.form}.isdisjoint({"magnitude", "least"}):
        return None
    whole = replace(first, end=second.end)
    if not (first.counts and second.counts):
        bare = first.unit is None if first.counts else second.unit is None and not plural_follows(tokens, second.end)
        return replace(whole, counts=False) if bare and lead != "from" else None
    unit = _shared_unit(first, second)
    if unit is None or (second.unit is None and _counts_else(tokens, first, second)):
        return None
    if lead is None and first.unit is not None and change_before(tokens, first.start, 0, exchanged=first.unit in SIGNED):
        return None  # "rose 2 percent to 5 percent" tells by how much and to what
    low, high = first.low * _shared_scale(first, second), second.high
    if lead is None and low >= high:
        return _pair(whole, first, second)
    money = first.money or second.money
    return replace(whole, low=min(low, high), high=max(low, high), unit=unit or None, money=money, change="=")


def _shared_unit(first: Amount, second: Amount) -> str | None:
    """The unit of both ends of a range, empty where they have none; None where theirs differ."""
    units = sorted({first.unit or "", second.unit or ""}, key=len)
    return units[-1] if units[-1] == units[0] or not units[0] or units[-1].startswith(f"{units[0]} per ") else None


def _counts_else(tokens: Tokens, first: Amount, second: Amount) -> bool:
    """Whether the second number counts things that the first does not: "from 5 towns in the north to 12 villages"."""
    apart = first.unit is not None or tokens.at(first.end) not in _JOINTS
    return apart and plural_follows(tokens, second.end)


def _pair(whole: Amount, first: Amount, second: Amount) -> Amount | None:
    """Two numbers of which the second is no greater: a result or odds ("12 to 3"), or a count against a count ("54 to 39 percent")."""
    if first.unit is None and second.unit is not None:
        return replace(first, unit=second.unit)
    return replace(whole, counts=False) if first.unit is None and first.high < RESULT_BELOW else None


def _lead(tokens: Tokens, first: Amount) -> str | None:
    """ "Between" or "from" before the range."""
    bound = bound_before(tokens, first.start, 0)
    at = (bound.start if bound else first.start) - 1
    at -= 3 * (tuple(tokens.lower[max(0, at - 2) : at + 1]) == ("the", "ages", "of"))
    before = tokens.at(at)
    return before if before in _LEADS else None


def _after_connector(tokens: Tokens, first: Amount, lead: str | None) -> int | None:
    """The token after what joins the ends of a range."""
    at = first.end
    if tokens.at(at) in _DASHES:
        # "10-12", "5 - 6", "two-to-three", "six- to eight-week"
        joined = at + 1 if tokens.at(at + 1) in {"to", "or"} else None
        if joined is not None:
            return joined + 1 + (tokens.at(joined + 1) == "-" and tokens.glued(joined + 1))
        return at + 1
    joint = tokens.at(at)
    if joint == "to" or (joint == "and" and lead == "between"):
        return at + 1
    if joint == "or" and first.high < CHOICE:
        return at + 1
    return _after_gap(tokens, at, "to" if lead == "from" else "and") if lead is not None else None


def _after_gap(tokens: Tokens, i: int, joint: str) -> int | None:
    """The token after the joint of a range whose first end has more to it: "from 20 miles [in 2008] to 29"."""
    for at in range(i, i + MOST_IN_GAP + 1):
        if tokens.at(at) == joint:
            return at + 1
        if not tokens.at(at)[:1].isalnum():
            return None
    return None


def _starting(tokens: Tokens, i: int) -> Amount | None:
    """The amount whose first token, be it of its money or its sign, is this one."""
    bound = words.phrases("before").after(tokens.lower, i)
    at = bound[1] if bound else i
    at += tokens.at(at) in words.words("rising", "between")
    at += tokens.at(at) == "record"
    for start in range(at, min(at + LONGEST_SIGN, len(tokens))):
        found = _single(tokens, start)
        if found is not None:
            return found if found.start <= at else None
    return None


def _shared_scale(first: Amount, second: Amount) -> float:
    """What the first end of a range is multiplied by: the "million" that stands after the second one alone ("3 to 5 million")."""
    if first.number.scaled or not second.number.scaled or second.number.pair:
        return 1.0
    scales = sorted(words.numbers("scales").values(), reverse=True)
    scale = next((scale for scale in scales if abs(second.number.high) >= scale), 1.0)
    return scale if first.number.high < second.number.high / scale else 1.0
