"""What else bears on a split, in sentences: levers pulled first, home, outside options, demands, audience cost."""

from fractions import Fraction

from winset.case.problems import visible
from winset.course.leverage_records import Called, Constraint, LeverageResult, Range, Walk
from winset.show.names import Names
from winset.show.words import few, listed, number, opening

_NAMED = 3


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
        said.append(f"{names.party(pull.by)} pulls {names.lever(pull.lever)}{fails}")
    return f"Supposed, as luck would favour a deal: {'; then '.join(said)}." if said else ""


def constraint_words(result: LeverageResult, names: Names) -> str:
    """What ratifiers at home do for their own side."""
    rows = [row for row in result.constraints if row.sign != "nothing"]
    if not result.constraints:
        return "Nobody at home but the two leads has to agree." if result.sides else ""
    if not rows:
        return "That others at home have to agree does nothing for either side."
    said = [f"{whom(row, names)} {effect_words(row)}" for row in rows]
    return f"For its own side, {few(said, _NAMED)}."


def whom(row: Constraint, names: Names) -> str:
    """The ratifiers of a row in words."""
    if len(row.ratifiers) > 2:
        return f"all that has to agree in {names.party(row.party)}"
    return f"the yes of {listed([names.who(id_) for id_ in row.ratifiers])}"


def effect_words(row: Constraint) -> str:
    """What a constraint does for its own side: `helps by 2 points`, or that the sign is open."""
    if row.sign == "open":
        return "may help or hurt: the sign is open, as answers are"
    if row.sign == "nothing":
        return "does nothing"
    sizes = [tuple(sorted(abs(end) for end in moved)) for moved in own_changes(row)]
    least, most = min(size[0] for size in sizes), max(size[1] for size in sizes)
    size = number(least) if least == most else f"{number(least)} to {number(most)}"
    return f"{row.sign} by {size} {points_of(most)}"


def own_changes(row: Constraint) -> tuple[Range, ...]:
    """What a constraint changes for its own side, over sure and over possible packages."""
    return tuple(each.change[row.own] for each in row.compared)


def walk_words(result: LeverageResult, names: Names) -> str:
    """When outside options begin to matter."""
    view = result.view
    rows = [row for row in result.walks if view is not None and row.over == view.over]
    return opening("; ".join(_walk(row, names) for row in rows)) + "." if rows else ""


def _walk(row: Walk, names: Names) -> str:
    party = names.party(row.party)
    binds = f"an outside option of {party} matters above {number(row.above)} {points_of(row.above)}"
    if row.to is None:
        return f"{binds}, and then it walks away"
    return f"{binds} (then “{names.short(row.to.package)}”), and above {number(row.most)} it walks away"


def bluff_words(result: LeverageResult, names: Names) -> str:
    """How likely a demand must be a bluff before ignoring it pays."""
    if result.bluff is None:
        return ""
    over = 0 if result.view is None or result.view.over == "sure" else 1
    demand = f"the demand `{visible(result.bluff.path)}` ({visible(result.bluff.words)})"
    return opening(called_words(result.bluff.called[over], demand, names.party(result.sides[0].party))) + "."


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
