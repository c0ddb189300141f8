"""GeniusWeb (TU Delft): a domain and its linear additive profiles in JSON, as points.

A profile carries its domain, so that a domain file may be left out; where there is one, all must say the same. The
current names are `DiscreteValueSetUtilities` and `NumberValueSetUtilities`; the older ones, `discreteutils` and
`numberutils`. A number issue has a range with a step; between its ends utilities lie on a line. What no deal is worth
is the worth of the reservation bid, whose missing issues add nothing; without a bid it is 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.case.problems import Problem, Problems, did_you_mean, quoted
from winset.formats.json_tree import read_json
from winset.formats.numbers import exact, number_text
from winset.formats.scenario import MAX_VALUES, InputFile, Issue, Profile, Scenario, worth_of
from winset.formats.tree import MAX_NAME, Block, Row, Taking, Text

DOMAIN = "issuesValues"
ADDITIVE = "LinearAdditiveUtilitySpace"
_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
_NUMBER = ("NumberValueSetUtilities", "numberutils")
_OTHER = ("SumOfGroupsUtilitySpace", "DefaultPartialOrdering", "partialordering")
_NO_RESERVATION = "Where a profile has no reservation bid, no deal is worth 0, as in GeniusWeb."

Issues = dict[str, Issue]


@dataclass(frozen=True, slots=True)
class _Space:
    """The inside of a profile, with the file that it stands in."""

    file: InputFile
    take: Taking
    block: Block
    additive: bool


def read_scenario(files: Sequence[InputFile]) -> Scenario:
    """The negotiation of some profiles, with or without their domain file.

    Raises:
        CaseError: with everything that is wrong with the files.
    """
    problems = Problems()
    warnings: list[Problem] = []
    domains: list[tuple[Taking, Block]] = []
    spaces: list[_Space] = []
    for file in files:
        root = read_json(file.data, file.name, problems)
        take = Taking(file.name, problems)
        if root is None:
            continue
        if DOMAIN in root.values:
            domains.append((take, root))
        elif (space := _space(file, take, root)) is not None:
            spaces.append(space)
    if not spaces and not problems.found:
        problems.add(Problem("there is no profile among the files", f"name those with {quoted(ADDITIVE)}"))
    problems.raise_any()
    given = [(take, domain) for take, domain in domains] + [
        (space.take, inner) for space in spaces if (inner := _inner_domain(space)) is not None
    ]
    read = [(take, block, _issues(take, block)) for take, block in given]
    problems.raise_any()
    if not read:
        problems.add(Problem("no file says which issues there are", f"name the domain, with {quoted(DOMAIN)}"))
        problems.raise_any()
    issues = read[0][2]
    for take, block, other in read[1:]:
        _tell_difference(take, block, other, issues, read[0][0].file)
    problems.raise_any()  # where the domains differ, every profile would be told to lack something too
    profiles = [_profile(space, issues, warnings) for space in spaces]
    problems.raise_any()
    return Scenario(
        name=_name(read[0][1]) or files[0].name.removesuffix(".json"),
        issues=tuple(issues.values()),
        profiles=tuple(profiles),
        remarks=(_NO_RESERVATION,),
        warnings=tuple(warnings),
    )


def _space(file: InputFile, take: Taking, root: Block) -> _Space | None:
    for kind in (ADDITIVE, *_OTHER):
        if kind in root.values:
            block = take.block(root.values[kind], "a profile")
            return _Space(file, take, block, kind == ADDITIVE) if block is not None else None
    mend = f"a domain has {quoted(DOMAIN)}, a profile {quoted(ADDITIVE)}"
    take.fault(root, "the file is neither a domain nor a profile", mend)
    return None


def _inner_domain(space: _Space) -> Block | None:
    """The domain that a profile carries."""
    node = space.block.values.get("domain")
    if node is None or (isinstance(node, Text) and node.absent):
        return None
    return space.take.block(node, "a domain")


def _name(block: Block) -> str:
    node = block.values.get("name")
    return node.text.strip()[:MAX_NAME] if isinstance(node, Text) and not node.absent else ""


def _issues(take: Taking, domain: Block) -> Issues:
    """The issues of a domain by name."""
    found: Issues = {}
    inner = take.block(take.value(domain, DOMAIN), "issues")
    for name, node in inner.values.items() if inner is not None else ():
        if take.text(inner.keys[name], "the name of an issue") is None:  # type: ignore[union-attr]  # it is not None
            continue
        block = take.block(node, "values")
        if block is None:
            continue
        values = _range(take, block) if "range" in block.values else _values(take, block)
        if values is not None:
            found[name] = Issue(name, values, ordered="range" in block.values)
    if inner is not None and not inner.values:
        take.fault(inner, "the domain has no issues")
    return found


def _values(take: Taking, block: Block) -> tuple[str, ...] | None:
    row = take.row(take.value(block, "values"), "values")
    if row is None:
        return None
    values: list[str] = []
    for item in row.items:
        text = take.text(item, "a value")
        if text is None:
            return None
        if text.text in values:
            take.fault(text, f"the value {quoted(text.text)} stands twice")
        values.append(text.text)
        if len(values) > MAX_VALUES:
            take.fault(row, f"the issue has {len(row.items)} values, more than {MAX_VALUES}")
            return None
    if not values:
        take.fault(row, "the issue has no values")
    return tuple(values) or None


def _range(take: Taking, block: Block) -> tuple[str, ...] | None:
    """The numbers of a range: `{low, high, step}`, or the three in a list."""
    node = block.values["range"]
    if isinstance(node, Row):
        numbers = take.numbers(node, "low, high and step")
        if numbers is None:
            return None
        if len(numbers) != len(("low", "high", "step")):
            take.fault(node, "a range has three numbers: low, high and step")
            return None
        low, high, step = numbers
    else:
        inner = take.block(node, "low, high and step")
        if inner is None:
            return None
        ends = [take.number(take.value(inner, key), key) for key in ("low", "high", "step")]
        if any(end is None for end in ends):
            return None
        low, high, step = (end for end in ends if end is not None)
    if step <= 0 or high < low:
        take.fault(node, "a range goes upwards in steps above 0")
        return None
    if (high - low) / step >= MAX_VALUES:
        take.fault(node, f"the issue has more than {MAX_VALUES} values", "make the step larger")
        return None
    return tuple(number_text(low + number * step) for number in range((high - low) // step + 1))


def _tell_difference(take: Taking, block: Block, other: Issues, issues: Issues, first: str) -> None:
    """Two files of one negotiation must have the same issues with the same values."""
    mend = "name the files of one domain"
    for name, issue in issues.items():
        if name not in other:
            take.fault(block, f"there is no issue {quoted(name)} here, as in {quoted(first)}", mend)
        elif set(other[name].values) != set(issue.values):
            take.fault(block, f"the issue {quoted(name)} has other values here than in {quoted(first)}", mend)
    for name in other:
        if name not in issues:
            take.fault(block, f"there is an issue {quoted(name)} here, and none in {quoted(first)}", mend)


def _profile(space: _Space, issues: Issues, warnings: list[Problem]) -> Profile:
    name = _name(space.block) or space.file.name.removesuffix(".json")[:MAX_NAME]
    take = space.take
    bare = Profile(name, space.file.name, None)
    if not space.additive:
        what = "the profile is no sum over issues; all that this side accepts is left open"
        warnings.append(Problem(what, place=take.place(space.block), severity="warning"))
        return bare
    weights = take.block(take.value(space.block, "issueWeights"), "weights")
    utilities = take.block(take.value(space.block, "issueUtilities"), "utilities")
    if weights is None or utilities is None:
        return bare
    tables: list[tuple[Fraction, ...]] = []
    for issue in issues.values():
        weight = take.number(take.value(weights, issue.name), f"the weight of {quoted(issue.name)}")
        shares = _utilities(take, utilities, issue)
        if weight is not None and shares is not None:
            tables.append(tuple(weight * share for share in shares))
    for block in (weights, utilities):
        for unknown in block.values.keys() - issues.keys():
            take.fault(block.keys[unknown], f"there is no issue {quoted(unknown)}", did_you_mean(unknown, issues))
    reserved = _reserved(take, space.block, issues)
    if len(tables) < len(issues):
        return bare  # a problem has been told
    no_deal = worth_of(tables, reserved) if reserved is not None else Fraction(0)
    return Profile(name, space.file.name, tuple(tables), no_deal, reserved)


def _utilities(take: Taking, utilities: Block, issue: Issue) -> list[Fraction] | None:
    """The utility of each value of an issue, before it is weighted."""
    block = take.block(take.value(utilities, issue.name), "the utilities of values")
    if block is None:
        return None
    for kind in _DISCRETE:
        if kind in block.values:
            return _of_values(take, take.block(block.values[kind], "the utilities of values"), issue)
    for kind in _NUMBER:
        if kind in block.values:
            return _along_the_line(take, take.block(block.values[kind], "the two ends of a line"), issue)
    mend = f"known: {quoted(_DISCRETE[0])}, {quoted(_NUMBER[0])} and, of older files, {quoted(_DISCRETE[1])}"
    take.fault(block, f"the utilities of {quoted(issue.name)} are of no known kind", mend)
    return None


def _of_values(take: Taking, block: Block | None, issue: Issue) -> list[Fraction] | None:
    if block is None:
        return None
    given = take.block(take.value(block, "valueUtilities"), "utilities")
    if given is None:
        return None
    found: list[Fraction] = []
    for value in issue.values:
        if value not in given.values:
            what = f"there is no utility of the value {quoted(value)} of {quoted(issue.name)}"
            take.fault(given, what, did_you_mean(value, given.values))
        elif (number := take.number(given.values[value], f"the utility of {quoted(value)}")) is not None:
            found.append(number)
    return found if len(found) == len(issue.values) else None


def _along_the_line(take: Taking, block: Block | None, issue: Issue) -> list[Fraction] | None:
    """The utilities of the numbers of an issue, on the line between its two ends; beyond them they are 0."""
    if block is None:
        return None
    keys = ("lowValue", "lowUtility", "highValue", "highUtility")
    numbers = [take.number(take.value(block, key), key) for key in keys]
    if any(number is None for number in numbers):
        return None
    low, at_low, high, at_high = (number for number in numbers if number is not None)
    if high <= low:
        take.fault(block, "`highValue` must be above `lowValue`")
        return None
    values = [exact(value) for value in issue.values]
    if any(value is None for value in values):
        take.fault(block, f"the values of {quoted(issue.name)} are no numbers")
        return None
    return [
        at_low + (at_high - at_low) * (value - low) / (high - low) if low <= value <= high else Fraction(0)
        for value in values
        if value is not None
    ]


def _reserved(take: Taking, block: Block, issues: Issues) -> tuple[int | None, ...] | None:
    """The package of the reservation bid, as the place of its value in each issue."""
    node = block.values.get("reservationBid")
    if node is None or (isinstance(node, Text) and node.absent):
        return None
    bid = take.block(node, "the reservation bid")
    values = take.block(take.value(bid, "issuevalues"), "values by issue") if bid is not None else None
    if values is None:
        return None
    for unknown in values.values.keys() - issues.keys():
        take.fault(values.keys[unknown], f"there is no issue {quoted(unknown)}", did_you_mean(unknown, issues))
    return tuple(_places(take, values, issues))


def _places(take: Taking, bid: Block, issues: Mapping[str, Issue]) -> Iterator[int | None]:
    for name, issue in issues.items():
        text = take.text(bid.values.get(name), "a value")
        if text is None:
            yield None
            continue
        place = _place(issue, text)
        if place is None:
            what = f"the issue {quoted(name)} has no value {quoted(text.text)}"
            take.fault(text, what, did_you_mean(text.text, issue.values))
        yield place


def _place(issue: Issue, text: Text) -> int | None:
    """Where a value stands in its issue: by its text, or in a range by its number."""
    if text.text in issue.values:
        return issue.values.index(text.text)
    number = exact(text.text)
    if number is None or not issue.ordered:
        return None
    return next((at for at, value in enumerate(issue.values) if exact(value) == number), None)
