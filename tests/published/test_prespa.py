"""The Prespa agreement before Skopje and Athens: what its README derives by hand, against the case.

71 of 120 were ready and 80 are needed; 145 of 300 are taken as ayes and 151 are needed; 666,344 of 1,806,336 took part
and 903,168 are needed. The rules themselves are tested on the votes that followed in `test_rules`.
"""

import pytest
from bundled import Sets, conflicts, known_by_its_day, outcome, waivers
from small_cases import lacking, stand

import winset
from winset.case.sections import Swing
from winset.model.result import Verdict

VOTERS, SOBRANIE, GREECE = "skopje.voters", "skopje.sobranie", "athens.parliament"


def sets(*found: tuple[str, ...]) -> Sets:
    return {frozenset(names) for names in found}


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return winset.load("prespa-2018")


def test_nothing_in_it_is_later_than_it_and_the_votes_are_not_in_it(case: winset.Case) -> None:
    assert case.warnings == ()
    assert known_by_its_day(case)
    later = outcome("prespa-2018")
    assert later["sobranie"][0]["ayes"] == "80"
    (athens,) = later["greek_parliament"]
    assert sum(int(athens[key]) for key in ("ayes", "noes", "abstentions")) == 300


@pytest.mark.parametrize(
    ("readings", "verdict", "refusing", "possible", "sure"),
    [
        # Nobody refuses for certain. The empty set is what has to be waived for a possible deal.
        ((), Verdict.OPEN, set(), sets(()), sets((SOBRANIE, GREECE))),
        (("opposition_holds",), Verdict.REFUSED, sets((SOBRANIE,)), sets((SOBRANIE,)), sets((SOBRANIE, GREECE))),
        (("syriza_alone",), Verdict.REFUSED, sets((GREECE,)), sets((GREECE,)), sets((SOBRANIE, GREECE))),
        (
            ("opposition_holds", "syriza_alone"),
            Verdict.REFUSED,
            sets((SOBRANIE,), (GREECE,)),
            sets((SOBRANIE, GREECE)),
            sets((SOBRANIE, GREECE)),
        ),
        (("quorum_binds",), Verdict.REFUSED, sets((VOTERS,)), sets((VOTERS,)), sets((VOTERS, SOBRANIE, GREECE))),
    ],
)
def test_who_stops_it_and_whose_yes_opens_it(
    case: winset.Case, readings: tuple[str, ...], verdict: Verdict, refusing: Sets, possible: Sets, sure: Sets
) -> None:
    found = winset.blockers(case.with_variants(*readings))
    assert found.verdict is verdict
    assert conflicts(found) == refusing
    assert waivers(found, sure=True) == sure
    if refusing:
        assert waivers(found, sure=False) == possible


def test_a_referendum_that_is_consultative_costs_and_stops_nothing(case: winset.Case) -> None:
    asked = stand(case, VOTERS)
    assert (asked.answer, asked.counts_as, asked.blocks) == ("no", "cost", False)
    assert set(winset.deals(case).settles) == {SOBRANIE, GREECE}


def test_what_is_lacking_at_each_stage(case: winset.Case) -> None:
    """80 - 71 = 9, 151 - 145 = 6, 903,168 - 666,344 = 236,824."""
    open_ = {SOBRANIE: (0, 9), GREECE: (0, 6)}
    for ratifier, (least, most) in open_.items():
        assert lacking(stand(case, ratifier)) == [("votes", ratifier, least, most)]
    firm = case.with_variants("opposition_holds", "syriza_alone", "quorum_binds")
    for ratifier, votes in {SOBRANIE: 9, GREECE: 6, VOTERS: 236_824}.items():
        assert lacking(stand(firm, ratifier)) == [("votes", ratifier, votes, votes)]


def test_the_blocs_of_the_referendum_are_the_printed_numbers(case: winset.Case) -> None:
    """19,230 papers were cast and not valid; 1,139,992 stayed away."""
    blocs = case.file.parties["skopje"].ratifiers["voters"].blocs
    votes = {id_: int(bloc.votes.least) for id_, bloc in blocs.items() if bloc.votes}
    assert sum(votes.values()) == 1_806_336
    assert votes["in_favour"] + votes["against"] + votes["invalid"] == 666_344


@pytest.mark.parametrize(
    ("lever", "who", "ratifier", "to", "votes"),
    [
        ("win_deputies", "skopje", SOBRANIE, "ready", 9),
        ("win_greek_deputies", "athens", GREECE, "syriza", 6),
        # They come and vote no: 903,168 take part, and 609,427 still beat 37,687 + 236,824 = 274,511.
        ("end_boycott", "skopje", VOTERS, "against", 236_824),
    ],
)
def test_each_lever_reaches_what_is_lacking_and_its_own_side_pays(
    case: winset.Case, lever: str, who: str, ratifier: str, to: str, votes: int
) -> None:
    written = case.file.levers[lever]
    (effect,) = written.effects.values()
    swing = effect.swing
    assert isinstance(swing, Swing)
    assert (written.by, swing.ratifier, swing.to, int(swing.votes.most)) == (who, ratifier, to, votes)
