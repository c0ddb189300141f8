"""A small case whose claims are worked out by hand: a ferry between a coast and an island.

A deal is a ferry, at a low, a middle or a high toll. The mayor of the coast refuses a low toll and accepts the others;
the town refuses a high one and accepts the others; the island's council accepts all. So the low toll is refused by the
mayor, the middle one is ratified, the high one is refused by the town.
"""

import json
from typing import Any

import yaml

import winset
from winset.claims.records import ClaimVerdict

Data = dict[str, Any]

FERRY = """
winset: 1
title: A ferry
as_of: 2024-01-01
effort: days
sources:
  oped: {title: On the ferry, published: 2023-05-01}
  paper: {title: A morning paper, published: 2023-06-01}
issues:
  ferry: {options: {none: None, runs: It runs}}
  toll: {ordered: yes, only_when: {ferry: runs}, options: {low: Low, middle: Middle, high: High}}
status_quo: {ferry: none}
deal: {ferry: runs}
patterns:
  low: {toll: low}
  middle: {toll: middle}
  high: {toll: high}
  extremes: {toll: [low, high]}
conditions:
  weather: {options: {calm: Calm, storm: Storm}, now: calm}
parties:
  coast:
    name: The coast
    lead: mayor
    ratifiers:
      mayor:
        name: The mayor
        refuses: {cheap: {when: {toll: low}, cite: {source: oped, quote: the mayor will not run it for nothing}}}
        accepts: {pays: {when: {toll: {at_least: middle}}, cite: {source: paper, says: the mayor wants a toll}}}
        prefers: {toll: [high, middle, low]}
      town:
        name: The town
        refuses: {dear: {when: {toll: high}, cite: {source: paper, says: the town will not pay that much}}}
        accepts: {fair: {when: {toll: {at_most: middle}}, why: assumed}}
  island:
    name: The island
    lead: council
    ratifiers:
      council:
        name: The council
        accepts: {gladly: {when: {ferry: runs}, cite: {source: paper, says: the island wants it}}}
        prefers: {toll: [low, middle, high]}
variants:
  stubborn_town:
    name: The town wants it for nothing
    contests: what the town pays
    add: {coast.town.refuses.any_toll: {when: {toll: middle}, why: assumed}}
    drop: [coast.town.accepts.fair]
  silent_town:
    name: The town has not said
    contests: what the town pays
    drop: [coast.town.accepts.fair]
"""


def ferry(claims: str, **sections: Any) -> winset.Case:
    """The case with claims, and with some sections or parts of sections besides."""
    return winset.parse(json.dumps(data_of(claims, **sections)))


def data_of(claims: str, **sections: Any) -> Data:
    """The same as plain data."""
    data: Data = yaml.load(FERRY, Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it
    data["claims"] = yaml.load(claims, Loader=yaml.BaseLoader)  # noqa: S506
    for key, section in sections.items():
        data[key] = {**data.get(key, {}), **section}
    return data


def claimed(asks: str, strength: str = "asserts", quote: str = "so it is", **sections: Any) -> ClaimVerdict:
    """The verdict on one claim with these asks, in the notation of a case."""
    text = f"C1:\n  quote: {quote}\n  strength: {strength}\n  cite: {{source: oped}}\n  asks: {asks}\n"
    return winset.claims(ferry(text, **sections), draws=0).claims[0]


def so(asks: str, **sections: Any) -> bool | None:
    """Whether a claim with these asks is so.

    Raises:
        AssertionError: it cannot be told.
    """
    found = claimed(asks, **sections)
    assert not found.why, found.why
    return found.so
