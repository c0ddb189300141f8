"""Who bargains, how patient they say they are, and what they would get by walking away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.case.asked import read_where
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.sections import CaseFile
from winset.case.written import read_number
from winset.course.leverage_records import Lacking, Patience, Side
from winset.model.acceptance.worth import Worth, value_of
from winset.model.compile import Model
from winset.model.logic import TRUE, Formula, anywhere
from winset.settlement.collectors import places
from winset.settlement.survey import Judged, survey

Value = Fraction | int | str
"""What walking away is worth: points, or the one package that it leads to, as `where` takes it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of leverage besides the case, checked against it.

    against: the other party. outside: by party, the points of walking away, or the package that it leads to.
    """

    party: str | None
    against: str | None
    outside: Mapping[str, Fraction | Pattern]


def read_asked(case: Case, party: str | None, against: str | None, outside: Mapping[str, Value]) -> Asked:
    """Check what is asked.

    Raises:
        CaseError: a party is unknown, would bargain with itself, or what it gets outside cannot be read.
    """
    parties = case.file.parties
    problems = [
        Problem(f"there is no party {quoted(id_)}", did_you_mean(id_, parties))
        for id_ in dict.fromkeys((*((against,) if against is not None else ()), *outside))
        if id_ not in parties
    ]
    if against is not None and against == party:
        problems.append(Problem(f"{quoted(against)} does not bargain with itself", "name two parties"))
    read: dict[str, Fraction | Pattern] = {}
    for id_, value in outside.items():
        try:
            read[id_] = _value(case, value)
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    return Asked(party, against, read)


def _value(case: Case, value: Value) -> Fraction | Pattern:
    if not isinstance(value, str):
        return Fraction(value)
    try:
        return read_number(value)
    except ValueError:
        return read_where(case, value)


def bargainers(model: Model) -> tuple[str, ...]:
    """The parties whose lead has points."""
    return tuple(model.ratifiers[number].party for number in model.bargainers)


def lacking(file: CaseFile, able: Sequence[str]) -> tuple[Lacking, ...]:
    """The parties whose lead has no points, or that have no lead."""
    return tuple(Lacking(id_, party.lead) for id_, party in file.parties.items() if id_ not in able)


def pair(asked: Asked, able: Sequence[str]) -> tuple[str, str] | None:
    """The two who bargain, the asking party first; None where there are fewer or more that could."""
    free = [id_ for id_ in able if id_ != asked.against]
    first = asked.party if asked.party is not None else next(iter(free), None)
    others = [id_ for id_ in able if id_ != first]
    if first is None or first not in able:
        return None
    if asked.against is not None:
        return (first, asked.against) if asked.against in others else None
    return (first, others[0]) if len(others) == 1 else None


def sides(model: Model, file: CaseFile, parties: tuple[str, str], asked: Asked) -> tuple[Side, Side]:
    """The two who bargain.

    Raises:
        CaseError: an outside option is of somebody else, or leads to no package, or to several.
    """
    strangers = [id_ for id_ in asked.outside if id_ not in parties]
    if strangers:
        two = f"name one of the two who bargain: {' or '.join(map(quoted, parties))}"
        raise CaseError(Problem(f"{quoted(id_)} does not bargain here", two) for id_ in strangers)
    first, second = (_side(model, file, party, asked.outside.get(party)) for party in parties)
    return first, second


def _side(model: Model, file: CaseFile, party: str, outside: Fraction | Pattern | None) -> Side:
    lead = str(file.parties[party].lead)
    worth = model.ratifier(f"{party}.{lead}").worth
    if worth is None:
        raise AssertionError("a bargainer judges by points")
    written = file.parties[party].ratifiers[lead].patience
    return Side(
        party=party,
        ratifier=f"{party}.{lead}",
        no_deal=Fraction(worth.no_deal, worth.points.scale),
        patience=Patience(written.least, written.value, written.most) if written is not None else None,
        outside=outside if outside is None or isinstance(outside, Fraction) else _worth(model, worth, outside),
    )


def _worth(model: Model, worth: Worth, pattern: Pattern) -> Fraction:
    """The points of the one package that matches a pattern."""
    gatherer = _MatchingOf(model.formula(pattern))
    survey(model, TRUE, [gatherer])
    if len(gatherer.numbers) != 1:
        found = "several packages match" if gatherer.numbers else "no package matches"
        raise CaseError((Problem(f"{found} what is got by walking away", "give points, or an option for every issue"),))
    return Fraction(value_of(worth.points, model.space.package(gatherer.numbers[0])), worth.points.scale)


class _MatchingOf:
    """The first two packages, deals or not, that match a formula."""

    def __init__(self, formula: Formula) -> None:
        self.formula = formula
        self.numbers: list[int] = []

    def take(self, judged: Judged) -> None:
        """Note packages until there are two."""
        mask = judged.allowed & judged.block.test(self.formula)
        if len(self.numbers) < 2 and anywhere(mask):
            self.numbers += [judged.block.start + int(at) for at in places(judged, mask)[: 2 - len(self.numbers)]]


def patience_paths(sides: Sequence[Side]) -> Iterator[tuple[str, ...]]:
    """Where the patience of the leads stands in the file, as far as it is written."""
    for side in sides:
        if side.patience is not None:
            party, _, lead = side.ratifier.partition(".")
            yield ("parties", party, "ratifiers", lead, "patience")
