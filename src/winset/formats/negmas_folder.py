"""Writes a NegMAS scenario folder: an outcome space, and a utility function for each lead that judges by points.

In NegMAS every combination of values is an outcome, and no agreement is none of them. A case often has an issue for
that, on which all others depend (`only_when`) and which the status quo has otherwise: it is left out, and its points
are given to every outcome. Whatever else the case says and NegMAS has no word for is left out and told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Match, Pattern, Where
from winset.case.problems import CaseError, Problem, quoted
from winset.case.sections import CaseFile, Issue, Ratifier
from winset.case.written import Number
from winset.formats.fragment import between_quotes
from winset.formats.ids import ids_for
from winset.formats.numbers import number_text
from winset.formats.written import WrittenFiles

SPACE = "outcome_space"
_EXACT_DIGITS = 15  # of a decimal that a double keeps


@dataclass(frozen=True, slots=True)
class _Gate:
    """The issue that says whether there is a deal, and the option of it that all deals have."""

    issue: str
    option: str


def write_files(case: Case) -> WrittenFiles:
    """The files of a scenario folder by name, and what is left out of them.

    Raises:
        CaseError: no lead judges by points that add up, or there is nothing to bargain over.
    """
    file = case.file
    gate = _gate(file)
    issues = {id_: issue for id_, issue in file.issues.items() if gate is None or id_ != gate.issue}
    sides = {
        party_id: lead
        for party_id, party in file.parties.items()
        if party.lead is not None and _adds_up(lead := party.ratifiers[party.lead])
    }
    if not issues or not sides:
        what = "no lead judges by points alone, without `adjust`" if issues else "the case has no issue to bargain over"
        raise CaseError([Problem(f"{what}, so there is nothing that NegMAS could take")])
    labels = {id_: _labels(issue) for id_, issue in issues.items()}
    names = dict(
        zip(issues, _distinct([issue.name or id_ for id_, issue in issues.items()], list(issues)), strict=True)
    )
    functions = {party: _Function(file, lead, gate) for party, lead in sides.items()}
    files = {f"{SPACE}.yml": _space(case, names, labels)}
    for name, (party, function) in zip(ids_for(list(sides), "party", {SPACE}), functions.items(), strict=True):
        files[f"{name}.yml"] = function.text(party, labels)
    rounded = [party for party, function in functions.items() if function.rounded]
    return WrittenFiles(files, tuple(_left_out(case, gate, sides, rounded)))


def _adds_up(lead: Ratifier) -> bool:
    return bool(lead.points) and not lead.adjust


def _gate(file: CaseFile) -> _Gate | None:
    """The issue that says whether there is a deal: deals have one option of it, and the status quo another."""
    clauses = file.deal.clauses if isinstance(file.deal, Where) else ()
    if len(clauses) != 1 or not isinstance(clauses[0], Match) or len(clauses[0].options or ()) != 1:
        return None
    gate = _Gate(clauses[0].id, (clauses[0].options or ("",))[0])
    if gate.issue not in file.issues or file.status_quo.get(gate.issue) == gate.option:
        return None
    others = [issue.only_when for id_, issue in file.issues.items() if id_ != gate.issue]
    alone = all(_exists_with(pattern, gate) for pattern in others)
    return gate if alone and file.issues[gate.issue].only_when == EVERYTHING else None


def _exists_with(pattern: Pattern, gate: _Gate) -> bool:
    """Whether an issue exists in every deal: always, or wherever the gate has its option."""
    return pattern == EVERYTHING or pattern == Where((Match(gate.issue, (gate.option,)),))


def _labels(issue: Issue) -> dict[str, str]:
    """What each option is called in NegMAS: its name where no other has the same, otherwise its id."""
    return dict(zip(issue.options, _distinct(list(issue.options.values()), list(issue.options)), strict=True))


def _distinct(names: list[str], ids: list[str]) -> list[str]:
    return names if len(set(names)) == len(names) else ids


class _Function:
    """The utility function of one lead."""

    def __init__(self, file: CaseFile, lead: Ratifier, gate: _Gate | None) -> None:
        self.rounded = False
        self._lead = lead
        self._always = self._points(gate.issue, gate.option) if gate is not None else Fraction(0)
        held = sum((self._points(id_, option) for id_, option in file.status_quo.items()), Fraction(0))
        self._reserved = lead.no_deal.value if lead.no_deal is not None else held

    def _points(self, issue: str, option: str) -> Fraction:
        found: Number | None = self._lead.points.get(issue, {}).get(option)
        return found.value if found is not None else Fraction(0)

    def text(self, name: str, labels: Mapping[str, Mapping[str, str]]) -> str:
        """The file. The points that every deal has are added to every option of the first issue."""
        lines = [
            "type: LinearAdditiveUtilityFunction",
            f"name: {between_quotes(name)}",
            f"reserved_value: {self._number(self._reserved)}",
            "values:",
        ]
        always = self._always
        for issue, options in labels.items():
            lines += ["- type: TableFun", "  mapping:"]
            for option, label in options.items():
                lines.append(f"    {between_quotes(label)}: {self._number(self._points(issue, option) + always)}")
            always = Fraction(0)
        lines += ["weights:", *("- 1" for _ in labels)]
        return "\n".join(lines) + "\n"

    def _number(self, value: Fraction) -> str:
        """A decimal that a double keeps, otherwise the nearest double."""
        text = number_text(value)
        if "/" not in text and len(text.strip("-0.").replace(".", "")) <= _EXACT_DIGITS:
            return text
        self.rounded = True
        shown = repr(float(value))
        # YAML 1.1 takes `1e-05` for a text, and `1.0e-05` for a number.
        return shown if "e" not in shown or "." in shown else shown.replace("e", ".0e")


def _space(case: Case, names: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> str:
    lines = ["type: DiscreteCartesianOutcomeSpace", f"name: {between_quotes(case.file.title)}", "issues:"]
    for issue, options in labels.items():
        lines += ["- type: CategoricalIssue", f"  name: {between_quotes(names[issue])}", "  values:"]
        lines += [f"  - {between_quotes(label)}" for label in options.values()]
    return "\n".join(lines) + "\n"


def _left_out(case: Case, gate: _Gate | None, sides: Mapping[str, Ratifier], rounded: list[str]) -> Iterator[str]:
    """What the case says and the files do not."""
    file = case.file
    if gate is None:
        yield "NegMAS takes every combination of options for an outcome, the status quo and what is no deal among them."
    for id_, issue in file.issues.items():
        if (gate is None or id_ != gate.issue) and not (
            issue.only_when == EVERYTHING or (gate is not None and _exists_with(issue.only_when, gate))
        ):
            yield f"The issue {quoted(id_)} exists only when others do; in NegMAS it always does."
    if file.never:
        yield f"The packages that cannot be ({_listed(file.never)}) are outcomes in NegMAS."
    for party_id, party in file.parties.items():
        for id_, ratifier in party.ratifiers.items():
            yield from _of_ratifier(f"{party_id}.{id_}", ratifier, id_ == party.lead and party_id in sides)
    if rounded:
        yield f"Points of {_listed(rounded)} are no short decimals; they are written as the nearest doubles."
    sections = ("conditions", "levers", "variants", "claims", "statements", "precedents", "patterns", "sources")
    found = [section for section in sections if getattr(file, section, None)]
    if found:
        yield f"These sections have no place in NegMAS: {_listed(found)}."


def _of_ratifier(path: str, ratifier: Ratifier, written: bool) -> Iterator[str]:
    if not written:
        why = "it has points, and `adjust` with them" if ratifier.adjust else "it is no lead that judges by points"
        yield f"The ratifier {quoted(path)} is left out: {why}."
        return
    parts = ("refuses", "accepts", "prefers", "polls", "blocs", "bodies", "counts", "scope", "patience")
    found = [part for part in parts if getattr(ratifier, part, None)]
    if ratifier.counts_as != "veto":
        found.append("counts_as")
    if found:
        yield f"Of {quoted(path)} these are left out: {_listed(found)}."
    numbers = [number for table in ratifier.points.values() for number in table.values()]
    if any(number.uncertain for number in [*numbers, *([ratifier.no_deal] if ratifier.no_deal is not None else [])]):
        yield f"Points of {quoted(path)} that are ranges are written as their likely or middle value."


def _listed(ids: "Mapping[str, object] | list[str]") -> str:
    return ", ".join(map(quoted, ids))
