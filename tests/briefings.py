"""The briefings on bundled cases: each is made once in a process, however many tests read it."""

from functools import cache

import winset

CASES = ("panama-1978", "harbour", "japan-russia")


@cache
def briefing(name: str) -> str:
    """The page of a bundled case."""
    return winset.brief(winset.load(name))
