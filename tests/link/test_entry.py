from __future__ import annotations

from troth.identity import mention_id
from troth.link import entry
from troth.types import Force, PledgeMention, Polarity, Provenance, Quote


def mention(report: str, start: int = 0, force: Force = Force.PLAN, who: str = "Ana Whitlock", made_on: str | None = None) -> PledgeMention:
    what = f"rebuild the pier, as {report} tells"
    return PledgeMention(Quote(report, start, start + 5, "words"), (who,), what, force, Polarity.DO, True, "narrator", made_on=made_on)


def told(
    report: str, published: str | None, outlet: str | None = None, newsroom: str | None = None, latest: str | None = None
) -> Provenance:
    return Provenance(report, outlet, newsroom or outlet, published, latest or report)


def test_a_pledge_is_named_by_its_least_mention_by_date_report_and_place() -> None:
    members = [mention("z", 9), mention("z", 2), mention("a"), mention("b")]
    reports = {"z": told("z", "2011-01-01"), "a": told("a", None), "b": told("b", "2011-01-02")}
    pledge = entry(members, reports)
    assert pledge.id == mention_id(members[1])
    assert [m.quote.report for m in pledge.mentions] == ["z", "z", "b", "a"]
    assert pledge.since == "2011-01-01"


def test_its_force_and_words_are_those_of_the_strongest_mention_and_a_threat_is_no_promise() -> None:
    members = [
        mention("a", force=Force.THREAT),
        mention("b", force=Force.PROMISE),
        mention("c", force=Force.AIM),
        mention("d", force=Force.PROMISE),
    ]
    pledge = entry(members, {name: told(name, f"2011-01-0{i + 1}") for i, name in enumerate("abcd")})
    assert pledge.force is Force.PROMISE
    assert pledge.what == "rebuild the pier, as b tells"


def test_forty_outlets_with_one_agency_are_one_origin() -> None:
    reports = {f"r{i}": told(f"r{i}", "2011-01-01", f"Paper {i}", "Meridian Wire") for i in range(40)} | {
        "own": told("own", "2011-01-02", "The Courier")
    }
    pledge = entry([mention(name) for name in reports], reports)
    assert (pledge.outlets, pledge.origins) == (41, 2)


def test_a_report_that_does_not_tell_its_outlet_adds_none() -> None:
    silent = {name: told(name, "2011-01-01") for name in "abc"}
    assert (entry([mention(name) for name in silent], silent).outlets, entry([mention("a")], silent).origins) == (1, 1)
    known = silent | {"d": told("d", "2011-01-01", "The Courier"), "e": told("e", "2011-01-01", "Evening Post", "Meridian Wire")}
    pledge = entry([mention(name) for name in known], known)
    assert (pledge.outlets, pledge.origins) == (2, 2)


def test_the_actor_bears_the_name_that_most_mentions_give_and_of_these_the_fullest() -> None:
    members = [mention("a", who="Whitlock"), mention("b", who="Ana Whitlock"), mention("c", who="Mayor Ana Whitlock")]
    reports = {name: told(name, "2011-01-01") for name in "abc"}
    assert entry(members, reports).who == ("Mayor Ana Whitlock",)
    assert entry([*members, mention("a", 50, who="Whitlock")], reports).who == ("Whitlock",)


def test_a_mention_is_withdrawn_where_the_last_revision_of_its_page_no_longer_has_the_pledge() -> None:
    first, other = mention("v1"), mention("elsewhere")
    reports = {"v1": told("v1", "2011-01-01", latest="v2"), "elsewhere": told("elsewhere", "2011-01-01")}
    assert entry([first, other], reports).withdrawn == (mention_id(first),)
    kept = mention("v2")
    assert entry([first, other, kept], reports | {"v2": told("v2", "2011-01-02")}).withdrawn == ()


def test_the_day_it_was_made_is_the_earliest_that_a_report_tells() -> None:
    reports = {name: told(name, "2011-01-01") for name in "abc"}
    assert entry([mention("a"), mention("b", made_on="2009-04-16"), mention("c", made_on="2010-01-01")], reports).made_on == "2009-04-16"
