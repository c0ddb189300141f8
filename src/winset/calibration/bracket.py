"""Between which ends a case puts the votes for a package, or the support of it in polls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.case.checks.judges import judges
from winset.case.load import Case
from winset.doubt.inputs import inputs_of, linked_of
from winset.doubt.sampling import Sampler
from winset.model.acceptance.assembly import Assembly
from winset.model.acceptance.counts import HeadCounts
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.opinion import Opinion
from winset.model.compile import Model, compile_ratifier
from winset.model.draws import Draws
from winset.model.logic import YES
from winset.model.space import Package
from winset.model.tally import Tally, Test, extreme
from winset.model.view import Ballots, Ints, View
from winset.settlement.blocks import single
from winset.settlement.flip_margins import levels

VOTES, PER_CENT = "votes", "per cent"

_FOR = Test((Fraction(1), Fraction(0), Fraction(0), Fraction(0)), Fraction(0), strict=False)
_COUNTED = (Ballots(yes=YES), Ballots(no=YES), Ballots())
_TAIL = 40  # one in so many draws lies beyond each end, so that 95 per cent lie between


@dataclass(frozen=True, slots=True)
class Bracket:
    """The ends of what a case says that a package gets: `votes`, or `per cent` of those decided.

    basis: whether the ends are sure, as those of votes, or hold 95 per cent of the draws, as those of polls.
    """

    least: Fraction
    most: Fraction
    unit: str
    basis: str


def bracket(case: Case, model: Model, package: Package, of: str, seed: int, draws: int) -> Bracket | None:
    """The ends for one ratifier, or a body inside it; None where the case has no number for it on this package.

    Votes: the fewest and the most that can be for it, over what is open and over ranges. Polls: support drawn with the
    errors of polls (see `winset.doubt.polls`), and what no printed share speaks against at the upper end.

    Args:
        case: the case that the model is of.
        model: the case in the world asked about.
        package: what is voted on.
        of: party.ratifier, or a body or bloc inside it.
        seed: of the draws of polls.
        draws: how many.
    """
    path = next(path for name, path, _ in judges(case.file) if name == of)
    party, id_ = of.split(".")[:2]
    drawn = _polls_drawn(case, seed, draws)
    held = case.file.parties[party]
    lead = id_ == held.lead
    whole = compile_ratifier(f"{party}.{id_}", held.ratifiers[id_], lead, model.terms, model.deal, (), drawn)
    judge = next((each for level in levels(whole.judge) for each in level if each.path == path), None)
    view = single(model.space, package, set())
    return None if judge is None else next(_brackets(judge, view), None)


def _polls_drawn(case: Case, seed: int, size: int) -> Draws:
    """Draws of the polls alone: votes keep their ranges, whose ends are sure."""
    found = Sampler(inputs_of(case), linked_of(case)).draw(0, size, seed)
    return Draws(size, {path: drawn for path, drawn in found.numbers.items() if "polls" in path}, {})


def _brackets(judge: Judge, view: View) -> Iterator[Bracket]:
    """What each kind of acceptance with a number says, in the order in which they decide."""
    for _, step in judge.steps:
        if isinstance(step, Opinion) and bool(np.all(step.spoken(view))):
            low, high = step.support(view, of_decided=True)
            ends = _quantile(low, step.scale, upper=False), _quantile(high, step.scale, upper=True)
            yield Bracket(*ends, PER_CENT, "in 95 of 100 draws")
        elif isinstance(step, Assembly):
            yield _of_votes([(step.tally, [voice.ballots(view)[0] for voice in step.voices])])
        elif isinstance(step, HeadCounts):
            about = [(each.tally, _COUNTED) for each in step.readings if bool(np.all(view.test(each.about)))]
            if about:
                yield _of_votes(about)


def _of_votes(counted: Sequence[tuple[Tally, Sequence[Ballots]]]) -> Bracket:
    least = [_votes(tally, ballots, worst=True) for tally, ballots in counted]
    most = [_votes(tally, ballots, worst=False) for tally, ballots in counted]
    return Bracket(min(least), max(most), VOTES, "whatever is open")


def _votes(tally: Tally, ballots: Sequence[Ballots], *, worst: bool) -> Fraction:
    votes, scale = extreme(_FOR, tally, ballots, worst)
    return Fraction(int(np.max(votes)), scale)


def _quantile(values: Ints, scale: int, *, upper: bool) -> Fraction:
    """The value beyond which one in forty of the draws lies."""
    ordered = np.sort(np.asarray(values).reshape(-1))
    beyond = ordered.size // _TAIL
    return Fraction(int(ordered[ordered.size - 1 - beyond if upper else beyond]), scale)
