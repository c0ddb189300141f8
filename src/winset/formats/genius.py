"""Genius (Lin et al. 2014): a domain and its profiles in XML, as additive points.

What differs from how the files look, as in the program's own source:

- A profile belongs to the issues of the domain by their index, and to their values by name. Of evaluations of the same
  value the last holds.
- Evaluations are divided by the largest of the issue before they are weighted.
- The value of an integer issue counts from its lower bound, and what the line gives is held within 0 and 1.
- Reservation value and discount factor are elements, wherever they stand, or attributes of the space.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.case.problems import Place, Problem, Problems, did_you_mean, quoted
from winset.formats.numbers import exact
from winset.formats.scenario import MAX_VALUES, InputFile, Issue, Profile, Scenario
from winset.formats.tree import MAX_NAME
from winset.formats.xml_tree import Element, read_xml

DOMAIN, PROFILE = "negotiation_template", "utility_space"
_RESERVATION = ("reservation", "reservation_value")
_DISCOUNT = ("discount_factor", "discount")
_NO_RESERVATION = "Where a profile has no reservation value, no deal is worth 0, as in Genius."
# Marks of a utility space that is no sum over issues.
_NOT_ADDITIVE = ("ufun", "hyperRectangle")
_SMALLEST_MAXIMUM = Fraction(1, 100_000)  # below it, Genius gives every value of the issue nothing
_ABOVE_ONE = Fraction(1, 10**9)  # weights that are printed doubles add up to 1 only nearly


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue of the domain. low: where the values of an integer issue start."""

    index: int
    issue: Issue
    low: int | None


class _Reading:
    """What has been found wrong, and what is not represented."""

    def __init__(self) -> None:
        self.problems = Problems()
        self.warnings: list[Problem] = []

    def fault(self, at: Element, what: str, mend: str = "") -> None:
        self.problems.add(Problem(what, mend, place=at.place))

    def warn(self, place: Place, what: str) -> None:
        self.warnings.append(Problem(what, place=place, severity="warning"))

    def number(self, at: Element, key: str, name: str) -> Fraction | None:
        """An attribute that must be there and a number."""
        text = at.attributes.get(key)
        found = exact(text.strip()) if text is not None else None
        if found is None:
            shown = f"found {quoted(text)}" if text is not None else "and there is none"
            self.fault(at, f"expected {name}, a number as {quoted(key)}, {shown}")
        return found

    def whole(self, at: Element, key: str, name: str) -> int | None:
        """An attribute that must be there and a whole number."""
        found = self.number(at, key, name)
        if found is None or found.denominator == 1:
            return None if found is None else int(found)
        self.fault(at, f"expected {name}, a whole number as {quoted(key)}, found {quoted(at.attributes[key])}")
        return None


def read_scenario(files: Sequence[InputFile]) -> Scenario:
    """The negotiation of a domain file and its profiles.

    Raises:
        CaseError: with everything that is wrong with the files.
    """
    reading = _Reading()
    roots = [(file, read_xml(file.data, file.name, reading.problems, reading.warnings)) for file in files]
    domains: list[tuple[InputFile, Element]] = []
    spaces: list[tuple[InputFile, Element]] = []
    for file, root in roots:
        if root is not None and root.tag == DOMAIN:
            domains.append((file, root))
        elif root is not None and root.tag == PROFILE:
            spaces.append((file, root))
        elif root is not None:
            mend = f"a domain begins with <{DOMAIN}>, a profile with <{PROFILE}>"
            reading.fault(root, f"the file begins with {quoted('<' + root.tag + '>')}", mend)
    whole = not reading.problems.found
    if whole and not domains:
        reading.problems.add(Problem("there is no domain file among the files", f"name the one with <{DOMAIN}> too"))
    for _, other in domains[1:]:
        first = quoted(domains[0][0].name)
        reading.fault(other, f"this is a second domain, and {first} is one already", "name the files of one domain")
    if whole and not spaces:
        reading.problems.add(Problem("there is no profile among the files", f"name those with <{PROFILE}> too"))
    reading.problems.raise_any()
    file, domain = domains[0]
    issues = list(_issues(domain, reading))
    if not issues:
        reading.fault(domain, "the domain has no issue with values")
    named = {_last(agent.attributes.get("utility_space", "")): agent.attributes for agent in domain.all("agent")}
    profiles = [
        _profile(each, space, issues, named.get(_last(each.name), {}).get("name") or "", reading)
        for each, space in spaces
    ]
    reading.problems.raise_any()
    return Scenario(
        name=_name(domain, file),
        issues=tuple(each.issue for each in issues),
        profiles=tuple(profiles),
        remarks=(_NO_RESERVATION,),
        warnings=tuple(reading.warnings),
    )


def _last(path: str) -> str:
    """The name of a file without its folders."""
    return path.replace("\\", "/").rpartition("/")[2]


def _name(domain: Element, file: InputFile) -> str:
    """The name of the outermost objective; where it says nothing, that of the file."""
    names = [each.attributes.get("name", "").strip() for each in domain.all("objective")]
    return names[0] if names and names[0] not in {"", "root", "any"} else _last(file.name).removesuffix(".xml")


def _issues(domain: Element, reading: _Reading) -> Iterator[_Issue]:
    """The issues of the domain, in the order of the file."""
    seen: dict[int, Element] = {}
    for element in domain.all("issue"):
        index = reading.whole(element, "index", "the number of the issue")
        if index is None:
            continue
        if index in seen:
            reading.fault(element, f"issue {index} stands twice, first on line {seen[index].place.line}")
            continue
        seen[index] = element
        name = element.attributes.get("name", "").strip() or f"Issue {index}"
        if len(name) > MAX_NAME:
            reading.fault(element, f"the name of the issue has {len(name)} characters, more than {MAX_NAME}")
            continue
        kind = _kind(element)
        if kind == "real":
            what = f"the issue {quoted(name)} has no steps, so it is left out, with what it adds to each side's points"
            reading.warn(element.place, what)
        elif kind == "integer":
            yield from _integer_issue(element, index, name, reading)
        elif (values := _values(element, reading)) is not None:
            yield _Issue(index, Issue(name, values), None)


def _kind(element: Element) -> str:
    kinds = (element.attributes.get(key, "") for key in ("vtype", "type", "etype"))
    return next((kind for kind in kinds if kind in {"discrete", "integer", "real"}), "discrete")


def _integer_issue(element: Element, index: int, name: str, reading: _Reading) -> Iterator[_Issue]:
    bounds = next(iter(element.own("range")), element)
    low = reading.whole(bounds, "lowerbound", "the lower bound of the issue")
    high = reading.whole(bounds, "upperbound", "the upper bound of the issue")
    if low is None or high is None:
        return
    if high < low:
        reading.fault(element, f"the upper bound {high} is below the lower bound {low}")
    elif high - low >= MAX_VALUES:
        reading.fault(element, f"the issue has {high - low + 1} values, more than {MAX_VALUES}", "make it coarser")
    else:
        values = tuple(map(str, range(low, high + 1)))
        yield _Issue(index, Issue(name, values, ordered=True), low)


def _values(element: Element, reading: _Reading) -> tuple[str, ...] | None:
    """The values of a discrete issue; one that stands twice is taken once."""
    values: dict[str, None] = {}
    for item in element.own("item"):
        value = item.attributes.get("value")
        if value is None:
            reading.fault(item, "the item has no value")
        elif len(value) > MAX_NAME:
            reading.fault(item, f"the value has {len(value)} characters, more than {MAX_NAME}", "shorten it")
        elif value in values:
            reading.warn(item.place, f"the value {quoted(value)} stands twice; it is taken once")
        else:
            values[value] = None
    if not values:
        reading.fault(element, "the issue has no values")
    elif len(values) > MAX_VALUES:
        reading.fault(element, f"the issue has {len(values)} values, more than {MAX_VALUES}")
    else:
        return tuple(values)
    return None


def _profile(file: InputFile, space: Element, issues: Sequence[_Issue], name: str, reading: _Reading) -> Profile:
    """One side's points, reservation value, and what of it is not represented."""
    name = name.strip()[:MAX_NAME] or _last(file.name).removesuffix(".xml")[:MAX_NAME]
    _tell_discount(space, reading)
    no_deal = _setting(space, _RESERVATION, "the reservation value", reading) or Fraction(0)
    bare = Profile(name, file.name, None, no_deal)
    if any(True for tag in _NOT_ADDITIVE for _ in space.all(tag)) or space.attributes.get("type") == "nonlinear":
        reading.warn(space.place, "the utilities are no sum over issues; all that this side accepts is left open")
        return bare
    own = {element.attributes.get("index", "").strip(): element for element in space.all("issue")}
    weights = {element.attributes.get("index", "").strip(): element for element in space.all("weight")}
    tables: list[tuple[Fraction, ...]] = []
    for each in issues:
        element, weight = own.get(str(each.index)), weights.get(str(each.index))
        if element is None:
            reading.fault(space, f"the profile has no issue {each.index}, {quoted(each.issue.name)}")
        elif weight is None:
            reading.fault(element, f"there is no weight for issue {each.index}, {quoted(each.issue.name)}")
        else:
            _tell_other_name(element, each, reading)
            factor = reading.number(weight, "value", "the weight")
            shares = _evaluations(element, each, reading)
            if factor is not None and shares is not None:
                tables.append(tuple(factor * share for share in shares))
    if len(tables) < len(issues):
        return bare  # a problem has been told
    profile = Profile(name, file.name, tuple(tables), no_deal)
    if profile.most > 1 + _ABOVE_ONE:
        what = f"the best package has {float(profile.most):.6g} points, which Genius would hold at 1; here it is not"
        reading.warn(space.place, what)
    return profile


def _tell_other_name(element: Element, each: _Issue, reading: _Reading) -> None:
    name = element.attributes.get("name", "").strip()
    if name and name != each.issue.name:
        what = f"issue {each.index} is called {quoted(name)} here, and {quoted(each.issue.name)} in the domain"
        reading.warn(element.place, f"{what}; it goes by its number")


def _tell_discount(space: Element, reading: _Reading) -> None:
    discount = _setting(space, _DISCOUNT, "the discount factor", reading)
    if discount is not None and 0 <= discount < 1:
        what = f"the discount factor {float(discount):.6g} is left out: a case says what is agreed, not how late"
        reading.warn(space.place, what)


def _setting(space: Element, names: Sequence[str], words: str, reading: _Reading) -> Fraction | None:
    """A number that is an element with a `value`, or an attribute of the space or of its outermost objective."""
    for name in names:
        elements = list(space.all(name))
        if elements:
            return reading.number(elements[-1], "value", words)
        for element in (space, *space.own("objective")):
            if name in element.attributes:
                return reading.number(element, name, words)
    return None


def _evaluations(element: Element, each: _Issue, reading: _Reading) -> list[Fraction] | None:
    """What a profile makes of each value of an issue, from 0 to 1 before it is weighted."""
    items = element.own("item")
    line = next(iter(element.own("evaluator")), None)
    if each.low is not None and not items and line is not None:
        return _along_the_line(line, _low_of(element, each.low, reading), each, reading)
    given: dict[str, Fraction] = {}
    for item in items:
        value = item.attributes.get("value")
        if value is None:
            reading.fault(item, "the item has no value")
            continue
        if item.attributes.get("evaluation") == "null":  # Genius passes over it
            continue
        number = reading.number(item, "evaluation", "the evaluation")
        if number is not None:
            if value in given and given[value] != number:
                what = f"the value {quoted(value)} has two evaluations; the last holds"
                reading.warn(item.place, what)
            given[value] = number
    stripped = {value.strip(): number for value, number in given.items()}
    found: list[Fraction] = []
    for value in each.issue.values:
        number = given.get(value, stripped.get(value.strip()))
        if number is None:
            what = f"there is no evaluation of the value {quoted(value)} of the issue {quoted(each.issue.name)}"
            reading.fault(element, what, did_you_mean(value, given))
        else:
            found.append(number)
    if len(found) < len(each.issue.values):
        return None
    most = max(given.values())
    return [number / most if most >= _SMALLEST_MAXIMUM else Fraction(0) for number in found]


def _low_of(element: Element, low: int, reading: _Reading) -> int:
    """Where a profile's line begins: at its own lower bound, where it says one."""
    if "lowerbound" not in element.attributes:
        return low
    own = reading.whole(element, "lowerbound", "the lower bound of the issue")
    return low if own is None else own


def _along_the_line(line: Element, low: int, each: _Issue, reading: _Reading) -> list[Fraction] | None:
    """The values of an integer issue along a line from its lower bound, held within 0 and 1."""
    newer = "slope" in line.attributes or "offset" in line.attributes
    slope = reading.number(line, "slope" if newer else "parameter1", "the slope")
    offset = reading.number(line, "offset" if newer else "parameter0", "the offset")
    if slope is None or offset is None:
        return None
    return [min(max(slope * (int(value) - low) + offset, Fraction(0)), Fraction(1)) for value in each.issue.values]
