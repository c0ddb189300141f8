"""What the tests of the bundled cases have in common: their dates, their outcomes, and the sets of those who block."""

from importlib.resources import files
from typing import Any

import yaml

import winset
from winset.settlement.records import BlockersResult

Sets = set[frozenset[str]]


def known_by_its_day(case: winset.Case) -> bool:
    """Whether each source was known by the day of the case, with a reason where that is not its date."""
    known = {id_: source.known or source.published for id_, source in case.file.sources.items()}
    reasons = all(source.why for source in case.file.sources.values() if source.known is not None)
    return reasons and all(day.last is not None and day.last <= case.file.as_of for day in known.values())


def outcome(name: str) -> Any:
    """What happened, as the case's folder says it; every scalar is text."""
    text = (files("winset.cases") / name / "outcome.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)["outcome"]  # noqa: S506


def conflicts(result: BlockersResult) -> Sets:
    """The definite conflict sets."""
    return {frozenset(found.ratifiers) for found in result.conflicts if found.definite}


def waivers(result: BlockersResult, sure: bool) -> Sets:
    """The sure or the possible waiver sets."""
    return {frozenset(found.ratifiers) for found in result.waivers if found.sure == sure}
