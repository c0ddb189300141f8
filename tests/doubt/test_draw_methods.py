"""Which methods an answer about doubt names: those that it used."""

from fractions import Fraction

from winset.doubt.distributions import Pert
from winset.doubt.inputs import Input
from winset.doubt.methods import methods_of
from winset.doubt.polls import Polled, Share
from winset.doubt.records import Driven, FoundOut


def number(low: int, high: int, *, group: str = "a", drawn: bool = True, polled: Polled | None = None) -> Input:
    pert = Pert(Fraction(low), Fraction(low + high, 2), Fraction(high), 10)
    return Input("a", ("a",), "a", "points", pert, "", "north", group, drawn=drawn, polled=polled)


def used(*inputs: Input, bounded: bool = False) -> list[str]:
    return list(methods_of(inputs, bounded=bounded, driven=[Driven("deals", "", (), True)], found=[]))


def test_a_range_is_drawn_by_pert_and_a_sure_chance_is_not() -> None:
    assert used(number(0, 1)) == ["pert"]
    assert used(number(1, 1)) == []


def test_a_poll_has_its_error_and_what_moves_together_its_copula() -> None:
    polled = Polled((Share(None, Pert(Fraction(50), Fraction(50), Fraction(50), 10), accepts=True),), 0.001)
    assert used(number(0, 1, polled=polled)) == ["poll_error"]
    assert used(number(0, 1, group="both")) == ["pert", "gaussian_copula"]


def test_where_nothing_is_drawn_nothing_was_used() -> None:
    found = [FoundOut("", None, None, ("deals", ""))]
    listed = [number(0, 1, drawn=False)]
    assert not list(methods_of(listed, bounded=True, driven=[], found=found))
    assert list(methods_of([number(0, 1)], bounded=True, driven=[], found=found)) == [
        "pert",
        "frechet_bounds",
        "perfect_information",
    ]
