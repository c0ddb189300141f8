"""A small case with goals and a course, whose answers are worked out by hand: a road and a well."""

import json
from typing import Any

import yaml

import winset
from winset.claims.records import ClaimVerdict

Data = dict[str, Any]

# North can put a road (4 points a year) or a well (1 point) for an effort of 1; the king of the south accepts both. At
# once, over three years, the road brings 8 and the well 2, as nothing counts in the year in which it is put.
BASE: Data = {
    "winset": "1",
    "title": "Two aims",
    "as_of": "2024-01-01",
    "effort": "days",
    "sources": {"oped": {"title": "On roads", "published": "2023-05-01"}},
    "issues": {"treaty": {"options": ["none", "road", "well"]}},
    "status_quo": {"treaty": "none"},
    "conditions": {"king": {"options": ["old", "new"], "now": "old"}},
    "parties": {
        "north": {"lead": "cabinet", "ratifiers": {"cabinet": {"otherwise": "accepts"}}},
        "south": {
            "lead": "king",
            "ratifiers": {
                "king": {"refuses": {"new": {"when": {"king": "new"}, "why": "assumed"}}, "otherwise": "accepts"}
            },
        },
    },
    "goals": {
        "trade": {"name": "Trade", "points": {"treaty": {"road": "4"}}, "attention": "1"},
        "water": {"name": "Water", "points": {"treaty": {"well": "1"}}, "attention": "1"},
        "rest": {"name": "Rest", "points": {"king": {"new": "0"}}, "attention": "1"},
    },
    "course": {
        "for": "north",
        "period": "a year",
        "horizon": ["3", "1"],
        "propose": {
            "road": {"package": {"treaty": "road"}, "cost": "1"},
            "well": {"package": {"treaty": "well"}, "cost": "1"},
        },
        "named": {
            "nothing": {"only": []},
            "roads": {"only": ["road"]},
            "wells": {"only": ["well"]},
        },
        "persons": {"successor": {"set": {"king": "new"}}},
    },
}


def claimed(asks: str, **more: Any) -> ClaimVerdict:
    asked = yaml.load(asks, Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it
    claim = {"quote": "so it is", "cite": {"source": "oped"}, "asks": asked}
    return winset.claims(winset.parse(json.dumps({**BASE, **more, "claims": {"C1": claim}})), draws=0).claims[0]


# Asking the king costs 1 and he says yes with 1/2; asking the cabinet costs 2, with 1/2. The cheapest order asks the
# king first: 1 + 1/2 x 2 = 2 against 2 + 1/2 x 1 = 2.5.
APPROACHES: Data = {
    id_: {
        "by": "north",
        "cost": cost,
        "effects": {"yes": {"add": {f"{who}.accepts.in_principle": {"when": {"treaty": "road"}}}, "chance": "1/2"}},
        "sounds": {"ratifier": who, "yes": "yes"},
    }
    for id_, who, cost in (("ask_king", "south.king", "1"), ("ask_cabinet", "north.cabinet", "2"))
}
