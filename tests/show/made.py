"""Results written by hand, so that what is shown does not depend on any engine."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from winset.model.result import About, Input, PackageRecord, Quotation, Verdict
from winset.settlement.answers import PackageAnswers
from winset.settlement.records import (
    BlockersResult,
    DealsResult,
    FrontierView,
    Margin,
    Near,
    Reason,
    Shortfall,
    SolutionView,
    Stand,
    WinSet,
)

SENATE, GOVERNMENT = "us.senate", "panama.government"
NAMES = (
    ("parties.us", "United States"),
    ("parties.panama", "Panama"),
    ("parties.us.senate", "The Senate"),
    ("parties.us.senate.six", "Six who ask for wording"),
    ("parties.panama.government", "The government"),
    ("issues.text", "The text"),
    ("issues.text.october", "October"),
    ("issues.text.signed", "As signed"),
)
TIME = Quotation("time", "Opening the Great Canal Debate", "1978-02-20", "scarcely 60 as certain", verbatim=True)
LAST = Quotation("last", "Last Test of a Battered Treaty", "1978-04-24", "it offended Panama", verbatim=False)
VOTES = Input("us.senate.won.accepts.october", "accepts october", "cited", None, (TIME,))
LINE = Input("panama.government.refuses.alone", "refuses unsoftened", "contested", None, (LAST,))
GUESS = Input("us.senate.six.votes", "6", "assumed", "half a dozen", ())


def package(number: int = 1, **options: str) -> PackageRecord:
    return PackageRecord(number, tuple((options or {"text": "october"}).items()))


def about(deals: int = 8, **changes: Any) -> About:
    fields: dict[str, Any] = {
        "case": "made",
        "title": "A made case",
        "as_of": date(1978, 4, 17),
        "digest": "d" * 64,
        "variants": (),
        "world": (),
        "where": "",
        "party": None,
        "packages": deals,
        "deals": deals,
        "stated": False,
        "methods": ("refuses", "accepts", "blocs"),
        "engine": "enumeration",
        "exact": True,
        "version": "0",
        "inputs": (VOTES, LINE, GUESS),
        "names": NAMES,
    }
    return About(**(fields | changes))


def win_set(ratifier: str, yes: int, open_: int, no: int, *, out: int = 0, **changes: Any) -> WinSet:
    deals = max(yes + open_ + no + out, 1)
    fields: dict[str, Any] = {
        "ratifier": ratifier,
        "name": ratifier,
        "party": ratifier.partition(".")[0],
        "lead": False,
        "counts_as": "veto",
        "follows": None,
        "rule": "at least 2/3 of those present",
        "out": out,
        "yes": yes,
        "open": open_,
        "no": no,
        "share_sure": Fraction(yes + out, deals),
        "share_possible": Fraction(yes + out + open_, deals),
        "others": (out, yes, open_, no),
        "stated": False,
    }
    return WinSet(**(fields | changes))


def shortfall(kind: str, unit: str, least: int, most: int, ratifier: str = SENATE, path: str = "") -> Shortfall:
    return Shortfall(ratifier, kind, path or ratifier, unit, Fraction(least), Fraction(most))


def deals_result(verdict: Verdict, sure: int, possible: int, win_sets: Sequence[WinSet], **changes: Any) -> DealsResult:
    fields: dict[str, Any] = {
        "about": about(),
        "verdict": verdict,
        "sure": sure,
        "possible": possible,
        "win_sets": tuple(win_sets),
        "overlaps": (),
        "examples": (),
        "levels": (),
        "frontiers": (),
        "solutions": (),
        "best": (),
        "undominated": (),
        "nearest": (),
        "nearest_count": 0,
        "margin": Margin(None, ()),
        "worlds": (),
        "settles": (),
        "baselines": (),
    }
    return DealsResult(**(fields | changes))


def open_deals(**changes: Any) -> DealsResult:
    """No deal is sure, six of eight are possible, and the nearest lacks up to seven votes in the Senate."""
    near = Near(package(), (shortfall("votes", "votes", 0, 7),))
    rows = (win_set(SENATE, 0, 6, 2), win_set(GOVERNMENT, 4, 2, 2, rule="its own word"))
    return deals_result(
        Verdict.OPEN, 0, 6, rows, **({"nearest": (near,), "nearest_count": 1, "settles": (SENATE,)} | changes)
    )


def stand(ratifier: str, yes: int, open_: int, no: int, **changes: Any) -> Stand:
    fields: dict[str, Any] = {
        "ratifier": ratifier,
        "name": ratifier,
        "party": ratifier.partition(".")[0],
        "veto": True,
        "counts_as": "veto",
        "follows": None,
        "rule": "its own word",
        "out": 0,
        "yes": yes,
        "open": open_,
        "no": no,
        "blocks": no > 0 and not yes and not open_,
        "answer": None,
        "reasons": (),
        "shortfalls": (),
    }
    return Stand(**(fields | changes))


def blockers_result(
    verdict: Verdict, sure: int, possible: int, stands: Sequence[Stand], **changes: Any
) -> BlockersResult:
    fields: dict[str, Any] = {
        "about": about(2),
        "verdict": verdict,
        "sure": sure,
        "possible": possible,
        "package": None,
        "stands": tuple(stands),
        "conflicts": (),
        "waivers": (),
        "worth": (),
        "coalitions": (),
    }
    return BlockersResult(**(fields | changes))


def red_line() -> Reason:
    return Reason(LINE.path, "refuses", LINE.words, LINE)


def answers(*rows: dict[str, str]) -> tuple[PackageAnswers, ...]:
    """What each ratifier answers to packages numbered from one."""
    return tuple(
        PackageAnswers(package(at, text="october" if at % 2 else "signed"), tuple(row.items()))
        for at, row in enumerate(rows, start=1)
    )


def with_frontier(bargainers: int) -> DealsResult:
    """A ratified result with three undominated points, the second of them the Nash solution."""
    ids = (GOVERNMENT, SENATE, "canada.cabinet")[:bargainers]
    values = np.array([[10, 40, 5], [20, 30, 6], [30, 10, 7]], dtype=np.int64)[:, :bargainers]
    view = FrontierView(
        over="sure",
        bargainers=ids,
        values=values,
        scales=(1,) * bargainers,
        packages=(package(1), package(2, text="signed"), package(3)),
        multiplicity=(1, 1, 1),
        method="by hand",
        no_deal=(5,) * bargainers,
    )
    return deals_result(
        Verdict.RATIFIED,
        3,
        3,
        [win_set(id_, 3, 0, 5) for id_ in ids],
        frontiers=(view,),
        solutions=(SolutionView("nash", "Nash", "sure", (1,)),),
        examples=(package(1), package(2, text="signed")),
    )
