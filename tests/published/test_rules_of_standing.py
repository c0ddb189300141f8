"""Who is asked at all, and who can only refuse: bars, publics, legal forms, and what polls say for a public.

The figures are printed in the sources that each test names; what is expected is worked out from them by hand.
"""

from fractions import Fraction

import pytest
from small_cases import amounts, answer, body, case_of, house, indented, lacking, stand

import winset
from winset.model.result import Verdict

# --- a constitution that only refuses, with an exception: article 67 of Russia's, since July 2020 ---

# It "declares inadmissible the attempts of alienation" of territory; fixing where the border runs is excepted.
TWO_ISSUES = """\
winset: 1
title: A bar with an exception
as_of: 2020-10-31
issues:
  islands: {ordered: yes, options: [none, two]}
  by: {options: [no_transfer, cession, demarcation]}
status_quo: {islands: none, by: no_transfer}
never:
  nothing_to_transfer: {when: {islands: none, by: [cession, demarcation]}}
  no_way_named: {when: {islands: two, by: no_transfer}}
"""
BAR = """
russia:
  ratifiers:
    constitution:
      refuses:
        alienation: {{when: {{islands: {{at_least: two}}, not: {{by: demarcation}}}}}}
{rest}
"""


def test_a_constitutional_bar_with_an_exception() -> None:
    """Deals are two islands by cession, which the bar refuses, and by demarcation, which the exception spares."""
    case = case_of(BAR.format(rest="      otherwise: accepts"), TWO_ISSUES)
    found = winset.deals(case)
    assert (found.about.deals, found.sure, found.possible) == (2, 1, 1)
    assert [package.as_dict() for package in found.examples] == [{"islands": "two", "by": "demarcation"}]
    ceded = winset.blockers(case, where={"by": "cession"})
    assert (ceded.verdict, ceded.conflicts[0].ratifiers) == (Verdict.REFUSED, ("russia.constitution",))
    assert [reason.path for reason in ceded.stands[0].reasons] == ["russia.constitution.refuses.alienation"]


def test_a_red_line_alone_never_ratifies() -> None:
    """Without `otherwise` the bar says what it refuses, and nothing of the rest: possible, not sure."""
    found = winset.deals(case_of(BAR.format(rest=""), TWO_ISSUES))
    assert (found.verdict, found.sure, found.possible) == (Verdict.OPEN, 0, 1)


# --- a public that is not asked by law: the Panama Canal in American opinion, August 1977 ---

# Opinion Research Corporation: keep the canal 78, cede it 14 (Time, 29 August 1977). So support is from 14 to
# 100 - 78 = 22 per cent: no majority at either end.
PANAMA = """
united_states:
  ratifiers:
    senate:
{senate}
    public:
      counts_as: {counts_as}
      rule: {{more_than: 1/2, of: asked}}
      polls: {{orc: {{answers: {{keep: {{share: 78}}, cede: {{share: 14, accepts: {{treaty: signed}}}}}}}}}}
"""


@pytest.mark.parametrize(
    ("counts_as", "verdict", "conflicts"),
    [
        ("veto", Verdict.REFUSED, {("united_states.public",)}),
        ("cost", Verdict.RATIFIED, set()),
        ("ignored", Verdict.RATIFIED, set()),
    ],
)
def test_what_an_informal_ratifier_does_is_a_choice_that_is_written(
    counts_as: str, verdict: Verdict, conflicts: set[tuple[str, ...]]
) -> None:
    """The Senate carried it by 68 to 32 against that public: formal and informal ratifiers are two things."""
    senate = indented(house("{at_least: 67}", ayes=68, noes=32), 6)
    found = winset.blockers(case_of(PANAMA.format(senate=senate, counts_as=counts_as)))
    assert found.verdict is verdict
    assert {entry.ratifiers for entry in found.conflicts} == conflicts
    public = next(row for row in found.stands if row.ratifier == "united_states.public")
    assert (public.answer, public.blocks) == ("no", counts_as == "veto")
    # 50 - 22 = 28 points at least, 50 - 14 = 36 at most; what stops nothing lacks nothing.
    expected = [("points of opinion", "united_states.public.polls", 28, 36)]
    assert lacking(public) == (expected if counts_as == "veto" else [])


# --- the legal form chooses the ratifier: an executive agreement under a review act, 2015 ---

FORMS = """
conditions: {{form: {{options: [treaty, review_act], now: {now}}}}}
"""
CONGRESS = """
united_states:
  ratifiers:
    senate_consents:
      scope: {{treaty: signed, form: treaty}}
{consents}
    senate_lets_it_stand:
      scope: {{treaty: signed, form: review_act}}
{lets_stand}
"""


def congress(now: str) -> winset.Case:
    """The 42 supporters and 58 others of 10 September 2015, under either form."""
    parties = CONGRESS.format(
        consents=indented(house("{at_least: 67}", ayes=42, noes=58), 6),
        lets_stand=indented(house("{at_least: 34}", ayes=42, noes=58), 6),
    )
    return case_of(parties, more=FORMS.format(now=now))


def test_a_change_of_form_changes_who_must_agree() -> None:
    """As a treaty 67 of 100 must consent and 42 do not do; under the review act 34 are enough to sustain a veto."""
    as_treaty, reviewed = winset.deals(congress("treaty")), winset.deals(congress("review_act"))
    assert (as_treaty.verdict, reviewed.verdict) == (Verdict.REFUSED, Verdict.RATIFIED)
    assert [(row.ratifier, row.out, row.yes, row.no) for row in reviewed.win_sets] == [
        ("united_states.senate_consents", 1, 0, 0),
        ("united_states.senate_lets_it_stand", 0, 1, 0),
    ]
    # 67 - 42
    assert amounts(as_treaty.nearest[0].shortfalls) == [("votes", "united_states.senate_consents", 25, 25)]


def test_the_form_can_be_asked_about_beside_and_left_unknown() -> None:
    by_form = winset.deals(congress("treaty"), over=["form"])
    expected = {"treaty": Verdict.REFUSED, "review_act": Verdict.RATIFIED}
    assert {dict(world.world)["form"]: world.verdict for world in by_form.worlds} == expected
    assert by_form.verdict is Verdict.REFUSED
    assert winset.deals(congress("treaty"), world={"form": "review_act"}).verdict is Verdict.RATIFIED
    # Nobody knows the form: the verdict differs between its levels, so it is open.
    assert winset.deals(congress("unknown")).verdict is Verdict.OPEN


# --- a polled public: the Good Friday Agreement in the Irish Times/MRBI series, 1998 ---

POLLS = {
    # Mid-April: 73 yes, 14 no, so 13 undecided, and 73 of the 87 decided (83.9, printed as 84).
    "april": (
        "{{field: 1998-04-15{by}, undecided: 13, answers: {{aye: {{share: 73, accepts: {{}}}}, nay: {{share: 14}}}}}}"
    ),
    # 12-13 May: 69 of those decided.
    "early_may": (
        "{{field: 1998-05-13{by}, base: decided, answers: {{aye: {{share: 69, accepts: {{}}}}, nay: {{share: 31}}}}}}"
    ),
    # 18-19 May: 60 yes, 25 no, 15 undecided, and 60 of the 85 decided (70.588, printed as 70.6).
    "late_may": (
        "{{field: 1998-05-19{by}, undecided: 15, answers: {{aye: {{share: 60, accepts: {{}}}}, nay: {{share: 25}}}}}}"
    ),
}


def polled(rule: str, *items: str, one_pollster: bool = False) -> str:
    by = ", pollster: mrbi" if one_pollster else ""
    return f"rule: {rule}\npolls:\n" + "".join(f"  {item}: {POLLS[item].format(by=by)}\n" for item in items)


@pytest.mark.parametrize(
    ("item", "decided", "printed"),
    [("april", Fraction(73, 87), 84), ("early_may", Fraction(69, 100), 69), ("late_may", Fraction(60, 85), 71)],
)
def test_a_poll_of_those_decided(item: str, decided: Fraction, printed: int) -> None:
    """Undecided respondents left out; exactly at the share `at_least` holds and `more_than` does not."""
    assert round(100 * decided) == printed
    share = f"{decided.numerator}/{decided.denominator}"
    assert answer(polled(f"{{at_least: {share}, of: decided}}", item)) == "yes"
    assert answer(polled(f"{{more_than: {share}, of: decided}}", item)) == "no"


def test_a_poll_of_those_asked_leaves_the_undecided_open() -> None:
    """18-19 May: from 60 to 60 + 15 = 75 per cent of those asked; for 70 it lacks 0 to 10 points."""
    of_asked = {least: polled(f"{{at_least: {least}, of: asked}}", "late_may") for least in ("0.60", "0.70", "0.76")}
    assert [answer(text) for text in of_asked.values()] == ["yes", "open", "no"]
    points = {least: [part[2:] for part in lacking(stand(body(text)))] for least, text in of_asked.items()}
    assert points == {"0.60": [], "0.70": [(0, 10)], "0.76": [(1, 16)]}


def test_the_law_was_met_and_the_seventy_per_cent_by_half_a_point() -> None:
    """70.588 of those decided in the last poll: more than half, more than 70 %, less than the 70.6 of print."""
    expected = {"{more_than: 1/2, of: decided}": "yes", "{at_least: 0.70, of: decided}": "yes"}
    assert {rule: answer(polled(rule, "late_may")) for rule in expected} == expected
    assert answer(polled("{at_least: 0.706, of: decided}", "late_may")) == "no"


def test_of_one_pollster_the_latest_item_is_read_and_of_several_the_hull() -> None:
    """At 70 %: 83.9 would hold, 69 would not, 70.6 holds. The last item alone decides, or none of the three does."""
    rule = "{at_least: 0.70, of: decided}"
    assert answer(polled(rule, "april", "early_may", "late_may", one_pollster=True)) == "yes"
    assert answer(polled(rule, "april", "early_may", one_pollster=True)) == "no"
    assert answer(polled(rule, "april", "early_may", "late_may")) == "open"  # from 69 to 83.9
    # The order in the file is of no account, only the days are.
    assert answer(polled(rule, "late_may", "early_may", "april", one_pollster=True)) == "yes"


def test_what_a_poll_decides_holds_at_the_stated_values() -> None:
    found = winset.deals(body(polled("{more_than: 1/2, of: decided}", "late_may")))
    assert (found.verdict, found.about.stated, found.win_sets[0].stated) == (Verdict.RATIFIED, True, True)
