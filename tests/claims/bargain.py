"""Two leads who split what two deals are worth, by hand: one is worth 3 to North and 1 to South, the other 1 and 3.

Weighed by patience, with a weight w of North, the bargain is the first where w ln 3 > (1 - w) ln 3, which is where w is
above a half: where North is the more patient of the two, as w = ln(South's) / (ln(North's) + ln(South's)).
"""

import json
from typing import Any

import yaml

import winset
from winset.claims.records import ClaimVerdict

SOUTH = "0.9"


def bargain(asks: str, patience: Any, *, at_home: str = "") -> ClaimVerdict:
    """A claim on the bargain, North's patience being this, and somebody at home in North refusing one of the deals."""
    king = {"points": {"deal": {"none": "0", "ours": "3", "theirs": "1"}}, "patience": patience}
    queen = {"points": {"deal": {"none": "0", "ours": "1", "theirs": "3"}}, "patience": SOUTH}
    north: dict[str, Any] = {"king": king}
    if at_home:
        line = {"when": {"deal": at_home}, "why": "assumed"}
        north["house"] = {"refuses": {"line": line}, "otherwise": "accepts"}
    asked = yaml.load(asks, Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it
    data = {
        "winset": "1",
        "title": "Two deals",
        "as_of": "2024-01-01",
        "sources": {"oped": {"title": "On deals", "published": "2023-05-01"}},
        "issues": {"deal": {"options": ["none", "ours", "theirs"]}},
        "status_quo": {"deal": "none"},
        "parties": {
            "north": {"lead": "king", "ratifiers": north},
            "south": {"lead": "queen", "ratifiers": {"queen": queen}},
        },
        "claims": {"C1": {"quote": "so it is", "cite": {"source": "oped"}, "asks": asked}},
    }
    return winset.claims(winset.parse(json.dumps(data)), draws=0).claims[0]
