"""Leverage against a brute force written from the definitions, and its invariants, on random cases.

Patience is chosen so that weights are fractions: powers of nine tenths have rates of impatience in whole ratios, so
the bargain maximises g1^p g2^q with whole p and q, and ties are exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from leverage_cases import case, options

import winset
from winset.course.leverage_records import Bluff, Outcome

DELAY = Fraction(9, 10)
HOME = ("north.house", "north.court", "south.base", "ally.court")


@dataclass(frozen=True)
class Drawn:
    """A random case: points of both leads by package, what ratifiers say of each, powers of patience, no deal."""

    points: tuple[tuple[int, int], ...]
    home: tuple[tuple[str, str], ...]
    powers: tuple[int, int]
    no_deal: tuple[int, int]

    @property
    def case(self) -> winset.Case:
        patience = (str(DELAY ** self.powers[0]), str(DELAY ** self.powers[1]))
        return case(self.points, dict(self.home), patience=patience, no_deal=self.no_deal)

    def packages(self, *, sure: bool, without: Sequence[str] = ()) -> list[int]:
        """Those that everybody left accepts (sure), or does not refuse, and that leave no lead below no deal."""
        letters = "y" if sure else "y?"
        heard = [answers for who, answers in self.home if who not in without]
        return [
            at
            for at, pair in enumerate(self.points)
            if all(answers[at] in letters for answers in heard)
            and all(mine >= least for mine, least in zip(pair, self.no_deal, strict=True))
        ]

    def gain(self, at: int) -> tuple[int, int]:
        return self.points[at][0] - self.no_deal[0], self.points[at][1] - self.no_deal[1]

    def bargain(self, packages: Sequence[int]) -> set[tuple[int, int]]:
        """max g1^w g2^(1-w) with w = r2 / (r1 + r2): the first side's gain to the power of the second's rate."""
        found = {self.gain(at) for at in packages}
        left = {one for one in found if not any(other != one and dominates(other, one) for other in found)}
        best = max((self.product(each) for each in left), default=0)
        return {each for each in left if self.product(each) == best}

    def product(self, gain: tuple[int, int]) -> int:
        return int(gain[0] ** self.powers[1] * gain[1] ** self.powers[0])


def whole(outcome: Outcome) -> set[tuple[int, int]]:
    """What both gain in each split that ties; points are whole here."""
    found = {split.gains for split in outcome.splits}
    assert all(each.denominator == 1 for pair in found for each in pair)
    return {(int(first), int(second)) for first, second in found}


def dominates(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] >= other[0] and one[1] >= other[1]


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    size = draw(st.integers(1, 6))
    worth = st.integers(0, 9)
    who = draw(st.lists(st.sampled_from(HOME), unique=True, max_size=3))
    return Drawn(
        tuple(draw(st.tuples(worth, worth)) for _ in range(size)),
        tuple((id_, draw(st.text("yyyn?", min_size=size, max_size=size))) for id_ in sorted(who)),
        draw(st.tuples(st.integers(1, 4), st.integers(1, 4))),
        draw(st.tuples(st.integers(0, 3), st.integers(0, 3))),
    )


def ends(found: set[tuple[int, int]], side: int) -> tuple[int, int]:
    sizes = [each[side] for each in found] or [0]
    return min(sizes), max(sizes)


def sign(before: set[tuple[int, int]], after: set[tuple[int, int]], side: int) -> str:
    """Whether a side gains by what leads from one bargain to another."""
    if before == after:
        return "nothing"
    least, most = (
        ends(after, side)[0] - ends(before, side)[1],
        ends(after, side)[1] - ends(before, side)[0],
    )
    if least == most == 0:
        return "nothing"
    return "helps" if least >= 0 else "hurts" if most <= 0 else "open"


@settings(max_examples=150)
@given(drawn())
def test_the_bargain_and_the_sign_of_each_constraint_are_those_of_the_definition(made: Drawn) -> None:
    found = winset.leverage(made.case)
    for view, sure in zip(found.views, (True, False), strict=True):
        packages = made.packages(sure=sure)
        assert view.packages == len(packages)
        assert whole(view.outcome) == made.bargain(packages)
        assert list(view.best) == [max((made.gain(at)[side] for at in packages), default=0) for side in (0, 1)]
        assert whole(view.alone) == made.bargain(made.packages(sure=sure, without=HOME))
    for row in found.constraints:
        side = ("north", "south").index(row.party)
        signs = {
            sign(
                made.bargain(made.packages(sure=sure, without=row.ratifiers)),
                made.bargain(made.packages(sure=sure)),
                side,
            )
            for sure in (True, False)
        }
        assert row.sign == (signs.pop() if len(signs) == 1 else "open")
        assert {who.partition(".")[0] for who in row.ratifiers} == {row.party}


@settings(max_examples=100)
@given(drawn(), st.integers(0, 12), st.sampled_from([0, 1]))
def test_an_outside_option_is_dealt_out_or_walked_to(made: Drawn, value: int, side: int) -> None:
    """Binmore, Shaked and Sutton 1989: the bargain if it is worth it, else the other's best of what keeps its owner."""
    party = ("north", "south")[side]
    found = winset.leverage(made.case, outside={party: value})
    option = value - made.no_deal[side]
    for view, sure in zip(found.views, (True, False), strict=True):
        packages = made.packages(sure=sure)
        bargain = made.bargain(packages)
        staying = {each for each in bargain if each[side] >= option}
        kept = {made.gain(at) for at in packages if made.gain(at)[side] >= option}
        if staying or not bargain:
            assert whole(view.outcome) == staying
            assert view.outcome.binds == ()
        else:
            rest = max((each[1 - side] for each in kept), default=None)
            best = {each for each in kept if each[1 - side] == rest}
            top = max((each[side] for each in best), default=None)  # none that another dominates
            assert whole(view.outcome) == {each for each in best if each[side] == top}
            assert view.outcome.binds == (party,)
            assert (view.outcome.walks == (party,)) is (not kept)
        walk = [row for row in found.walks if (row.party, row.over) == (party, view.over)]
        assert [row.above for row in walk] == [ends(bargain, side)[1] + made.no_deal[side]] * bool(packages)
        # An option never leaves its owner with less than the bargain without it did.
        assert view.outcome.gains[side][0] >= view.bargain.gains[side][0]


@settings(max_examples=60)
@given(drawn(), st.integers(1, 4))
def test_more_patience_never_gives_less(made: Drawn, power: int) -> None:
    """The higher the power of nine tenths, the less patient the first side is."""
    patient = replace(made, powers=(min(power, made.powers[0]), made.powers[1]))
    for less, more in zip(winset.leverage(made.case).views, winset.leverage(patient.case).views, strict=True):
        assert all(one <= other for one, other in zip(less.outcome.gains[0], more.outcome.gains[0], strict=True))
        assert more.turns in {"positive", "none"}


@settings(max_examples=40)
@given(drawn(), st.sampled_from([2, 3, 10]), st.sampled_from([0, 1]))
def test_the_scale_of_one_side_does_not_matter(made: Drawn, times: int, side: int) -> None:
    def scaled(pair: tuple[int, int]) -> tuple[int, int]:
        return (pair[0] * times, pair[1]) if side == 0 else (pair[0], pair[1] * times)

    larger = replace(made, points=tuple(map(scaled, made.points)), no_deal=scaled(made.no_deal))
    for one, other in zip(winset.leverage(made.case).views, winset.leverage(larger.case).views, strict=True):
        assert options(one.outcome) == options(other.outcome)
        assert [row.low for row in one.stretches] == [row.low for row in other.stretches]


@settings(max_examples=40)
@given(drawn())
def test_a_symmetrical_case_has_a_symmetrical_split(made: Drawn) -> None:
    mirrored = made.points + tuple((second, first) for first, second in made.points)
    home = tuple((who, answers * 2) for who, answers in made.home)
    least = min(made.no_deal)
    even = Drawn(mirrored, home, (made.powers[0], made.powers[0]), (least, least))
    for view in winset.leverage(even.case).views:
        found = whole(view.outcome)
        assert found == {(second, first) for first, second in found}


@settings(max_examples=40)
@given(drawn())
def test_asking_for_the_other_side_turns_everything_round(made: Drawn) -> None:
    ours, theirs = winset.leverage(made.case), winset.leverage(made.case, party="south")
    for one, other in zip(ours.views, theirs.views, strict=True):
        assert whole(one.outcome) == {(first, second) for second, first in whole(other.outcome)}
        assert whole(one.alone) == {(first, second) for second, first in whole(other.alone)}
    assert {(row.ratifiers, row.sign) for row in ours.constraints} == {
        (row.ratifiers, row.sign) for row in theirs.constraints
    }


@settings(max_examples=60)
@given(drawn())
def test_each_stretch_is_the_bargain_in_its_middle_and_ties_at_its_ends(made: Drawn) -> None:
    """Weights 1/5 to 4/5 are those of the powers; the stretch that one is in has the bargain of the brute force."""
    weights = [(first, second) for first in range(1, 5) for second in range(1, 5)]
    view = winset.leverage(made.case).views[0]
    for first, second in weights:
        weight = Fraction(second, first + second)
        inside = [row for row in view.stretches if row.low < weight < row.high]
        if inside:
            other = replace(made, powers=(first, second))
            ((first_gain, second_gain),) = other.bargain(other.packages(sure=True))
            assert inside[0].split.gains == (Fraction(first_gain), Fraction(second_gain))


def called(made: winset.Case, line: str) -> Bluff:
    found = winset.leverage(made, bluff=line).bluff
    assert found is not None
    return found


@settings(max_examples=60)
@given(drawn())
def test_ignoring_a_demand_pays_just_above_its_chance(made: Drawn) -> None:
    """Expected value, straight: b v_ignore + (1 - b) n against v_respect, at b just below, at and just above."""
    lines = [(who, at) for who, answers in made.home for at, letter in enumerate(answers) if letter == "n"]
    for who, at in lines[:2]:
        path = f"{who}.refuses.line_o{at + 1}"
        without = replace(made, home=tuple((id_, _opened(says, at) if id_ == who else says) for id_, says in made.home))
        found = called(made.case, path)
        for each, sure in zip(found.called, (True, False), strict=True):
            respected = ends(made.bargain(made.packages(sure=sure)), 0)[0]
            ignored = ends(without.bargain(without.packages(sure=sure)), 0)[0]
            pays = [
                chance
                for chance in (Fraction(part, 100) for part in range(101))
                if chance * ignored > respected and without.packages(sure=sure)
            ]
            assert pays == [
                chance
                for chance in (Fraction(part, 100) for part in range(101))
                if each.above is not None and chance > each.above
            ]


def _opened(answers: str, at: int) -> str:
    return f"{answers[:at]}?{answers[at + 1 :]}"
