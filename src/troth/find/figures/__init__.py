"""Figures: the numbers of a report that count something, in whole units, with what they count and how sure they are.

`2.4 million` is 2400000, `3 percent` is 3, `$1.5bn` is 1500000000 of the unit `dollar`, a share in words ("two-thirds", "one in
five") is a fraction of one without a unit.  Units have the English name of one in lower case, as `lexicon/figures.toml` gives them:
`percent`, `mile`, `year`, `euro`, `australian dollar`, with their rate `dollar per barrel`; a bare `$` is `dollar`, and `pound` is the
money and the weight.

`change` is `~` for "about" and "some", `>` for "more than", "at least" and plurals like "dozens", `<` for "less than" and "up to",
`up` and `down` for what something rises or falls *by*; the value that it rises to is `=`.  A range has two ends; so has an order of
magnitude ("thousands": 1,000 to 10,000), that any number told elsewhere may be held against it.
"""

from troth.find.figures.quantities import figures

__all__ = ["figures"]
