"""What can last if nothing is signed, asked by claims: on a standoff worked out by hand."""

import winset

STANDOFF = """
winset: 1
title: A standoff
as_of: 2024-06-01
sources: {paper: {title: Paper, published: 2024-05}}
conflict:
  deciders:
    guards: {payoffs: {calm: 3, alarm: 2, clash: 0}}
    crowd: {ranking: [[alarm, calm], clash]}
  states: {calm: {}, alarm: {}, clash: {}}
  now: alarm
  moves:
    guards: {alarm: [calm, clash], calm: [alarm]}
    crowd: {alarm: [clash], calm: [clash]}
claims:
  C1: {quote: it lasts, asks: [{stable: {}}], cite: {source: paper}}
  C2: {quote: fear keeps it, asks: [{stable: {concepts: [gmr, smr]}}], cite: {source: paper}}
  C3: {quote: the crowd stays, asks: [{stable: {for: [crowd]}}], cite: {source: paper}}
  C4: {quote: calm lasts, asks: [{stable: {state: calm}}], cite: {source: paper}}
  C5: {quote: a clash does not, asks: [{stable: {state: clash}, answer: no}], cite: {source: paper}}
"""


def test_what_lasts() -> None:
    """The guards go from alarm to calm, which is better for them; the crowd could answer with a clash, and would not.

    So alarm is not Nash, and by fear alone (GMR, SMR: from a clash the guards cannot move) it lasts. The crowd has
    nothing better than alarm. In calm and in a clash nobody can move to anything better, so C5 is not so.
    """
    found = winset.claims(winset.parse(STANDOFF), draws=0)
    assert {row.id: row.so for row in found.claims} == {
        "C1": False,
        "C2": True,
        "C3": True,
        "C4": True,
        "C5": False,
    }
