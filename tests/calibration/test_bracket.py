"""Between which ends a case puts votes and support: by hand, by brute force, and in closed form for polls."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from winset.calibration.bracket import Bracket, bracket
from winset.case.load import Case
from winset.settlement.blockers import blockers
from winset.settlement.question import ask

HEAD = """
winset: 1
title: A vote
as_of: 2024-05-01
issues:
  truce: {options: {none: None, signed: Signed}}
status_quo: {truce: none}
deal: {truce: signed}
parties:
  side:
    ratifiers:
      house:
"""
SAYS = {
    "yes": "accepts: {a: {when: {truce: signed}, why: w}}",
    "no": "refuses: {a: {when: {truce: signed}, why: w}}",
    "abstains": "abstains: {a: {when: {truce: signed}, why: w}}",
    "open": "otherwise: open",
}


def of(case: Case, who: str, where: Mapping[str, str] | None = None, draws: int = 1000) -> Bracket | None:
    question = ask(case)
    model = question.model(question.worlds[0])
    package = blockers(case, where=where).package
    assert package is not None
    return bracket(case, model, model.space.package(package.number), who, 1, draws)


def house(lines: list[str]) -> Case:
    return winset.parse(HEAD + "".join(f"        {line}\n" for line in lines))


@pytest.mark.parametrize(
    ("name", "who", "least", "most"),
    [  # From the READMEs.
        ("prespa-2018", "skopje.sobranie", 71, 120),
        ("prespa-2018", "skopje.voters", 609_427, 609_427),
        ("jcpoa-2015", "united_states.veto.senate", 34, 100),
    ],
)
def test_bundled_bodies(name: str, who: str, least: int, most: int) -> None:
    found = of(winset.load(name), who)
    assert found is not None
    assert (found.least, found.most, found.unit) == (Fraction(least), Fraction(most), "votes")


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 3), st.sampled_from(sorted(SAYS))).filter(lambda row: sum(row[:2])),
        min_size=1,
        max_size=3,
    )
)
def test_the_ends_are_those_of_all_votes_that_may_be_cast(rows: list[tuple[int, int, str]]) -> None:
    """Brute force: every size of every bloc in its range, every number of ayes that its answer allows."""
    ayes = {
        sum(cast)
        for sizes in product(*(range(low, low + more + 1) for low, more, _ in rows))
        for cast in product(
            *(
                range(size + 1) if said == "open" else [size if said == "yes" else 0]
                for size, (_, _, said) in zip(sizes, rows, strict=True)
            )
        )
    }
    blocs = [
        f"  b{number}: {{votes: {{low: {low}, high: {low + more}}}, why: w, {SAYS[said]}}}"
        for number, (low, more, said) in enumerate(rows)
    ]
    found = of(house(["rule: {more_than: 1/2, of: cast, why: w}", "blocs:", *blocs]), "side.house")
    assert found is not None
    assert (found.least, found.most) == (Fraction(min(ayes)), Fraction(max(ayes)))


def test_head_counts_are_read_together_where_they_are_about_the_package() -> None:
    """By hand: 10 to 12 named for and 3 undeclared by one, 9 and 5 by the other; a third is about nothing here."""
    case = house(
        [
            "rule: {at_least: 1/2, of: cast, why: w}",
            "counts:",
            "  a: {about: {truce: signed}, ayes: {low: 10, high: 12}, noes: 4, undeclared: 3, why: w}",
            "  b: {about: {truce: signed}, ayes: 9, noes: 4, undeclared: 5, why: w}",
            "  c: {about: {truce: none}, ayes: 1, noes: 30, why: w}",
        ]
    )
    found = of(case, "side.house")
    assert found is not None
    assert (found.least, found.most) == (Fraction(9), Fraction(15))


def test_support_of_a_poll_in_closed_form() -> None:
    """Northern Ireland: 60 for, 25 against, 15 undecided. Of those decided p = 60 / 85, and by the delta method its
    variance is p (1 - p) / 0.85 times 1/1000 + (3/50)^2 (1 + 2 days / 365.25): a standard deviation of 3.36 points.
    """
    found = of(winset.load("good-friday-1998"), "northern_ireland.electorate", draws=20_000)
    assert found is not None
    spread = 1 / 1000 + (3 / 50) ** 2 * (1 + 2 / 365.25)
    p = 60 / 85
    deviation = 100 * sqrt(p * (1 - p) / 0.85 * spread)
    assert isclose(float(found.least), 100 * p - 1.96 * deviation, abs_tol=0.5)
    assert isclose(float(found.most), 100 * p + 1.96 * deviation, abs_tol=0.5)
    assert found.unit == "per cent"


def test_a_ratifier_without_a_number_has_no_ends() -> None:
    assert of(winset.load("good-friday-1998"), "ireland.electorate") is None


def test_the_same_seed_gives_the_same_ends() -> None:
    case = winset.load("good-friday-1998")
    first, again = (of(case, "northern_ireland.electorate") for _ in range(2))
    assert first == again
    assert first is not None
    assert Fraction(0) <= first.least <= Fraction(6000, 85) <= first.most <= 100
