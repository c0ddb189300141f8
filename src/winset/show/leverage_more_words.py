"""What else bears on a split, in sentences: levers pulled first, home, outside options, demands, audience cost."""

from collections.abc import Iterable
from fractions import Fraction

from winset.case.problems import visible
from winset.course.leverage_records import Called, Constraint, LeverageResult, Range, Split, Walk
from winset.show.names import Names
from winset.show.words import few, listed, midway, number, opening

_NAMED = 3


def package(split: Split, names: Names, unsaid: Iterable[str] = ()) -> str:
    """A package in few words, without issues that need no saying, and how many more give the same points."""
    more = f" (and {split.count - 1} more worth the same)" if split.count > 1 else ""
    return f"“{names.short(split.package, unsaid)}”{more}"


def other(split: Split, than: Split | None, names: Names) -> str:
    """A package by what is otherwise than in another."""
    same = set(split.package.options) & set(than.package.options) if than is not None else set()
    return package(split, names, {issue for issue, _ in same})


def points_of(value: Fraction) -> str:
    """The unit."""
    return "point" if value == 1 else "points"


def rounded(value: float) -> str:
    """A number that is not exact, with two digits after the point, or three near 0 and 1; never 0 or 1 by rounding."""
    places = 2 if 0.1 <= value <= 0.95 or value > 1.05 else 3
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    if text in {"0", "1"} and value not in {0.0, 1.0}:
        return {"0": "under 0.001", "1": "over 0.999" if value < 1 else "just over 1"}[text]
    return text


def after_words(result: LeverageResult, names: Names) -> str:
    """How the levers that were pulled first turned out."""
    said = []
    for pull in result.after:
        fails = f" without {listed([f'`{visible(id_)}`' for id_ in pull.fails])}" if pull.fails else ""
        said.append(f"{party_of(pull.by, names)} pulls {names.lever(pull.lever)}{fails}")
    return f"Supposed, as luck would favour a deal: {'; then '.join(said)}." if said else ""


def constraint_words(result: LeverageResult, names: Names) -> str:
    """What ratifiers at home do for their own side."""
    if not result.sides:
        return ""
    rows = [row for row in result.constraints if row.sign != "nothing"]
    if not result.constraints:
        text = "Nobody else at home has to agree"
    elif not rows:
        text = "That others at home have to agree does nothing for their own side"
    else:
        text = f"For its own side, {few([f'{whom(row, names)} {effect_words(row)}' for row in rows], _NAMED)}"
    return f"{text}{_alone(result, names)}."


def _alone(result: LeverageResult, names: Names) -> str:
    """What the two leads would agree on if nobody else had to, where that is something else."""
    view = result.view or result.views[0]
    if view.alone.gains == view.outcome.gains and view.alone.splits == view.outcome.splits:
        return ""
    if not view.alone.splits:
        return "; nor would the two leads alone agree on anything"
    each = zip(result.sides, view.alone.gains, strict=True)
    gains = listed([f"{party_of(side.party, names)} would gain {_ends(gain)}" for side, gain in each])
    return f"; if only the two leads had to, {gains}"


def _ends(moved: Range) -> str:
    least, most = moved
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def party_of(id_: str, names: Names) -> str:
    """A party inside a sentence: `the port company`."""
    return midway(names.party(id_))


def whom(row: Constraint, names: Names) -> str:
    """The ratifiers of a row in words."""
    if len(row.ratifiers) > 2:
        return f"all that has to agree in {party_of(row.party, names)}"
    return f"the yes of {listed([names.who(id_) for id_ in row.ratifiers])}"


def effect_words(row: Constraint) -> str:
    """What a constraint does for its own side: `helps by 2 points`, or that the sign is open."""
    if row.sign == "open":
        why = "bargains tie" if row.changes[0] == row.changes[1] else "answers are"
        return f"may help or hurt: the sign is open, as {why}"
    if row.sign == "nothing":
        return "does nothing"
    least, most = row.size
    size = number(least) if least == most else f"{number(least)} to {number(most)}"
    return f"{row.sign} by {size} {points_of(most)}"


def walk_words(result: LeverageResult, names: Names) -> str:
    """When outside options begin to matter."""
    view = result.view
    rows = [row for row in result.walks if view is not None and row.over == view.over]
    now = view.bargain.splits[0] if view is not None and len(view.bargain.splits) == 1 else None
    return opening("; ".join(_walk(row, now, names) for row in rows)) + "." if rows else ""


def _walk(row: Walk, now: Split | None, names: Names) -> str:
    party = party_of(row.party, names)
    binds = f"an outside option of {party} matters above {number(row.above)} {points_of(row.above)}"
    if row.to is None:
        return f"{binds}, and then it walks away"
    return f"{binds} (then {other(row.to, now, names)}), and above {number(row.most)} it walks away"


def bluff_words(result: LeverageResult, names: Names) -> str:
    """How likely a demand must be a bluff before ignoring it pays."""
    if result.bluff is None:
        return ""
    over = 0 if result.view is None or result.view.over == "sure" else 1
    demand = f"the demand `{visible(result.bluff.path)}` ({visible(result.bluff.words)})"
    return opening(called_words(result.bluff.called[over], demand, party_of(result.sides[0].party, names))) + "."


def called_words(called: Called, demand: str, asking: str) -> str:
    """What it is worth to ignore a demand."""
    if called.same:
        return f"{demand} does not move the bargain, so it makes no difference whether it is a bluff"
    respected, ignored = number(called.respected.gains[0][0]), number(called.ignored.gains[0][0])
    worth = f"{asking} gains {respected} if it respects it and {ignored} if it rightly ignores it"
    if called.above is None:
        return f"{demand} is not worth ignoring, however surely it is a bluff: {worth}"
    if called.above == 0:
        return f"{demand} is worth ignoring at any chance that it is a bluff: {worth}"
    chance = number(called.above) if called.above.denominator <= 20 else rounded(float(called.above))
    return f"{demand} is worth ignoring if the chance that it is a bluff is above {chance}: {worth}"


def audience(result: LeverageResult, names: Names) -> str:
    """The cost of agreeing that would pin the asking party's lead."""
    view = result.view
    if view is None or not view.outcome.splits:
        return ""
    least, most = view.audience
    size = number(least) if least == most else f"{number(least)} to {number(most)}"
    lead = names.who(result.sides[0].ratifier)
    return f"A cost of agreeing above {size} {points_of(most)} would pin {lead} to no deal."
