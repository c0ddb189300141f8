"""Rules as they are written: how the votes inside a ratifier make a yes.

One shape for every rule: a threshold (`more_than`, `at_least`, `blocked_by`) of a base, a turnout, all of some
rules, all of the bodies, or one body that prevails. What each means is `model/tally.py`.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from winset.case.written import Exact, Grounds, Id, Written, fault

Base = Literal["cast", "present", "members", "roll", "asked", "decided", "bodies"]


class Turnout(Written):
    """How many must take part; staying away can stop a deal that voting no could not."""

    at_least: Exact | None = Field(
        None, description="This share of the roll, from 0 to 1, or this number of votes must take part."
    )
    more_than: Exact | None = Field(
        None, description="More than this share of the roll, from 0 to 1, or than this number of votes must take part."
    )

    @model_validator(mode="after")
    def _one(self) -> "Turnout":
        if (self.at_least is None) == (self.more_than is None):
            raise fault("rule", "a turnout takes one of `at_least` and `more_than`")
        return self


class Rule(Grounds):
    """How votes make a yes. A threshold of 1 or less is a share of its base, above 1 a number of votes."""

    more_than: Exact | None = Field(
        None, description="The yes must exceed this share of the base, from 0 to 1, or this number of votes."
    )
    at_least: Exact | None = Field(
        None, description="The yes must reach this share of the base, from 0 to 1, or this number of votes."
    )
    blocked_by: Exact | None = Field(
        None, description="This share of the base, from 0 to 1, or this number of votes stops a deal by a no."
    )
    of: Base | None = Field(None, description="What the share is of; by default the votes cast.")
    turnout: Turnout | None = Field(None, description="A quorum of those who take part.")
    all: tuple["Rule", ...] | None = Field(None, description="Every one of these rules must hold.", min_length=1)
    all_of: Literal["bodies"] | None = Field(None, description="Every body must say yes.")
    prevails: Id | None = Field(None, description="The body whose word stands in the end.")
    after_days: Exact | None = Field(
        None, description="With `prevails`: the days that another body's no or silence costs."
    )

    @model_validator(mode="after")
    def _one_shape(self) -> "Rule":
        words = [word for word in _SHAPES if getattr(self, word) is not None]
        if len(words) != 1:
            shapes = ", ".join(_SHAPES)
            raise fault(
                "rule",
                f"a rule has exactly one of {shapes}; found {', '.join(words) or 'none'}",
                "join two with `all: [...]`",
            )
        if self.of is not None and words[0] not in _THRESHOLDS:
            raise fault("rule", f"`of` goes with a threshold, not with `{words[0]}`")
        if self.after_days is not None and words[0] != "prevails":
            raise fault("rule", "`after_days` goes with `prevails`")
        threshold = self.threshold
        if threshold is not None and threshold < 0:
            raise fault("rule", "a threshold is not below 0")
        if threshold is not None and threshold > 1 and self.of is not None and threshold != int(threshold):
            raise fault("rule", f"`{threshold}` votes is not a whole number", "write a share as a fraction: 2/3")
        return self

    @property
    def threshold(self) -> Fraction | None:
        """The number of the threshold, where the rule is one."""
        return next((value for word in _THRESHOLDS if (value := getattr(self, word)) is not None), None)

    @property
    def base(self) -> str:
        """What a share is of: the votes cast, unless the rule says otherwise."""
        return self.of or "cast"


_THRESHOLDS = ("more_than", "at_least", "blocked_by")
_SHAPES = (*_THRESHOLDS, "turnout", "all", "all_of", "prevails")

MAJORITY_CAST = Rule(more_than=Fraction(1, 2), of="cast")
WrittenRule = Annotated[Rule, Field(description="How votes make a yes; by default more than half of the votes cast.")]


def show_rule(rule: Rule, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """The rule in words, such as `at least 2/3 of the members`; `called`: what bodies are called, by id."""
    if rule.turnout is not None:
        word, least = (
            ("at least", rule.turnout.at_least)
            if rule.turnout.at_least is not None
            else ("more than", rule.turnout.more_than)
        )
        return f"a turnout of {word} {_amount(least, 'the roll')}"
    if rule.all is not None:
        return " and ".join(show_rule(part, called) for part in rule.all)
    if rule.all_of is not None:
        return "every body"
    if rule.prevails is not None:
        days = f" after {rule.after_days} days" if rule.after_days is not None else ""
        return f"{called.get(rule.prevails) or rule.prevails} prevails{days}"
    threshold = rule.threshold
    if rule.blocked_by is not None:
        return f"blocked by {_amount(threshold, _BASES[rule.base])}"
    return f"{'more than' if rule.more_than is not None else 'at least'} {_amount(threshold, _BASES[rule.base])}"


_BASES = {
    "cast": "the votes cast",
    "present": "those present",
    "members": "the members",
    "roll": "the roll",
    "asked": "those asked",
    "decided": "those decided",
    "bodies": "the bodies",
}


def _amount(value: Any, base: str) -> str:
    return f"{value} of {base}" if value is not None and value <= 1 else f"{value} votes"
