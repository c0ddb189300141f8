"""A case compiled for one world: the same form for every engine, with the paths that each part came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from winset.case.patterns import EVERYTHING, Pattern
from winset.case.sections import CaseFile, Ratifier
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance import KINDS
from winset.model.acceptance.fineness import check_fineness
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import Compiling
from winset.model.acceptance.worth import Worth
from winset.model.draws import Draws
from winset.model.logic import TRUE, Atom, Formula, all_of, negation
from winset.model.shifts import Shifts
from winset.model.space import Space
from winset.model.terms import Terms, read_space, read_terms
from winset.model.view import Path

World = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CompiledRatifier:
    """A ratifier: who it is, which packages need its yes, and how it judges them.

    veto: its no stops a deal. A follower answers as `follows` does and blocks nothing of its own; a ratifier that
    counts as cost or is ignored stops nothing.
    """

    id: str
    name: str
    party: str
    path: Path
    lead: bool
    counts_as: str
    follows: str | None
    scope: Formula
    judge: Judge

    @property
    def veto(self) -> bool:
        """Whether a deal needs its yes."""
        return self.counts_as == "veto" and self.follows is None

    @property
    def worth(self) -> Worth | None:
        """Its points of value, where it judges by points."""
        return next((step for _, step in self.judge.steps if isinstance(step, Worth)), None)


@dataclass(frozen=True, slots=True)
class Model:
    """A case under its variants and in one world, compiled once."""

    world: World
    terms: Terms
    space: Space
    deal: Formula
    ratifiers: tuple[CompiledRatifier, ...]

    def formula(self, pattern: Pattern) -> Formula:
        """The formula of a pattern in this world."""
        return self.terms.formula(pattern)

    def ratifier(self, ratifier_id: str) -> CompiledRatifier:
        """A ratifier by its id, party.ratifier.

        Raises:
            KeyError: there is no such ratifier.
        """
        for ratifier in self.ratifiers:
            if ratifier.id == ratifier_id:
                return ratifier
        raise KeyError(ratifier_id)

    @property
    def vetoes(self) -> tuple[int, ...]:
        """The numbers of the ratifiers whose no stops a deal."""
        return tuple(number for number, ratifier in enumerate(self.ratifiers) if ratifier.veto)

    @property
    def bargainers(self) -> tuple[int, ...]:
        """The numbers of the leads that have points: those among whom a surplus can be split."""
        return tuple(number for number, who in enumerate(self.ratifiers) if who.lead and who.worth is not None)


def worlds_of(file: CaseFile, fixed: Mapping[str, str], over: tuple[str, ...] = ()) -> tuple[dict[str, str], ...]:
    """The worlds to answer for: `fixed` levels, every level of the conditions in `over` and of unknown ones."""
    choices: list[list[str]] = []
    for condition_id, condition in file.conditions.items():
        if condition_id in fixed:
            choices.append([fixed[condition_id]])
        elif condition_id in over or condition.now == "unknown":
            choices.append(list(condition.options))
        else:
            choices.append([condition.now])
    return tuple(dict(zip(file.conditions, levels, strict=True)) for levels in product(*choices))


def compile_model(file: CaseFile, world: World, shifts: Shifts = ()) -> Model:
    """Compile a checked case for a world that gives every condition a level, and for opinion as it has moved.

    Raises:
        PointsTooLargeError: points cannot be scaled to whole numbers that a machine adds exactly.
        TooFineError: nor can votes, shares or opinion.
    """
    terms = read_terms(file, world)
    space = read_space(file, terms)
    deal = deal_formula(file, terms)
    ratifiers = tuple(
        compile_ratifier(f"{party_id}.{ratifier_id}", ratifier, ratifier_id == party.lead, terms, deal, shifts)
        for party_id, party in file.parties.items()
        for ratifier_id, ratifier in party.ratifiers.items()
    )
    return Model(dict(world), terms, space, deal, ratifiers)


def deal_formula(file: CaseFile, terms: Terms) -> Formula:
    """The packages that are put to ratifiers: those that match `deal`, without the status quo."""
    status_quo = all_of([Atom(number, 1 << digit) for number, digit in enumerate(terms.status_quo)])
    written = file.deal if file.deal is not None else EVERYTHING
    return all_of([terms.formula(written), negation(status_quo)])


def compile_ratifier(
    ratifier_id: str,
    written: Ratifier,
    lead: bool,
    terms: Terms,
    deal: Formula,
    shifts: Shifts = (),
    draws: Draws | None = None,
) -> CompiledRatifier:
    """Compile one ratifier; what it says depends on no other. With draws it answers for all of them at once."""
    party, _, name = ratifier_id.partition(".")
    path = ("parties", party, "ratifiers", name)
    asked_about = TRUE if lead else deal
    scope = terms.formula(written.scope) if written.scope is not None else asked_about
    return CompiledRatifier(
        id=ratifier_id,
        name=written.name or name,
        party=party,
        path=path,
        lead=lead,
        counts_as=written.counts_as,
        follows=written.follows,
        scope=scope,
        judge=compile_judge(written, path, terms, shifts, draws),
    )


def compile_judge(
    written: WrittenJudge, path: Path, terms: Terms, shifts: Shifts = (), draws: Draws | None = None
) -> Judge:
    """Compile a ratifier, body or bloc: every registered kind that it uses, in their order.

    Raises:
        PointsTooLargeError: points cannot be scaled to whole numbers that a machine adds exactly.
        TooFineError: nor can its votes, shares or opinion.
    """

    def inner(judge: WrittenJudge, inner_path: Path) -> Judge:
        return compile_judge(judge, inner_path, terms, shifts, draws)

    compiling = Compiling(terms, path, inner, shifts, draws)
    found = ((kind, kind.compile(written, compiling)) for kind in KINDS)
    steps = tuple((kind, step) for kind, step in found if step is not None)
    for _, step in steps:
        check_fineness(step, path)
    return Judge(path, steps)
