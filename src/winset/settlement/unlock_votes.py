"""How many votes bodies lack, and how many levers win there at the most."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from winset.case.coverage import why_of
from winset.case.paths import case_path
from winset.model.compile import Model
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.about import read_input
from winset.settlement.blocks import single
from winset.settlement.shortfall import Key, lacks_of
from winset.settlement.survey import Gather, Judged
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import Shift, State
from winset.settlement.unlock_records import Pull, Votes

Ends = tuple[Fraction, Fraction]
"""What is lacking at the least and at the most, the open answers favourable or not."""


@dataclass
class _FewestVotes:
    """For each body the deal to which it lacks the fewest votes; bodies that carry a deal asked about fall out."""

    model: Model
    best: dict[Key, tuple[Ends, int]] = field(default_factory=dict)

    def take(self, judged: Judged) -> None:
        """Look at the deals of one block."""
        size = judged.block.layout.size
        places = np.flatnonzero(judged.block.full(judged.asked))
        if not places.size:
            return
        for key, lack in lacks_of(self.model, judged.block).items():
            if key[1] != "votes":
                continue
            least, most = (np.broadcast_to(end, size)[places] for end in (lack.least, lack.most))
            place = int(np.lexsort((most, least))[0])
            ends = Fraction(int(least[place]), lack.scale), Fraction(int(most[place]), lack.scale)
            if key not in self.best or ends < self.best[key][0]:
                self.best[key] = ends, judged.block.start + int(places[place])


def votes(cases: Cases, model: Model, gather: Gather) -> tuple[Votes, ...]:
    """Every body that surely carries no deal asked about for want of votes, and how many levers win in it."""
    gatherer = _FewestVotes(model)
    gather(gatherer)
    return tuple(
        _votes(cases, model, key, ends, gather.package(package))
        for key, (ends, package) in gatherer.best.items()
        if ends[1] > 0
    )


def _votes(cases: Cases, model: Model, key: Key, needed: Ends, package: Package) -> Votes:
    number, _, path = key
    won = list(_won(cases, key, package, needed))
    lacks = _lacking(cases, key, State(swung=frozenset(shift for _, shift in won)), package) if won else needed
    pulls = tuple(_pull(cases, lever, [shift for id_, shift in won if id_ == lever]) for lever in dict(won))
    return Votes(
        ratifier=model.ratifiers[number].id,
        body=case_path(path),
        needed=needed,
        most=sum((pull.most for pull in pulls), Fraction(0)),
        left=lacks,
        pulls=pulls,
    )


def _won(cases: Cases, key: Key, package: Package, needed: Ends) -> Iterator[tuple[str, Shift]]:
    """The movements of votes in a body after which it lacks fewer."""
    moves = cases.moves
    for ref, effect in moves.effects.items():
        swing = effect.swing
        if swing is None or swing.ratifier != case_path(key[2]) or (effect.chance and effect.chance.most == 0):
            continue
        shift = moves.shift(ref, moves.ends(ref)[1])
        if _lacking(cases, key, State(swung=frozenset((shift,))), package) < needed:
            yield ref[0], shift


def _lacking(cases: Cases, key: Key, state: State, package: Package) -> Ends:
    model = cases.model(state)
    lack = lacks_of(model, single(model.space, package, set()))[key]
    return Fraction(int(lack.least), lack.scale), Fraction(int(lack.most), lack.scale)


def _pull(cases: Cases, lever: str, shifts: list[Shift]) -> Pull:
    written = cases.moves.levers[lever]
    path: Path = ("levers", lever, "bound")
    bound = written.bound.votes.most if written.bound is not None and written.bound.votes is not None else None
    most = sum((shift.amount for shift in shifts), Fraction(0))
    return Pull(
        lever,
        written.name or lever,
        most,
        bound,
        why_of(cases.moves.case, path),
        read_input(cases.moves.case, path).quotations,
    )
