"""What every veto makes of every package in a state, each worked out once for what it depends on.

A ratifier's answers change only with the conditions that its part of the case speaks of, and with what levers do to
itself; so states that differ elsewhere share them. How packages are kept is said by a keeper.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from winset.case.patterns import Named, Pattern, Where
from winset.case.sections import CaseFile, Effect
from winset.model.compile import CompiledRatifier, compile_ratifier, deal_formula
from winset.model.logic import all_of
from winset.model.space import Space
from winset.model.terms import read_space, read_terms
from winset.settlement.unlock_alike import Alike
from winset.settlement.unlock_cases import Cases, strings_in
from winset.settlement.unlock_moves import Ref, State, conditions_in
from winset.settlement.unlock_packages import Answered, Keeper, Keeping, Packages, Wished

WISH = "wish"
"""What stands in a deal's way if a party has to prefer it: no ratifier, so no id of one."""


@dataclass
class Ground:
    """The packages and the answers under some general edits, in every state that levers reach from there.

    keeper: how packages are kept. edits: those that change more than what is inside ratifiers. party: whose wishes
    narrow the deals that are looked for, if anybody's. judged: how often a ratifier was asked about all packages.
    """

    cases: Cases
    where: Pattern
    keeper: Keeper
    edits: tuple[Ref, ...] = ()
    party: str | None = None
    judged: int = 0
    _asked: dict[object, Packages] = field(default_factory=dict)
    _wished: dict[object, Wished] = field(default_factory=dict)
    _answers: dict[object, Answered] = field(default_factory=dict)
    _in_state: dict[tuple[str, State], Answered] = field(default_factory=dict)

    def __post_init__(self) -> None:
        file = self.cases.file(self.edits)
        world = self.cases.world(file, State())
        self.space: Space = read_space(file, read_terms(file, world))
        self.keeping: Keeping = self.keeper.keeping(self.space)
        self.ratifiers = tuple(
            f"{party_id}.{id_}"
            for party_id, party in file.parties.items()
            for id_, written in party.ratifiers.items()
            if (written.counts_as == "veto" and written.follows is None) or self._edited_inside(f"{party_id}.{id_}")
        )
        self.lead = self._lead(file)
        self.stoppers: tuple[str | None, ...] = (None, *self.ratifiers, *([WISH] if self.lead is not None else []))
        readers = {*self.ratifiers, *([self.lead] if self.lead is not None else [])}
        self._reads = {who: self.conditions_read(who) for who in readers}
        self._terms_read = self._conditions_of_terms(file)
        self.alike = Alike(self.cases)

    def _lead(self, file: CaseFile) -> str | None:
        """The ratifier that says what the party wishes; None where nobody does."""
        party = file.parties.get(self.party) if self.party is not None else None
        return f"{self.party}.{party.lead}" if party is not None and party.lead is not None else None

    def _edited_inside(self, ratifier: str) -> bool:
        return any(ratifier in self.cases.whose(ref) for ref in self._all_edits())

    def _all_edits(self) -> Iterator[Ref]:
        for ref, effect in self.cases.moves.effects.items():
            if effect.add or effect.drop:
                yield ref

    def conditions_read(self, ratifier: str) -> frozenset[str]:
        """Every condition that may matter to a ratifier, whatever levers write into it."""
        file = self.cases.file(self.edits)
        party, _, id_ = ratifier.partition(".")
        found = set(named_in(file.parties[party].ratifiers[id_], file)) | set(_deal_conditions(file))
        for ref, effect in self.cases.moves.effects.items():
            if ratifier in self.cases.whose(ref):
                found |= _mentioned(effect, file)
        return frozenset(found & file.conditions.keys())

    def _conditions_of_terms(self, file: CaseFile) -> frozenset[str]:
        """The conditions that decide which packages there are, and which are asked about."""
        found = set(_deal_conditions(file)) | conditions_in(self.where, file.patterns)
        for part in (*file.issues.values(), *file.never.values()):
            found |= set(named_in(part, file))
        return frozenset(found & file.conditions.keys())

    def reads(self, who: str | None) -> frozenset[str]:
        """The conditions that may matter to what stops deals: a ratifier, the party's wishes, or the terms (None)."""
        who = self._voice(who)
        return self._terms_read if who is None else self._reads[who]

    def concerns(self, who: str | None, ref: Ref) -> bool:
        """Whether an effect is of the ratifier that speaks for what stops deals."""
        who = self._voice(who)
        return who is not None and who in self.cases.whose(ref)

    def _voice(self, who: str | None) -> str | None:
        return self.lead if who == WISH else who

    def depends(self, who: str | None, state: State) -> object:
        """What the answers of a ratifier depend on in a state; without one, what the packages asked about do."""
        reads = self.reads(who)
        levels = frozenset(pair for pair in state.levels if pair[0] in reads)
        if who is None:
            return levels
        shifts = [each for each in (*state.moved, *state.swung) if self.concerns(who, each.ref)]
        edits = tuple(ref for ref in state.edits if self.concerns(who, ref))
        return levels, self.alike.totals(shifts), edits

    def asked(self, state: State) -> Packages:
        """The deals asked about."""
        key = self.depends(None, state)
        if key not in self._asked:
            file = self.cases.file(self.edits)
            terms = read_terms(file, self.cases.world(file, state))
            space = read_space(file, terms)
            formula = all_of([space.feasible, deal_formula(file, terms), terms.formula(self.where)])
            self._asked[key] = self.keeping.where(formula)
        return self._asked[key]

    def looked_for(self, state: State) -> Packages:
        """The deals asked about, without those that the party is known not to prefer."""
        wished = self.wished(state)
        return self.asked(state) if wished is None else self.asked(state) & ~wished.unwanted

    def answers(self, who: str, state: State) -> Answered:
        """What a ratifier makes of every package, as far as it can stop one."""
        found = self._in_state.get((who, state))
        if found is None:
            key = (who, self.depends(who, state))
            if key not in self._answers:
                self.judged += 1
                self._answers[key] = self.keeping.answered(self.compiled(who, state))
            found = self._in_state[who, state] = self._answers[key]
        return found

    def compiled(self, who: str, state: State) -> CompiledRatifier:
        """A ratifier as it is in a state."""
        own = tuple(ref for ref in state.edits if ref in self.edits or who in self.cases.whose(ref))
        file = self.cases.file(own)
        party, _, id_ = who.partition(".")
        terms = read_terms(file, self.cases.world(file, state))
        return compile_ratifier(
            who,
            self.cases.ratifier(file, who, state),
            id_ == file.parties[party].lead,
            terms,
            deal_formula(file, terms),
            self.cases.shifts(state),
        )

    def wished(self, state: State) -> Wished | None:
        """Which packages the party's lead prefers to the status quo; None where nobody's wishes are asked for."""
        if self.lead is None:
            return None
        key = self.depends(WISH, state)
        if key not in self._wished:
            self._wished[key] = self.keeping.wished(self.compiled(self.lead, state))
        return self._wished[key]

    def stopped(self, who: str | None, state: State, sure: bool) -> Packages:
        """The packages that are not looked for in a state: not asked about (None), not wished, or stopped by one."""
        if who is None:
            return ~self.asked(state)
        if who == WISH:
            wished = self.wished(state)
            return wished.unwanted if wished is not None else self.keeping.nothing
        return self.answers(who, state).in_the_way(sure)

    def open(self, state: State, sure: bool) -> Packages:
        """The deals looked for that are ratified (sure), or that nobody refuses, in a state."""
        return self.ratified(state, sure) & self.looked_for(state)

    def ratified(self, state: State, sure: bool) -> Packages:
        """The same among all deals asked about, whatever a party wishes."""
        left = self.asked(state)
        for who in self.ratifiers:
            left = left & ~self.answers(who, state).in_the_way(sure)
        return left


def named_in(part: object, file: CaseFile) -> Iterator[str]:
    """The ids that patterns inside a part of the case speak of."""
    if isinstance(part, Named | Where):
        yield from conditions_in(part, file.patterns)
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from named_in(value, file)
    elif isinstance(part, dict):
        for value in part.values():
            yield from named_in(value, file)


def _deal_conditions(file: CaseFile) -> frozenset[str]:
    return conditions_in(file.deal, file.patterns) if file.deal is not None else frozenset()


def _mentioned(effect: Effect, file: CaseFile) -> set[str]:
    """Whatever an effect may speak of: all the words in what it writes in, and in the patterns that it names."""
    found = set(strings_in(effect.add))
    if effect.support is not None:
        found |= conditions_in(effect.support.about, file.patterns)
    for name in found & file.patterns.keys():
        found |= conditions_in(file.patterns[name], file.patterns)
    return found
