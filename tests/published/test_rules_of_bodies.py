"""Several chambers, parliaments or electorates, each in the shape that a real ratification took.

The figures are printed in the sources that each test names; what is expected is worked out from them by hand.
"""

import pytest
from small_cases import answer, body, case_of, house, indented, lacking, stand

import winset
from winset.model.result import Verdict

# --- one region of one state: CETA, October 2016 ---

# All of Belgium's parliaments must empower it ("seven parliaments"), and all members of the Union must sign.
CETA = """
union:
  ratifiers:
    council:
      rule: {{all_of: bodies}}
      bodies:
        other_states: {{otherwise: accepts}}
        belgium:
          rule: {{all_of: bodies}}
          bodies:
            chamber: {{otherwise: accepts}}
            senate: {{otherwise: accepts}}
            flanders: {{otherwise: accepts}}
            german_community: {{otherwise: accepts}}
            french_community:
              blocs: {{ayes: {{votes: 50, otherwise: accepts}}, noes: {{votes: 12, otherwise: refuses}}}}
            brussels: {{blocs: {{ayes: {{votes: 60, otherwise: accepts}}, others: {{votes: 16}}}}}}
            wallonia:
{wallonia}
"""


def ceta(wallonia: str) -> winset.Case:
    return case_of(CETA.format(wallonia=indented(wallonia, 14)))


def test_one_parliament_of_seven_refuses_for_a_union_of_twenty_eight() -> None:
    """14 October 2016: 46 to 16 with 1 abstention to refuse, so 16 ayes; 32 of 62 would carry it, 16 more."""
    case = ceta(house("{more_than: 1/2, of: cast}", ayes=16, noes=46, abstaining=1))
    council = stand(case, "union.council")
    assert council.answer == "no"
    assert lacking(council) == [("votes", "union.council.belgium.wallonia", 16, 16)]
    assert winset.blockers(case).conflicts[0].ratifiers == ("union.council",)


def test_the_same_parliament_carries_it_a_fortnight_later() -> None:
    """28 October 2016: 58 to 5, with Brussels 60 of 76 and the French Community 50 to 12."""
    found = winset.deals(ceta(house("{more_than: 1/2, of: cast}", ayes=58, noes=5)))
    assert (found.verdict, found.sure) == (Verdict.RATIFIED, 1)


def test_a_parliament_that_has_not_said_leaves_the_union_open() -> None:
    """21 October 2016: Wallonia "did not rule out eventually agreeing"."""
    found = winset.deals(ceta("otherwise: open"))
    assert (found.verdict, found.sure, found.possible) == (Verdict.OPEN, 0, 1)
    assert found.settles == ("union.council",)


NESTED = """
rule: {{at_least: 28}}
blocs:
  other_states: {{votes: 27, otherwise: accepts}}
  belgium:
    votes: 1
    rule: {{at_least: 7}}
    blocs:
      others: {{votes: 6, otherwise: accepts}}
      wallonia:
        votes: 1
{wallonia}
"""


@pytest.mark.parametrize(("ayes", "noes", "abstaining", "expected"), [(16, 46, 1, "no"), (58, 5, 0, "yes")])
def test_nested_unanimity_can_be_written_with_blocs(ayes: int, noes: int, abstaining: int, expected: str) -> None:
    """Each bloc with a rule of its own votes as one: 63 members make one vote of seven, these one of 28."""
    wallonia = house("{more_than: 1/2}", ayes=ayes, noes=noes, abstaining=abstaining)
    assert answer(NESTED.format(wallonia=indented(wallonia, 8))) == expected


# --- two electorates, and a threshold that is not in the law: the Good Friday Agreement, 22 May 1998 ---

# Shares of those voting, in hundredths of a per cent as they were published (CAIN).
REFERENDUMS = """
northern_ireland:
  ratifiers:
    electorate:
{north}
    consensus:
      name: What was seen as needed to govern by it
      counts_as: cost
{needed}
ireland:
  ratifiers:
    electorate:
{south}
"""
CONTESTED = """\
variants:
  it_binds: {contests: does the threshold bind, why: as a test, set: {northern_ireland.consensus.counts_as: veto}}
"""


def two_referendums(north: int, south: int, needed: str) -> winset.Case:
    def electorate(rule: str, ayes: int) -> str:
        return indented(house(rule, ayes=ayes, noes=10_000 - ayes), 6)

    majority = "{more_than: 1/2, of: cast}"
    texts = electorate(majority, north), electorate(needed, north), electorate(majority, south)
    parties = REFERENDUMS.format(north=texts[0], needed=texts[1], south=texts[2])
    return case_of(parties, more=CONTESTED)


def test_a_double_referendum_is_two_ratifiers() -> None:
    """71.12 % in Northern Ireland and 94.39 % in Ireland: both carry it."""
    found = winset.deals(two_referendums(7112, 9439, "{at_least: 0.70, of: cast}"))
    assert found.verdict is Verdict.RATIFIED
    assert [(row.ratifier, row.yes) for row in found.win_sets] == [
        ("northern_ireland.electorate", 1),
        ("northern_ireland.consensus", 1),
        ("ireland.electorate", 1),
    ]


@pytest.mark.parametrize(
    ("north", "south", "conflict"),
    [
        (4999, 9439, "northern_ireland.electorate"),
        (5000, 9439, "northern_ireland.electorate"),  # half is not more than half
        (7112, 4999, "ireland.electorate"),
    ],
)
def test_neither_electorate_stands_for_the_other(north: int, south: int, conflict: str) -> None:
    found = winset.blockers(two_referendums(north, south, "{at_least: 0.65, of: cast}"))
    assert found.verdict is Verdict.REFUSED
    assert {entry.ratifiers for entry in found.conflicts} == {(conflict,)}


def test_a_political_threshold_above_the_legal_one_costs_and_stops_nothing() -> None:
    """The law asked for a majority; "65%-70% ... is required" was the general consensus (Irish Times, May 1998).

    With the 69 % of the poll of 12-13 May: enough for the law and for 65 %, not for 70 %.
    """
    lower, case = (two_referendums(6900, 9439, f"{{at_least: {share}, of: cast}}") for share in ("0.65", "0.70"))
    assert stand(lower, "northern_ireland.consensus").answer == "yes"
    needed = stand(case, "northern_ireland.consensus")
    assert (needed.answer, needed.counts_as, needed.veto, needed.blocks) == ("no", "cost", False, False)
    found = winset.blockers(case)
    assert (found.verdict, found.conflicts) == (Verdict.RATIFIED, ())
    # Whether it binds is a contested reading, so a variant can say that it does.
    strict = winset.blockers(case.with_variants("it_binds"))
    assert strict.verdict is Verdict.REFUSED
    assert strict.waivers[0].ratifiers == ("northern_ireland.consensus",)


# --- one chamber prevails: Japan's Diet ---

# House of Representatives 465 seats: 283 LDP, 29 Komeito (2019-05-30); House of Councillors: coalition 141 of 245.
DIET = """
rule: {rule}
bodies:
  representatives:
    blocs:
      ldp: {{votes: 283, otherwise: {ldp}}}
      komeito: {{votes: 29, otherwise: {komeito}}}
      others: {{votes: 153, otherwise: refuses}}
  councillors:
    blocs:
      coalition: {{votes: 141, otherwise: {coalition}}}
      others: {{votes: 104, otherwise: refuses}}
"""
PREVAILS = "{prevails: representatives, after_days: 30}"


@pytest.mark.parametrize(
    ("rule", "ldp", "komeito", "coalition", "expected"),
    [
        (PREVAILS, "accepts", "accepts", "accepts", "yes"),
        # "when there is disagreement between the two Houses, the decision of the House of Representatives prevails":
        # 283 of 465 are a majority (233) without Komeito, whatever the councillors do.
        (PREVAILS, "accepts", "refuses", "refuses", "yes"),
        # 19 June 1960: "passed by default", the councillors having failed to vote within thirty days.
        (PREVAILS, "accepts", "accepts", "open", "yes"),
        # Without the LDP 182 of 465 are none, and the councillors' yes does not help.
        (PREVAILS, "refuses", "accepts", "accepts", "no"),
        (PREVAILS, "open", "accepts", "accepts", "open"),
        # Were both houses needed, the councillors' no would stop it and their silence leave it open.
        ("{all_of: bodies}", "accepts", "accepts", "refuses", "no"),
        ("{all_of: bodies}", "accepts", "accepts", "open", "open"),
        ("{all_of: bodies}", "accepts", "accepts", "accepts", "yes"),
    ],
)
def test_the_lower_house_prevails(rule: str, ldp: str, komeito: str, coalition: str, expected: str) -> None:
    assert answer(DIET.format(rule=rule, ldp=ldp, komeito=komeito, coalition=coalition)) == expected


def test_what_the_diet_lacks_is_what_the_lower_house_lacks() -> None:
    """29 + k of 465 must be at least 233 (more than 232.5): k = 204, though the councillors refuse as well."""
    diet = DIET.format(rule=PREVAILS, ldp="refuses", komeito="accepts", coalition="refuses")
    assert lacking(stand(body(diet))) == [("votes", "here.body.representatives", 204, 204)]
