"""Win-sets of deals too many to list: counted by a dynamic programme where that can be done, else estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from winset.case.load import Case
from winset.model.logic import TRUE, Formula, all_of
from winset.model.space import Space
from winset.settlement.exact.stands import Stands
from winset.settlement.records import Overlap, WinSet
from winset.settlement.sizes import Size, sizes_of
from winset.settlement.sizes_count import LIMIT
from winset.settlement.sizes_draws import DRAWS
from winset.settlement.winsets import rule_words

_FOR_PAIRS = LIMIT // 10  # pairs are rarely counted exactly, so little is spent on trying
_FEW_PAIRS = 30  # up to so many pairs are looked at on all draws, more on fewer
_LEAST_DRAWS = 500


@dataclass(frozen=True)
class Counted:
    """How many packages there are, how many deals are asked about, and which of them are sure and possible."""

    packages: Size
    deals: Size
    sure: Size
    possible: Size

    @property
    def estimated(self) -> bool:
        """Whether any number is an estimate."""
        return not (self.packages.exact and self.deals.exact and self.sure.exact and self.possible.exact)


def number_of(size: Size, whole: int, *, some: bool = False) -> int:
    """A size as a number of packages: as counted, else as estimated; at least one where some were found."""
    if size.count is not None:
        return size.count
    share = size.share if size.share is not None else Fraction(0)
    return max(round(share * whole), int(some))


def count_deals(stands: Stands) -> Counted:
    """The packages, the deals asked about, and the sure and the possible ones."""
    space = stands.model.space
    packages, deals = sizes_of(_uncoupled(space), [stands.allowed, stands.asked])
    sure, possible = sizes_of(space, [stands.sure, stands.possible], stands.asked)
    return Counted(packages, deals, sure, possible)


def count_in(space: Space, formula: Formula) -> int:
    """How many packages satisfy a formula, counted or estimated."""
    (size,) = sizes_of(_uncoupled(space), [all_of([space.feasible, formula])])
    return number_of(size, space.size)


def _uncoupled(space: Space) -> Space:
    """The same issues without couplings: shares are then of `space.size` combinations, a number that is known."""
    return replace(space, feasible=TRUE)


def win_sets_of(case: Case, stands: Stands, counted: Counted) -> tuple[WinSet, ...]:
    """What each ratifier makes of the deals asked about, and of every package but the status quo."""
    model = stands.model
    numbers = range(len(model.ratifiers))
    formulas = [
        formula
        for number in numbers
        for formula in (stands.out(number), stands.accepts(number), stands.refuses(number), stands.stated(number))
    ]
    asked = sizes_of(model.space, formulas, stands.asked)
    same = stands.asked == stands.allowed
    others = asked if same else sizes_of(model.space, formulas, stands.allowed)
    deals = number_of(counted.deals, model.space.size)
    packages = number_of(counted.packages, model.space.size)
    return tuple(
        _win_set(case, stands, number, (deals, asked[4 * number : 4 * number + 4]), (packages, others[4 * number :]))
        for number in numbers
    )


def _win_set(
    case: Case, stands: Stands, number: int, asked: tuple[int, Sequence[Size]], others: tuple[int, Sequence[Size]]
) -> WinSet:
    who = stands.model.ratifiers[number]
    deals, (_, accepting, refusing, stated) = asked
    out, yes, open_, no = _four(*asked)
    exact = accepting.exact and refusing.exact
    return WinSet(
        ratifier=who.id,
        name=who.name,
        party=who.party,
        lead=who.lead,
        counts_as=who.counts_as,
        follows=who.follows,
        rule=rule_words(case, who),
        out=out,
        yes=yes,
        open=open_,
        no=no,
        share_sure=Fraction(out + yes, max(deals, 1)),
        share_possible=Fraction(out + yes + open_, max(deals, 1)),
        others=_four(others[0], others[1][:4]),
        stated=number_of(stated, deals) > 0,
        between=None
        if exact
        else ((accepting.share_low, accepting.share_high), (1 - refusing.share_high, 1 - refusing.share_low)),
    )


def _four(whole: int, sizes: Sequence[Size]) -> tuple[int, int, int, int]:
    """Deals that it is not asked about, accepts, leaves open and refuses, which add up to the whole."""
    out, accepting, refusing = (min(number_of(size, whole), whole) for size in sizes[:3])
    accepting = max(accepting, out)
    refusing = min(refusing, whole - accepting)
    return out, accepting - out, whole - accepting - refusing, refusing


def overlaps_of(stands: Stands, counted: Counted) -> tuple[Overlap, ...]:
    """For every two ratifiers that can stop a deal, the deals that both accept, as far as they can be told."""
    model = stands.model
    deals = number_of(counted.deals, model.space.size)
    pairs = list(combinations(model.vetoes, 2))
    formulas = [
        all_of([stand(first), stand(second)]) for first, second in pairs for stand in (stands.accepts, stands.bears)
    ]
    draws = max(DRAWS * _FEW_PAIRS // max(len(pairs), _FEW_PAIRS), _LEAST_DRAWS)
    sizes = sizes_of(model.space, formulas, stands.asked, limit=_FOR_PAIRS, draws=draws)
    return tuple(
        Overlap(
            model.ratifiers[first].id,
            model.ratifiers[second].id,
            number_of(sizes[2 * place], deals),
            number_of(sizes[2 * place + 1], deals),
            estimated=not (sizes[2 * place].exact and sizes[2 * place + 1].exact),
        )
        for place, (first, second) in enumerate(pairs)
    )
