"""The answer to `leverage` in sentences: who gets what, and what would give the asking party more or less."""

from collections.abc import Callable
from fractions import Fraction

from winset.case.problems import visible
from winset.course.leverage_records import LeverageResult, Outcome, Range, Side, Step, Stretch, View
from winset.model.result import Verdict
from winset.show.leverage_more_words import (
    after_words,
    audience,
    bluff_words,
    constraint_words,
    other,
    package,
    party_of,
    points_of,
    rounded,
    walk_words,
)
from winset.show.names import Names
from winset.show.sources import standing
from winset.show.words import AT_STATED, counted, few, listed, number, opening, percent

_MOST = 9
_NAMED = 4


def leverage_sentence(result: LeverageResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    view = result.view
    if not result.sides:
        text = _not_two(result, names)
    elif view is None:
        text = f"{opening(_first(result, names))}nothing to split: {_in_the_way(result, names)}."
    else:
        before = "no deal is sure, but over those that are possible, " if view.over == "possible" else ""
        text = f"{_first(result, names)}{before}{_split(result, view, names)}."
    text = f"{AT_STATED}: {text}" if result.about.stated else text
    return opening(text)


def leverage_explain(result: LeverageResult) -> tuple[str, ...]:
    """Further short sentences: patience and its worth, home, outside options, demands, and what all that rests on."""
    names = Names.of(result.about)
    parts: tuple[Callable[[LeverageResult, Names], str], ...] = (
        after_words,
        _shares,
        _steps,
        _other_reading,
        bluff_words,
        constraint_words,
        _worlds,
        walk_words,
        audience,
    )
    said = [text for part in parts if (text := part(result, names))]
    rests = [f"{standing(result.about)}."] if result.about.inputs else []
    return (*said[: _MOST - len(rests)], *rests)


def _first(result: LeverageResult, names: Names) -> str:
    """What has been pulled before."""
    return f"after {few([names.lever(pull.lever) for pull in result.after], _NAMED)}, " if result.after else ""


def _not_two(result: LeverageResult, names: Names) -> str:
    """Why there are no two who bargain, what to write, and what ratification alone says."""
    able = [party_of(id_, names) for id_ in result.bargainers]
    if len(able) > 1:
        party = result.about.party
        lacks = f"the lead of {party_of(party, names)} has none; " if party and party not in result.bargainers else ""
        return (
            f"leverage is between two leads with points; {lacks}{listed(able)} have them: name two of these, with "
            "`--for PARTY` and `--against PARTY`."
        )
    has = f"only {able[0]} has one" if able else "no lead has any"
    leads = [row for row in result.lacking if row.lead]
    write = [f"`{visible(row.party)}.{visible(row.lead or '')}.points`" for row in leads]
    if len(leads) + len(able) < 2:
        write += [f"`{visible(row.party)}.lead`" for row in result.lacking if not row.lead]
    asked = f"; to say who gets what, write {few(write, _NAMED)} in the case" if write else ""
    alone = _alone(result, names)
    return (
        f"leverage needs two leads with points, and {has}{asked}; {_first(result, names)}by ratification alone {alone}."
    )


def _alone(result: LeverageResult, names: Names) -> str:
    if result.verdict in {Verdict.REFUSED, Verdict.NO_DEALS}:
        return f"there is nothing to split: {_in_the_way(result, names)}"
    if result.verdict is Verdict.RATIFIED:
        return "some deal is ratified, so there is something to split"
    who = few([names.who(id_) for id_ in result.open], _NAMED)
    return f"no deal is sure, and some are possible, as answers are open at {who}"


def _in_the_way(result: LeverageResult, names: Names) -> str:
    """Who keeps every deal from being made."""
    if result.verdict is Verdict.NO_DEALS:
        return "no deal is asked about"
    if result.verdict is not Verdict.REFUSED:
        return "every deal that could be ratified leaves one of the two leads below its no deal"
    sets = [listed([names.who(id_) for id_ in each.ratifiers]) for each in result.conflicts[:2]]
    alone = len(result.conflicts[0].ratifiers) == 1 if result.conflicts else False
    verb = "refuses every deal" if alone else "accept no deal in common"
    more = len(result.conflicts) - 1
    rest = f", and {counted(more, 'other group')} would be enough to stop all" if more > 0 else ""
    return f"{sets[0]} {verb}{rest}" if sets else "every deal is refused"


def _split(result: LeverageResult, view: View, names: Names) -> str:
    """What is agreed, who gets what, and what it would take to change that."""
    ours, theirs = (party_of(side.party, names) for side in result.sides)
    outcome = view.outcome
    how = _patience(result)
    if outcome.walks:
        who = listed([party_of(id_, names) for id_ in outcome.walks])
        return f"{how} nothing is agreed, as no package gives {who} as much as walking away"
    what = "the bargain is" if len(outcome.splits) == 1 else "these tie for the bargain:"
    best = number(view.best[0])
    gets = (
        f"{ours} gets {amount(outcome.gains[0])} of the {best} {points_of(view.best[0])} above no deal that it could "
        f"({theirs} {amount(outcome.gains[1])} of {number(view.best[1])})"
    )
    if outcome.binds:
        outside = listed([party_of(id_, names) for id_ in outcome.binds])
        was = _named(view.bargain, names)
        return f"{how} the outside option of {outside} moves the bargain from {was} to {_named(outcome, names)}: {gets}"
    return f"{how} {what} {_named(outcome, names)}: {gets}; {_would_take(view, names)}"


def _named(outcome: Outcome, names: Names) -> str:
    return few([package(split, names) for split in outcome.splits], _NAMED)


def amount(moved: Range) -> str:
    """A gain, or its ends where bargains tie."""
    least, most = moved
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def _patience(result: LeverageResult) -> str:
    formula = result.formula
    ours, theirs = (side.patience for side in result.sides)
    if ours is None or theirs is None or (formula is not None and formula.equal):
        return "with equal patience, which is assumed,"
    assumed = {entry.path for entry in result.about.assumed}
    marks = [" (assumed)" if f"{side.ratifier}.patience" in assumed else "" for side in result.sides]
    return f"with patience {number(ours.likely)}{marks[0]} against {number(theirs.likely)}{marks[1]}"


def _would_take(view: View, names: Names) -> str:
    """The nearest change of patience that would lose the bargain, else the one that would better it."""
    here = view.stretch
    if here is None:
        return "a little more or less patience decides" if len(view.outcome.splits) > 1 else "no patience changes it"
    at = view.stretches.index(here)
    if at > 0:
        return f"it would take {_below(here)} to lose it to {other(view.stretches[at - 1].split, here.split, names)}"
    if at + 1 < len(view.stretches):
        return f"it would take {_above(here)} to win {other(view.stretches[at + 1].split, here.split, names)}"
    return "no patience of either changes it"


def _below(here: Stretch) -> str:
    if here.patience is None:
        return f"being {rounded(here.hurry[0] or 0.0)} times as impatient as the other"
    return f"patience below {rounded(here.patience[0])}"


def _above(here: Stretch) -> str:
    if here.patience is None:
        return f"the other to be {rounded(here.hurry[1] or 0.0)} times as impatient"
    return f"patience above {rounded(here.patience[1])}"


def _shares(result: LeverageResult, names: Names) -> str:
    formula = result.formula
    if formula is None:
        return ""
    ours = opening(party_of(result.sides[0].party, names))
    low, likely, high = formula.weight
    weight = f"{ours} has weight {rounded(likely)} of 1 in the bargain"
    if low != high:
        weight += f" ({rounded(low)} to {rounded(high)} over the ranges of patience)"
    if formula.first is None or formula.second is None or formula.equal:
        return f"{weight}{_between(result, names)}."
    first, second = _share(formula.first), _share(formula.second)
    at_will = f"; of what can be split at will it would get {first} if it offers first and {second} if not"
    return f"{weight}{at_will}{_between(result, names)}."


def _between(result: LeverageResult, names: Names) -> str:
    """What both gain over their ranges of patience, where that is not one amount."""
    view = result.view
    if view is None or all(least == most for least, most in view.between):
        return ""
    theirs = party_of(result.sides[1].party, names)
    return f"; over both ranges of patience it gains {amount(view.between[0])} and {theirs} {amount(view.between[1])}"


def _share(value: Fraction) -> str:
    return percent(value) if 0 < value < 1 else ("nothing" if value <= 0 else "all")


def _steps(result: LeverageResult, names: Names) -> str:
    """What more and less patience is worth to the asking party."""
    view = result.view
    if view is None:
        return ""
    ours = party_of(result.sides[0].party, names)
    if not view.steps:
        turns = "more patience could give it more" if view.turns == "positive" else "no patience gives it more or less"
        written = "is written without a range" if result.sides[0].patience is not None else "is not written"
        return f"{opening(ours)}'s patience {written}, so no step is worked out; over all, {turns}."
    said = [_step(step, ours) for step in view.steps]
    return f"{opening('; '.join(said))}; over its whole range {_TURNS[view.turns]}."


_TURNS = {
    "positive": "more patience gives it more",
    "none": "patience changes nothing",
    "negative": "more patience gives it less",
    "open": "it is open what patience gives",
}


def _step(step: Step, ours: str) -> str:
    least, most = step.change
    what = {"high": "more", "low": "less"}[step.end]
    before = f"{what} patience of {ours} ({number(step.patience)})"
    if step.sign == "none":
        return f"{before} makes no change"
    if step.sign == "open":
        return f"{before} changes its gain by {number(least)} to {number(most)} points, as bargains tie"
    verb = "is worth" if step.sign == "positive" else "costs"
    size = (least, most) if step.sign == "positive" else (-most, -least)
    return f"{before} {verb} {amount(size)} {points_of(size[1])}"


def _other_reading(result: LeverageResult, names: Names) -> str:
    """What is agreed over possible deals, where sure ones are answered for and it differs."""
    view = result.view
    if view is None or view.over != "sure":
        return ""
    other = result.views[1]
    if other.outcome.splits == view.outcome.splits and other.outcome.walks == view.outcome.walks:
        return ""
    each = zip(result.sides, other.outcome.gains, strict=True)
    gains = ", ".join(f"{party_of(side.party, names)} {amount(gain)}" for side, gain in each)
    what = _named(other.outcome, names) or "nothing"
    return f"If all open answers were yes the bargain would be {what}: {gains}."


def _worlds(result: LeverageResult, names: Names) -> str:
    if not result.worlds:
        return ""
    base = result.view
    same = 0
    for world in result.worlds:
        outcome = world.sure if world.sure.splits else world.possible
        same += base is not None and outcome.splits == base.outcome.splits
    return (
        f"This is for “{names.world(result.about.world)}”; in {same} of {counted(len(result.worlds), 'other world')} "
        "that nobody can rule out the bargain is the same."
    )


def side_words(side: Side, names: Names) -> str:
    """A bargainer with its lead."""
    return f"{names.party(side.party)} ({names.bare(side.ratifier)})"


def agreed(outcome: Outcome, names: Names) -> str:
    """What is agreed, in words."""
    if outcome.walks:
        return f"nothing, as walking away is better for {listed([party_of(id_, names) for id_ in outcome.walks])}"
    return _named(outcome, names) or "nothing"
