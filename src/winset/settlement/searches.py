"""What the searches for change are: minimal unlocks, and the value of each input at which an answer changes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """A way of working out an answer."""

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str


UNLOCKS = Method(
    id="minimal_unlocks",
    name="minimal unlocks",
    question="Which smallest sets of levers open a deal, and at what cost?",
    source="Putnam 1988, Diplomacy and Domestic Politics: The Logic of Two-Level Games, International Organization "
    "42, 427-460, on what enlarges a win-set; minimal sets as in Reiter 1987, A Theory of Diagnosis from First "
    "Principles, Artificial Intelligence 32, 57-95",
    exact=True,
    assumes="that only what the case has as levers can change, within their bounds and in the order that they require. "
    "Where the search was cut short the answer says that it is not complete",
)
TRIPWIRES = Method(
    id="tripwires",
    name="tripwires",
    question="At which value of an input, alone, would a verdict be another?",
    source="Threshold analysis, as in Pauker and Kassirer 1980, The Threshold Approach to Clinical Decision Making, "
    "New England Journal of Medicine 302, 1109-1117",
    exact=True,
    assumes="that each input is turned with all others as they are; no two are turned together",
)
SEARCHES = (UNLOCKS, TRIPWIRES)
"""The methods of `winset unlock` and `winset flips`."""
