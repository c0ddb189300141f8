"""NegMAS (Mohammad et al. 2021): a scenario folder, an outcome space and utility functions in YAML or JSON, as points.

Read as NegMAS 0.16 writes them. Utilities are sums of weighted value functions, without dividing by anything. Code that
NegMAS pickles into a file is never run: a utility function with such code, or one that is no sum over issues, leaves
open what its side accepts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from winset.case.problems import Problem, Problems, did_you_mean, quoted
from winset.formats.json_tree import read_json
from winset.formats.numbers import exact
from winset.formats.scenario import MAX_VALUES, InputFile, Issue, Profile, Scenario, worth_of
from winset.formats.tree import MAX_NAME, Block, Node, Taking, Text
from winset.formats.yaml_tree import read_yaml

SPACE = "OutcomeSpace"
ADDITIVE = frozenset({"LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction"})
AFFINE = frozenset({"AffineUtilityFunction", "LinearUtilityFunction"})
DISCOUNTED = frozenset({"ExpDiscountedUFun", "LinDiscountedUFun"})
_MINUS_INFINITY = frozenset({"-.inf", "-.Inf", "-.INF", "-Infinity", "-inf"})
_LISTED = frozenset({"CategoricalIssue", "DiscreteOrdinalIssue", "DiscreteCardinalIssue", "SingletonIssue", ""})
_ORDERED = frozenset({"ContiguousIssue", "DiscreteOrdinalIssue", "DiscreteCardinalIssue"})

Table = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class _Function:
    """A utility function, with the file that it stands in."""

    file: InputFile
    take: Taking
    block: Block


class _NotASum(Exception):  # noqa: N818 - it says what is not represented, and becomes a warning
    """A utility function that is no sum over issues, or one with code in it."""

    def __init__(self, at: Node, what: str) -> None:
        super().__init__(what)
        self.at, self.what = at, what


def read_scenario(files: Sequence[InputFile]) -> Scenario:
    """The negotiation of an outcome space and its utility functions.

    Raises:
        CaseError: with everything that is wrong with the files.
    """
    problems = Problems()
    warnings: list[Problem] = []
    spaces: list[_Function] = []
    functions: list[_Function] = []
    for file in files:
        reader = read_json if file.name.lower().endswith(".json") else read_yaml
        root = reader(file.data, file.name, problems)
        if root is None:
            continue
        take = Taking(file.name, problems)
        kind = _kind(take, root)
        if kind.endswith(SPACE):
            spaces.append(_Function(file, take, root))
        elif "fun" in kind.lower():
            functions.append(_Function(file, take, root))
        elif kind:
            mend = f"an outcome space ends with {quoted(SPACE)}, a utility function has `Fun` in its type"
            take.fault(root.values["type"], f"{quoted(kind)} is neither an outcome space nor a utility function", mend)
    if not problems.found and not spaces:
        problems.add(Problem(f"there is no outcome space among the files: none whose type ends with {quoted(SPACE)}"))
    if not problems.found and not functions:
        problems.add(Problem("there is no utility function among the files"))
    for other in spaces[1:]:
        first = quoted(spaces[0].file.name)
        other.take.fault(other.block, f"this is a second outcome space, and {first} is one already")
    problems.raise_any()
    space = spaces[0]
    # A place is kept for an issue that is left out: value functions and weights stand in the order of the issues.
    issues = _issues(space, warnings)
    problems.raise_any()
    profiles = [_profile(each, issues, warnings) for each in functions]
    problems.raise_any()
    return Scenario(
        name=_name(space.block) or _stem(space.file.name),
        issues=tuple(issue for _, issue in issues if issue is not None),
        profiles=tuple(profiles),
        warnings=tuple(warnings),
    )


Issues = list[tuple[str, Issue | None]]


def _kind(take: Taking, block: Block) -> str:
    """The type of a part, without the modules that it may be written with."""
    found = take.text(take.value(block, "type"), "a type")
    return found.text.rpartition(".")[2] if found is not None else ""


def _name(block: Block) -> str:
    node = block.values.get("name")
    return node.text.strip()[:MAX_NAME] if isinstance(node, Text) and not node.absent else ""


def _stem(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0][:MAX_NAME]


def _issues(space: _Function, warnings: list[Problem]) -> Issues:
    """The issues in order, by name; None stands for one that is left out."""
    take = space.take
    row = take.row(take.value(space.block, "issues"), "issues")
    found: Issues = []
    names: set[str] = set()
    for number, item in enumerate(row.items if row is not None else (), start=1):
        block = take.block(item, "the parts of an issue")
        if block is None:
            continue
        name = _name(block) or f"Issue {number}"
        if name in names:
            take.fault(block, f"the issue {quoted(name)} stands twice")
        names.add(name)
        kind = block.values.get("type")
        shown = kind.text.rpartition(".")[2] if isinstance(kind, Text) else ""
        if shown == "ContinuousIssue":
            what = f"the issue {quoted(name)} has no steps, so it is left out, with what it adds to each side's points"
            warnings.append(Problem(what, place=take.place(block), severity="warning"))
            found.append((name, None))
        elif (values := _values(take, block, shown)) is not None:
            found.append((name, Issue(name, values, ordered=shown in _ORDERED)))
    if row is not None and not any(issue is not None for _, issue in found) and not take.problems.found:
        take.fault(row, "there is no issue with values")
    return found


def _values(take: Taking, block: Block, kind: str) -> tuple[str, ...] | None:
    node = take.value(block, "values")
    if isinstance(node, Text) and kind in {"", "ContiguousIssue"}:  # so many values, from 0 on
        count = take.number(node, "how many values there are")
        return _from_to(take, node, Fraction(0), count - 1) if count is not None else None
    row = take.row(node, "values")
    if row is None:
        return None
    if kind == "ContiguousIssue":
        ends = take.numbers(row, "the ends of the range")
        if ends is not None and len(ends) == len(("low", "high")):
            return _from_to(take, row, *ends)
        if ends is not None:
            take.fault(row, "a range has two ends")
        return None
    if kind not in _LISTED:
        take.fault(block, f"issues of the type {quoted(kind)} are not read", did_you_mean(kind, sorted(_LISTED - {""})))
        return None
    values = [text.text for item in row.items if (text := take.text(item, "a value")) is not None]
    if len(values) < len(row.items):
        return None
    if not values or len(values) > MAX_VALUES or len(set(values)) < len(values):
        take.fault(row, f"an issue has 1 to {MAX_VALUES} values, and each once")
        return None
    return tuple(values)


def _from_to(take: Taking, at: Node, low: Fraction, high: Fraction) -> tuple[str, ...] | None:
    if low.denominator != 1 or high.denominator != 1 or not low <= high < low + MAX_VALUES:
        take.fault(at, f"a range goes upwards by whole numbers, and has at most {MAX_VALUES} of them")
        return None
    return tuple(map(str, range(int(low), int(high) + 1)))


def _profile(function: _Function, issues: Issues, warnings: list[Problem]) -> Profile:
    take, block = function.take, function.block
    name = _name(block) or _stem(function.file.name)

    def warn(at: Node, what: str) -> None:
        warnings.append(Problem(what, place=take.place(at), severity="warning"))

    inner = block
    while _kind(take, inner) in DISCOUNTED:
        warn(inner, "the discounting is left out: a case says what is agreed, not how late")
        found = take.block(take.value(inner, "ufun"), "a utility function")
        if found is None:
            return Profile(name, function.file.name, None)
        inner = found
    kept = [issue for _, issue in issues if issue is not None]
    try:
        tables = _tables(take, inner, issues)
    except _NotASum as told:
        warn(told.at, f"{told.what}; all that this side accepts is left open")
        return Profile(name, function.file.name, None)
    if tables is None:
        return Profile(name, function.file.name, None)  # a problem has been told
    reserved = _reserved(take, block, inner, issues)
    if reserved is not None:
        return Profile(name, function.file.name, tables, worth_of(tables, reserved), reserved)
    profile = Profile(name, function.file.name, tables)
    value = _reserved_value(take, block, inner)
    if value is None:
        least = min(profile.least, Fraction(0)) if kept else Fraction(0)
        warn(block, f"there is no finite reservation value; no deal is taken to be worth {float(least):.6g}")
        value = least
    return Profile(name, function.file.name, tables, value)


def _reserved_value(take: Taking, outer: Block, inner: Block) -> Fraction | None:
    """The reservation value of the utility function, or of the one in it; None where there is none, or no end to it."""
    for block in (outer, inner):
        node = block.values.get("reserved_value")
        if isinstance(node, Text) and (node.absent or node.text in _MINUS_INFINITY):
            continue
        if node is not None:
            return take.number(node, "the reservation value")
    return None


def _reserved(take: Taking, outer: Block, inner: Block, issues: Issues) -> tuple[int | None, ...] | None:
    """The package that no deal is worth as much as, as the place of its value in each issue that is kept."""
    for block in (outer, inner):
        node = block.values.get("reserved_outcome")
        if node is None or (isinstance(node, Text) and node.absent):
            continue
        items = _by_issue(take, node, issues, "the values of the reserved outcome")
        if items is None:
            return None
        places: list[int | None] = []
        for (_, issue), item in zip(issues, items, strict=True):
            text = take.text(item, "a value")
            if issue is None or text is None:
                continue
            if text.text not in issue.values:
                what = f"the issue {quoted(issue.name)} has no value {quoted(text.text)}"
                take.fault(text, what, did_you_mean(text.text, issue.values))
                continue
            places.append(issue.values.index(text.text))
        return tuple(places) if len(places) == sum(issue is not None for _, issue in issues) else None
    return None


def _by_issue(take: Taking, node: Node | None, issues: Issues, name: str) -> Sequence[Node] | None:
    """One part for each issue: from a list in the order of the issues, or from a mapping by their names."""
    if isinstance(node, Block):
        found = [take.value(node, issue) for issue, _ in issues]
        return [part for part in found if part is not None] if all(part is not None for part in found) else None
    row = take.row(node, name)
    if row is not None and len(row.items) != len(issues):
        take.fault(row, f"there are {len(row.items)} of {name}, and {len(issues)} issues")
        return None
    return row.items if row is not None else None


def _tables(take: Taking, block: Block, issues: Issues) -> tuple[Table, ...] | None:
    """The points of each value of the issues that are kept.

    Raises:
        _NotASum: the utility function is no sum over issues that can be read.
    """
    kind = _kind(take, block)
    if kind not in ADDITIVE | AFFINE:
        raise _NotASum(block, f"{quoted(kind)} is no sum over issues")
    weights = _weights(take, block, issues)
    if kind in AFFINE:
        functions: Sequence[Node] | None = [block] * len(issues)
    else:
        functions = _by_issue(take, take.value(block, "values"), issues, "value functions")
    if weights is None or functions is None:
        return None
    tables: list[Table] = []
    for (_, issue), weight, function in zip(issues, weights, functions, strict=True):
        if issue is None:
            continue
        values = _numbers_of(issue, function) if kind in AFFINE else _value_function(take, function, issue)
        if values is None:
            return None
        tables.append(tuple(weight * value for value in values))
    bias = take.number(block.values.get("bias"), "the bias") if kind in AFFINE else None
    if bias and tables:  # it belongs to no issue: every value of the first one carries it
        tables[0] = tuple(value + bias for value in tables[0])
    return tuple(tables)


def _weights(take: Taking, block: Block, issues: Issues) -> Sequence[Fraction] | None:
    node = block.values.get("weights")
    if node is None or (isinstance(node, Text) and node.absent):
        return [Fraction(1)] * len(issues)
    parts = _by_issue(take, node, issues, "weights")
    if parts is None:
        return None
    numbers = [take.number(part, "a weight") for part in parts]
    kept = [number for number in numbers if number is not None]
    return kept if len(kept) == len(issues) else None


def _value_function(take: Taking, node: Node, issue: Issue) -> list[Fraction] | None:
    """What a value function makes of each value of an issue."""
    block = take.block(node, "a value function")
    if block is None:
        return None
    kind = _kind(take, block) if "type" in block.values else ""
    if kind in {"", "TableFun"}:
        mapping = block if not kind else take.block(take.value(block, "mapping"), "values")
        return _from_table(take, mapping, issue) if mapping is not None else None
    if kind not in _LINES:
        raise _NotASum(block, f"the value function {quoted(kind)} of {quoted(issue.name)} is not read")
    keys, line = _LINES[kind]
    numbers = {key: _setting(take, block, key, default) for key, default in keys.items()}
    settings = {key: number for key, number in numbers.items() if number is not None}
    if len(settings) < len(keys):
        return None
    if kind == "ConstFun":
        return [settings["bias"]] * len(issue.values)
    return [line(value, settings) for value in _numbers_of(issue, block)]


def _setting(take: Taking, block: Block, key: str, default: Fraction | None) -> Fraction | None:
    if default is not None and key not in block.values:
        return default
    return take.number(take.value(block, key), key)


def _numbers_of(issue: Issue, at: Node) -> list[Fraction]:
    numbers = [exact(value) for value in issue.values]
    kept = [number for number in numbers if number is not None]
    if len(kept) < len(numbers):
        raise _NotASum(at, f"the utility of {quoted(issue.name)} is counted from its values, which are no numbers")
    return kept


def _from_table(take: Taking, mapping: Block, issue: Issue) -> list[Fraction] | None:
    found: list[Fraction] = []
    for value in issue.values:
        node = mapping.values.get(value)
        if node is None:
            what = f"there is no utility of the value {quoted(value)} of {quoted(issue.name)}"
            take.fault(mapping, what, did_you_mean(value, mapping.values))
        elif (number := take.number(node, f"the utility of {quoted(value)}")) is not None:
            found.append(number)
    return found if len(found) == len(issue.values) else None


def _triangle(value: Fraction, given: Mapping[str, Fraction]) -> Fraction:
    """Up from the bias at `start` to its peak at `middle`, and down again to `end`."""
    start, middle, end = given["start"], given["middle"], given["end"]
    if start < value <= middle:
        return given["bias"] + given["scale"] * (value - start) / (middle - start)
    if middle < value < end:
        return given["bias"] + given["scale"] * (end - value) / (end - middle)
    return given["bias"]


_ZERO, _ONE = Fraction(0), Fraction(1)
_Line = Callable[[Fraction, Mapping[str, Fraction]], Fraction]
# Value functions of a number: their settings, with what those are where they are left out, and the function.
_LINES: Mapping[str, tuple[Mapping[str, Fraction | None], _Line]] = MappingProxyType(
    {
        "IdentityFun": ({}, lambda value, _: value),
        "LinearFun": ({"slope": None}, lambda value, given: given["slope"] * value),
        "AffineFun": ({"slope": None, "bias": _ZERO}, lambda value, given: given["slope"] * value + given["bias"]),
        "ConstFun": ({"bias": None}, lambda _, given: given["bias"]),
        "TriangularFun": ({"start": None, "middle": None, "end": None, "bias": _ZERO, "scale": _ONE}, _triangle),
    }
)
