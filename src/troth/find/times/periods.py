"""Weeks, months, quarters, halves, seasons, years, decades and centuries: told, or counted from the report's day."""

from __future__ import annotations

from datetime import date
from typing import Final

from troth.find.times import calendar
from troth.find.times.dates import full_year, month_key, told_year
from troth.find.times.grammar import Phrase
from troth.find.times.lengths import KINDS, NEAR, length
from troth.find.times.numbers import amount, ordinal
from troth.find.times.scene import Meaning, Scene
from troth.find.times.tokens import listed

UNTOLD: Final = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


def near_period(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A period beside the report's or the one told of: "last week", "this year", "the following month", "that day"."""
    unit = phrase.key("unit")
    if unit is None or unit not in UNTOLD:
        return None
    words = phrase.words()
    back, on = phrase.key("back"), phrase.key("on")
    if back == "past" and "this" not in words:
        return None  # a length: "the past week"
    if unit == "D" and (back in {"last", "past"} or "latest" in words or words == ["this", "day"]):
        return None
    told = back == "previous" or on == "following" or "that" in words or "same" in words or (unit == "D" and on == "next")
    if unit == "Q":
        return _quarter_near(scene, -1 if back else 1 if on else 0, told)
    base = (scene.base(unit) or scene.day or scene.today) if told else scene.today
    if base is None:
        return Meaning(UNTOLD[unit], KINDS[unit])
    way = -1 if back and "this" not in words else 1 if on and "this" not in words else 0
    if unit == "WE":
        way = _weekend_way(base, -1 if back else way)
    value = calendar.value_of(calendar.step(base, way, unit), unit)
    return Meaning(value, KINDS[unit]) if value else None


def _weekend_way(base: date, way: int) -> int:
    """Weeks end with their weekend: the next one is that of this week still, until it has begun."""
    return 0 if way > 0 and base.isoweekday() < SATURDAY else way


SATURDAY: Final = 6


def _quarter_near(scene: Scene, way: int, told: bool) -> Meaning | None:
    period = scene.period if told or way == 0 else None
    if period is not None and "-Q" in period.value and way == 0:
        return period
    base = calendar.days(period.value)[0] if period else scene.today
    if base is None:
        return Meaning(UNTOLD["Q"], "quarter")
    value = calendar.value_of(calendar.step(base, way, "Q"), "Q")
    return Meaning(value, "quarter") if value else None


def the_period(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A bare period: "the quarter" is the one told of; "the week" and "the year" are the report's where the words around say so."""
    unit, before, after = phrase.key("unit"), phrase.before(), phrase.after()
    if unit == "Q":
        if len(phrase.words()) > 2 and scene.period is None:
            return None
        near = scene.period is not None and "-Q" in scene.period.value and phrase.start - scene.period_at < 4 * NEAR
        return scene.period if near else None
    if after in {"ended", "ending"}:
        return Meaning(length(1, unit), "span") if unit in {"Y", "M", "W"} else None
    if scene.today is None or unit is None:
        return None
    if unit == "WE" and before in {"over", "during", "for", "of", "on", "through"}:
        way = 0 if scene.today.isoweekday() >= SATURDAY or scene.direction(phrase.start, phrase.end) > 0 else -1
        value = calendar.value_of(calendar.step(scene.today, way, "WE"), "WE")
        return Meaning(value, "week") if value else None
    if unit in {"E", "C"} and before == "of" and phrase.before(2) in {"end", "close", "middle", "rest", "half"}:
        value = calendar.value_of(scene.today, unit)
        return Meaning(value, KINDS[unit]) if value else None
    if unit in {"Y", "M", "W"} and (
        len(phrase.words()) > 2 or before in listed("of_report") or (before == "for" and after not in listed("not_of_report"))
    ):
        value = calendar.value_of(scene.today, unit)
        return Meaning(value, KINDS[unit]) if value else None
    return None


def month(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A month with its year, or the one that the verbs, or "last" and "next", point to."""
    key = month_key(phrase)
    if key is None:
        return None
    told = told_year(phrase)
    if told is not None:
        return Meaning(f"{told:04}-{key}", "month")
    if _is_name(phrase):
        return None
    if scene.today is None:
        return Meaning(f"XXXX-{key}", "month", open=True)
    today, number = scene.today, int(key)
    back, on, words = phrase.key("back"), phrase.key("on"), phrase.words()
    if words[0] == "this" and not back and not on:
        year = today.year
    elif back and "this" not in words:
        year = today.year - (number >= today.month - 1)  # of the month just over news says "last month"
    elif on:
        year = today.year + (number <= today.month)
    else:
        way = -1 if back else scene.direction(phrase.start, phrase.end)
        year = today.year + (number < today.month if scene.lean > 0 else _turn(number - today.month, way))
    return Meaning(f"{year:04}-{key}", "month", open=True) if 1 <= year <= 9999 else None


def _turn(months: int, way: int) -> int:
    """In which year, counted from the report's, a month so many after the report's is; the months beside it are near either way."""
    if way > 0:
        return 1 if months < -1 else 0
    if way == 0:
        return -1 if months > SOON else 1 if months < -10 else 0
    return -1 if months > 1 else 1 if months < -10 else 0


SOON: Final = 3  # months ahead that a month without a verb still is


def _is_name(phrase: Phrase) -> bool:
    """Whether a bare month is a person's name: "April Jones"."""
    following = phrase.tokens.written(phrase.end)
    return (
        phrase.end == phrase.start + 1
        and phrase.tokens.written(phrase.start) in {"April", "June", "August"}
        and following.istitle()
        and phrase.before() not in {"in", "since", "last", "by"}
    )


def season(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A season; "last spring" is the latest that was over, a bare one that of the report's year."""
    key = phrase.key("season") or phrase.key("springfall")
    if key is None:
        return None
    told = told_year(phrase)
    if told is not None:
        return Meaning(f"{told:04}-{key}", "season")
    if scene.today is None:
        return Meaning(f"XXXX-{key}", "season", open=True)
    today, first = scene.today, calendar.SEASONS[key]
    back, on, words = phrase.key("back"), phrase.key("on"), phrase.words()
    year = today.year
    if back:
        year -= today.month < first + 3
    elif on:
        year += today.month >= first
    elif "this" in words:
        year -= key == "WI" and today.month < MARCH  # the winter that began last year
    elif scene.direction(phrase.start, phrase.end) > 0:
        year += today.month >= first + 3
    else:
        year -= today.month < first
    return Meaning(f"{year:04}-{key}", "season", open=True) if 1 <= year <= 9999 else None


MARCH: Final = 3


def quarter(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A quarter by its number: the latest, or the next one where the verbs say so."""
    number = ordinal([word for word in phrase.words() if phrase_ordinal(word)])
    if number is None or number > 4:
        return None
    if scene.today is None:
        return Meaning(f"XXXX-Q{number}", "quarter", open=True)
    now = (scene.today.month + 2) // 3
    year = scene.today.year
    if number > now and not (number == now + 1 and scene.direction(phrase.start, phrase.end) > 0):
        year -= 1
    elif number < now and scene.direction(phrase.start, phrase.end) > 0 and now - number > 1:
        year += 1
    return Meaning(f"{year:04}-Q{number}", "quarter", open=True) if year else None


def phrase_ordinal(word: str) -> bool:
    """Whether a word is an ordinal."""
    return ordinal([word]) is not None


def half(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The first or second half of a year."""
    number = 1 if phrase.has("first") else 2
    year = scene.today.year if scene.today else None
    return Meaning(f"{year:04}-H{number}" if year else f"XXXX-H{number}", "half", open=True)


def year(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A year, where the words around do not make the figure a count or a number of something else."""
    if phrase.key("numword") or phrase.key("tens"):
        return _year_in_words(phrase)
    told = told_year(phrase)
    if told is None or not _reads_as_year(phrase, told, scene):
        return None
    return Meaning(f"{told:04}", "year")


def _year_in_words(phrase: Phrase) -> Meaning | None:
    """A year in words: "nineteen ninety-four", "the year two thousand and one"."""
    words = phrase.words()
    if words[:2] == ["the", "year"]:
        return Meaning(f"{2000 + sum(int(word) for word in phrase.keys('numword')[1:])}", "year")
    century, rest = amount(words[:1]), amount(words[1:])
    if isinstance(century, str) or isinstance(rest, str) or not 15 <= century <= 20 or not 10 <= rest <= 99:
        return None
    return Meaning(f"{int(century) * 100 + int(rest):04}", "year")


OLDEST_YEAR: Final = 1000  # read as one behind "in" or "since"
OLDEST_BARE_YEAR: Final = 1800  # read as one without such a word
LATEST_YEAR: Final = 2200
LATEST_BARE_YEAR: Final = 2050  # in a report without a date
AHEAD: Final = 40  # years from the report's on that a bare figure may name


def _reads_as_year(phrase: Phrase, told: int, scene: Scene) -> bool:
    before, after = phrase.before(), phrase.after()
    if len(phrase.words()) > 1 or phrase.words()[0][0] in "'’":
        return True
    if before in listed("before_count") or after in listed("after_count") or _counts(phrase):
        return False
    if before == "than" and phrase.before(2) in {"more", "less", "fewer", "greater"}:
        return False
    if before in {"/", "."} or after == "/" or (before == "-" and not phrase.before(2).isdecimal() and phrase.before(2) != "mid"):
        return False
    if before in listed("before_year") and OLDEST_YEAR <= told < LATEST_YEAR:
        return True
    return OLDEST_BARE_YEAR <= told <= (scene.today.year + AHEAD if scene.today else LATEST_BARE_YEAR)


def _counts(phrase: Phrase) -> bool:
    """Whether the next word is what the figure counts: a plural in small letters."""
    following = phrase.tokens.written(phrase.end)
    plural = following.islower() and len(following) > 3 and following.endswith("s") and not following.endswith(("ss", "'s", "’s"))
    return following in listed("counted") or (plural and following not in listed("dated"))


def year_range(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The second year of "1989-90"."""
    word, first = phrase.words()[0], phrase.before(2)
    if first < "1800":
        return None
    if len(word) == 4:
        return Meaning(word, "year") if first < word < "2200" else None
    if len(word) != 2 or not word.isdecimal() or first[2:] >= word:
        return None
    return Meaning(first[:2] + word, "year")


def decade(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A decade: "the 1990s", "the '90s", "the nineteen-eighties"."""
    if key := phrase.key("decadeword"):
        century = phrase.key("numword")
        if century and not 15 <= int(century) <= 19:
            return None
        if not century and phrase.words()[0] != "the":
            return None
        return Meaning(f"{century or ('20' if phrase.key('tens') else '19')}{key[0]}", "decade")
    word = next(word for word in phrase.words()[::-1] if word[-1] == "s" and any(char.isdigit() for char in word))
    digits = "".join(char for char in word if char.isdigit())
    if len(digits) == 4:
        return Meaning(digits[:3], "decade")
    if phrase.words()[0] != "the" and word[0] not in "'’":
        return None  # "in her 30s"
    return Meaning(f"{full_year(int(digits)) // 10 if int(digits) >= 30 else 200 + int(digits) // 10}", "decade")


def century(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A century by its first two figures: "the 20th century" is 19."""
    number = ordinal([word for word in phrase.words() if phrase_ordinal(word)])
    return Meaning(f"{number - 1:02}", "century") if number and number <= 99 else None


def year_end(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The last day of the report's year; "month's end" and the like are the month."""
    unit = phrase.key("unit") or "Y"
    if unit == "Y":
        return Meaning(f"{scene.today.year:04}-12-31" if scene.today else "XXXX-12-31", "day", open=True)
    value = calendar.value_of(scene.today, unit) if unit in {"W", "M", "Q"} else None
    return Meaning(value, KINDS[unit]) if value else None


def year_back(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The same period a year before: "the year-earlier quarter" is the one told of, and "the year-earlier nine months" a length."""
    unit = phrase.key("unit")
    if unit not in {"Y", "M", "W"}:
        return None
    if (count := phrase.words("COUNT")) and (inner := phrase.key("units")):
        return Meaning(length(amount(count), inner), "span")
    if unit == "Y" and (value := _quarter_told(phrase, scene)):
        return Meaning(f"{int(value[:4]) - 1:04}{value[4:]}", "quarter")
    exact = "Q" if phrase.has("quarter") else unit
    value = calendar.value_of(calendar.step(scene.today, -1, unit), exact) if scene.today else None
    return Meaning(value, KINDS[exact]) if value else None


def _quarter_told(phrase: Phrase, scene: Scene) -> str | None:
    """The quarter (or half) that a phrase compares with: the one last told of, its number as the phrase has it."""
    number = ordinal([word for word in phrase.words() if phrase_ordinal(word)])
    value = scene.period.value if scene.period else f"{scene.today.year:04}" if scene.today and number else ""
    if not value[:4].isdecimal() or int(value[:4]) < OLDEST_YEAR:
        return None
    return f"{value[:4]}-Q{number}" if number else value
