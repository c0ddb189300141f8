"""Cases for examples worked out by hand: one ratifier and one treaty, or the example of the design."""

from fractions import Fraction
from typing import Any

from oracle.judges import answer
from oracle.shortfalls import Component, shortfall
from winset.case.sections import CaseFile

Data = dict[str, Any]


def case_of(parties: Data, **more: Any) -> CaseFile:
    """One treaty, none or signed, unless other issues are given."""
    ground: Data = {
        "winset": "1",
        "title": "By hand",
        "as_of": "2020-10-31",
        "issues": {"treaty": {"options": ["none", "signed"]}},
        "status_quo": {"treaty": "none"},
    }
    return CaseFile.model_validate({**ground, **more, "parties": parties})


def one(ratifier: Data, **more: Any) -> CaseFile:
    """A case with one ratifier, `here.senate`."""
    return case_of({"here": {"ratifiers": {"senate": ratifier}}}, **more)


SIGNED = {"treaty": "signed"}
NEVER_SIGNS = {"refuses": {"line": {"when": {"treaty": "signed"}}}}
SIGNS = {"accepts": {"gladly": {"when": {"treaty": "signed"}}}}


def said(ratifier: Data, package: dict[str, str] | None = None, **more: Any) -> str:
    return answer(one(ratifier, **more), {}, "here.senate", package or SIGNED)


def lacking(ratifier: Data) -> list[Component]:
    return shortfall(one(ratifier), {}, "here.senate", SIGNED)


def votes(least: int, most: int) -> list[Component]:
    return [Component("votes", "here.senate", Fraction(least), Fraction(most))]


def seats(**blocs: tuple[int, Data]) -> Data:
    return {name: {"votes": str(number), **data} for name, (number, data) in blocs.items()}


RESET: Data = {
    "issues": {
        "treaty": {"options": ["none", "signed"]},
        "islands": {"ordered": "true", "options": ["none", "two", "four"]},
        "closure": {"only_when": {"treaty": "signed"}, "options": ["left_open", "closed"]},
        "troops": {"ordered": "true", "options": ["free", "japan_promise", "us_binding"]},
    },
    "status_quo": {"treaty": "none", "islands": "none", "troops": "free"},
    "deal": {"treaty": "signed"},
    "conditions": {"us_stance": {"options": ["uninterested", "backing"], "now": "uninterested"}},
}
NIKKEI: Data = {
    "field": "2018-11",
    "about": {"islands": {"at_least": "two"}},
    "answers": {
        "two_first": {
            "share": "46",
            "accepts": {"any": [{"islands": "two", "closure": "left_open"}, {"islands": "four"}]},
        },
        "all_four": {"share": "33", "accepts": {"islands": "four"}},
        "just_two": {"share": "5", "accepts": {"islands": {"at_least": "two"}}},
    },
}
RESET_PARTIES: Data = {
    "japan": {
        "lead": "cabinet",
        "ratifiers": {
            "cabinet": {"prefers": {"islands": ["four", "two", "none"], "troops": ["free"]}},
            "public": {"polls": {"nikkei": NIKKEI}, "rule": {"at_least": "1/2", "of": "asked"}},
        },
    },
    "russia": {
        "lead": "president",
        "ratifiers": {
            "president": {
                "refuses": {"bases": {"when": {"islands": {"at_least": "two"}, "troops": {"at_most": "japan_promise"}}}}
            },
            "duma": {"follows": "russia.president", "scope": {"islands": {"at_least": "two"}}},
        },
    },
    "united_states": {
        "ratifiers": {
            "administration": {
                "scope": {"troops": "us_binding"},
                "refuses": {"no_interest": {"when": {"us_stance": "uninterested"}}},
            }
        }
    },
}
NOW = {"us_stance": "uninterested"}


def treaty(islands: str, closure: str, troops: str = "free") -> dict[str, str]:
    return {"treaty": "signed", "islands": islands, "closure": closure, "troops": troops}
