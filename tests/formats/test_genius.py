"""Genius: every trap of its files by hand, and every problem with its place."""

from fractions import Fraction

import pytest
from reading import as_case, no_deal, points, problems, scenario, told

import winset

DOMAIN = """<negotiation_template>
<utility_space>
<objective index="0" name="Talks">
<issue index="1" name="Road" vtype="discrete" type="discrete" etype="discrete">
<item index="2" value="open"/>
<item index="3" value="shut"/>
</issue>
<issue index="2" name="Toll" vtype="integer" type="integer" etype="integer" lowerbound="10" upperbound="12"/>
</objective>
</utility_space>
</negotiation_template>
"""
PROFILE = """<utility_space>
<objective index="0" name="Talks">
<issue index="1" name="Road" type="discrete">
<item index="2" value="open" evaluation="8"/>
<item index="3" value="shut" evaluation="2"/>
</issue>
<issue index="2" name="Toll" type="integer" lowerbound="10" upperbound="12">
<evaluator ftype="linear" slope="0.5" offset="0"/>
</issue>
<weight index="1" value="0.6"/>
<weight index="2" value="0.4"/>
</objective>
<reservation value="0.3"/>
</utility_space>
"""


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def road(profile: str, domain: str = DOMAIN) -> dict[str, Fraction]:
    return points(as_case(scenario("genius", d_xml=domain, p_xml=profile)), "p")["road"]


def toll(profile: str) -> dict[str, Fraction]:
    return points(as_case(scenario("genius", d_xml=DOMAIN, p_xml=profile)), "p")["toll"]


def reserved(profile: str) -> Fraction:
    return no_deal(as_case(scenario("genius", d_xml=DOMAIN, p_xml=profile)), "p")


def test_evaluations_are_divided_by_the_largest_before_they_are_weighted() -> None:
    # 8/8 * 0.6 and 2/8 * 0.6: without the division they would be 4.8 and 1.2.
    assert road(PROFILE) == {"open": Fraction("0.6"), "shut": Fraction("0.15")}


def test_a_value_of_the_profile_alone_may_be_the_largest() -> None:
    more = edited(PROFILE, ('<item index="3" value="shut"', '<item value="half" evaluation="16"/>\n<item value="shut"'))
    assert road(more) == {"open": Fraction("0.3"), "shut": Fraction("0.075")}


def test_thirds_stay_exact() -> None:
    assert road(edited(PROFILE, ('"8"', '"3"')))["shut"] == Fraction(2, 3) * Fraction("0.6")


def test_where_all_evaluations_are_0_the_issue_adds_nothing() -> None:
    assert road(edited(PROFILE, ('"8"', '"0"'), ('evaluation="2"', 'evaluation="0.0"'))) == {"open": 0, "shut": 0}


def test_integer_issues_start_at_their_lower_bound() -> None:
    # 0.5 for each step above 10: counted from 0 every value would be held at 1.
    assert toll(PROFILE) == {"option_10": 0, "option_11": Fraction("0.2"), "option_12": Fraction("0.4")}


def test_the_line_is_held_within_0_and_1() -> None:
    steep = edited(PROFILE, ('slope="0.5" offset="0"', 'slope="0.75" offset="-0.5"'))
    # -0.5, 0.25 and 1 become 0, 0.25 and 1.
    assert toll(steep) == {"option_10": 0, "option_11": Fraction("0.1"), "option_12": Fraction("0.4")}
    older = edited(PROFILE, ('slope="0.5" offset="0"', 'parameter1="-1" parameter0="1"'))
    assert toll(older) == {"option_10": Fraction("0.4"), "option_11": 0, "option_12": 0}


def test_an_integer_issue_may_have_an_evaluation_for_each_value() -> None:
    listed = '<item value="10" evaluation="1"/><item value="11" evaluation="4"/><item value="12" evaluation="2"/>'
    table = edited(PROFILE, ('<evaluator ftype="linear" slope="0.5" offset="0"/>', listed))
    assert toll(table) == {"option_10": Fraction("0.1"), "option_11": Fraction("0.4"), "option_12": Fraction("0.2")}


def test_values_go_by_their_name_and_issues_by_their_number() -> None:
    lines = PROFILE.splitlines()
    lines[3], lines[4] = lines[4].replace('"3"', '"2"'), lines[3].replace('"2"', '"3"')
    text = "\n".join(lines)
    assert road(text) == {"open": Fraction("0.6"), "shut": Fraction("0.15")}
    renamed = edited(text, ('name="Road"', 'name="Way"'))
    assert road(renamed) == road(text)
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=renamed)) == [
        "p.xml:3:1: issue 1 is called `Way` here, and `Road` in the domain; it goes by its number"
    ]


def test_of_two_evaluations_of_a_value_the_last_holds() -> None:
    twice = edited(PROFILE, ('<item index="2"', '<item index="2" value="open" evaluation="1"/>\n<item index="2"'))
    assert road(twice) == road(PROFILE)
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=twice)) == [
        "p.xml:5:1: the value `open` has two evaluations; the last holds"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('<reservation value="0.3"/>', '<reservation value="0.30"></reservation>', "0.3"),
        ('<reservation value="0.3"/>\n', "", "0"),
        ('</objective>\n<reservation value="0.3"/>', '<reservation value="0.45"/></objective>', "0.45"),
        ('<utility_space>\n<objective index="0"', '<utility_space><objective reservation="0.7" index="0"', "0.3"),
    ],
)
def test_the_reservation_value_is_an_element(old: str, new: str, expected: str) -> None:
    assert reserved(edited(PROFILE, (old, new))) == Fraction(expected)


def test_the_reservation_value_and_the_discount_factor_may_be_attributes() -> None:
    bare = edited(PROFILE, ('<reservation value="0.3"/>\n', ""))
    on_space = edited(bare, ("<utility_space>\n", '<utility_space reservation="0.2" discount_factor="0.5">\n'))
    assert reserved(on_space) == Fraction("0.2")
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=on_space)) == [
        "p.xml:1:1: the discount factor 0.5 is left out: a case says what is agreed, not how late"
    ]
    on_objective = edited(bare, ('<objective index="0"', '<objective reservation="0.25" discount="1.0" index="0"'))
    assert reserved(on_objective) == Fraction("0.25")
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=on_objective)) == []


def test_a_comment_before_the_declaration_keeps_the_places() -> None:
    text = f'<!-- made\n by hand -->\n  <?xml version="1.0" encoding="UTF-8"?>\n{PROFILE}'
    assert road(text) == road(PROFILE)
    faulty = edited(text, ('evaluation="8"', 'evaluation="x"'))
    assert "p.xml:7:1: expected the evaluation, a number as `evaluation`, found `x`" in problems(
        "genius", d_xml=DOMAIN, p_xml=faulty
    )


def test_bad_characters_are_read_past_and_told() -> None:
    odd = edited(PROFILE, ('index="2" value="open"', 'index="2" description="a\x1fb" value="open"'))
    assert road(odd) == road(PROFILE)
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=odd)) == [
        "p.xml:4:31: the character `\\x1f` cannot stand in XML; it is read as \ufffd"
    ]


def test_a_file_that_is_not_utf_8_is_read_as_windows_1252_and_told() -> None:
    domain, profile = (text.replace("shut", "fermé").encode("cp1252") for text in (DOMAIN, PROFILE))
    found = scenario("genius", d_xml=domain, p_xml=profile)
    assert found.issues[0].values == ("open", "fermé")
    assert told(found) == [
        f"{name}:{place}: the file is not UTF-8; it is read as Windows-1252, so look whether its names are right"
        for name, place in (("d.xml", "6:28"), ("p.xml", "5:28"))
    ]
    declared = b'<?xml version="1.0" encoding="ISO-8859-1"?>'
    assert told(scenario("genius", d_xml=declared + domain, p_xml=declared + profile)) == []


def test_an_issue_without_steps_is_left_out_and_told() -> None:
    real = '<issue index="2" name="Toll" vtype="real"><range lowerbound="1" upperbound="2"/></issue>'
    integer = DOMAIN.splitlines()[7]
    found = scenario("genius", d_xml=edited(DOMAIN, (integer, real)), p_xml=PROFILE)
    assert [issue.name for issue in found.issues] == ["Road"]
    assert told(found) == [
        "d.xml:8:1: the issue `Toll` has no steps, so it is left out, with what it adds to each side's points"
    ]


@pytest.mark.parametrize("mark", ["<ufun/>", "<x><hyperRectangle/></x>"])
def test_utilities_that_are_no_sum_leave_the_side_open(mark: str) -> None:
    found = scenario("genius", d_xml=DOMAIN, p_xml=f"<utility_space>{mark}</utility_space>", q_xml=PROFILE)
    case = as_case(found)
    assert case.file.parties["p"].ratifiers["principal"].points == {}
    answer = winset.deals(case)
    # Of 2 x 3 deals q refuses the one below 0.3, shut at a toll of 10 with 0.15; the others wait for p.
    assert [(row.yes, row.open, row.no) for row in answer.win_sets] == [(0, 6, 0), (5, 0, 1)]
    assert told(found) == ["p.xml:1:1: the utilities are no sum over issues; all that this side accepts is left open"]


def test_more_than_1_is_told() -> None:
    heavy = edited(PROFILE, ('<weight index="1" value="0.6"/>', '<weight index="1" value="1.6"/>'))
    assert told(scenario("genius", d_xml=DOMAIN, p_xml=heavy)) == [
        "p.xml:1:1: the best package has 2 points, which Genius would hold at 1; here it is not"
    ]


def test_points_finer_than_can_be_added_exactly_are_rounded_and_told() -> None:
    fine = edited(PROFILE, ('"0.6"', '"0.59999999999999998"'), ('"8"', '"97"'), ('"0.4"', '"0.40000000000000002"'))
    found = scenario("genius", d_xml=DOMAIN, p_xml=fine)
    assert told(found) == ["p.xml:1:1: the points are finer than can be added exactly; they are rounded to 18 decimals"]
    # 2/97 * 0.59999999999999998 = 0.01237113402061855628..., of which 18 decimals are kept.
    assert road(fine)["shut"] == Fraction("0.012371134020618556")
    winset.deals(as_case(found))  # and can be added


def test_agents_of_the_domain_name_the_parties() -> None:
    agents = '<negotiation_template><agent name="The town" utility_space="etc/p.xml"/>'
    found = scenario("genius", d_xml=edited(DOMAIN, ("<negotiation_template>", agents)), p_xml=PROFILE, q_xml=PROFILE)
    assert [profile.name for profile in found.profiles] == ["The town", "q"]


@pytest.mark.parametrize(
    ("files", "told_"),
    [
        ({"d_xml": DOMAIN}, ["there is no profile among the files; name those with <utility_space> too"]),
        ({"p_xml": PROFILE}, ["there is no domain file among the files; name the one with <negotiation_template> too"]),
        (
            {"d_xml": DOMAIN, "e_xml": DOMAIN, "p_xml": PROFILE},
            ["e.xml:1:1: this is a second domain, and `d.xml` is one already; name the files of one domain"],
        ),
        (
            {"d_xml": DOMAIN, "p_xml": PROFILE, "q_xml": "<!-- --><pareto/>"},
            [
                "q.xml:1:9: the file begins with `<pareto>`; a domain begins with <negotiation_template>, "
                "a profile with <utility_space>"
            ],
        ),
    ],
)
def test_files_that_are_no_negotiation(files: dict[str, str], told_: list[str]) -> None:
    assert problems("genius", **files) == told_


def test_every_problem_of_a_profile_is_told_at_once() -> None:
    faulty = edited(
        PROFILE,
        ('value="open" evaluation="8"', 'value="opn" evaluation="8"'),
        ('evaluation="2"', 'evaluation="1,5"'),
        ('slope="0.5" ', ""),
        ('<weight index="1" value="0.6"/>', '<weight index="1" value="much"/>'),
        ('<reservation value="0.3"/>', "<reservation/>"),
    )
    assert problems("genius", d_xml=DOMAIN, p_xml=faulty) == [
        "p.xml:3:1: there is no evaluation of the value `open` of the issue `Road`; did you mean `opn`?",
        "p.xml:3:1: there is no evaluation of the value `shut` of the issue `Road`; known: `opn`",
        "p.xml:5:1: expected the evaluation, a number as `evaluation`, found `1,5`",
        "p.xml:8:1: expected the slope, a number as `slope`, and there is none",
        "p.xml:10:1: expected the weight, a number as `value`, found `much`",
        "p.xml:13:1: expected the reservation value, a number as `value`, and there is none",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('index="1" name="Road"', 'name="Road"', "d.xml:4:1: expected the number of the issue, a number as `index`, "
         "and there is none"),
        ('index="2" name="Toll"', 'index="1" name="Toll"', "d.xml:8:1: issue 1 stands twice, first on line 4"),
        ('index="2" name="Toll"', 'index="1.5" name="Toll"', "d.xml:8:1: expected the number of the issue, a whole "
         "number as `index`, found `1.5`"),
        ('upperbound="12"', 'upperbound="9"', "d.xml:8:1: the upper bound 9 is below the lower bound 10"),
        ('upperbound="12"', 'upperbound="99999999"', "d.xml:8:1: the issue has 99999990 values, more than 10000; "
         "make it coarser"),
        ('upperbound="12"', "", "d.xml:8:1: expected the upper bound of the issue, a number as `upperbound`, and there "
         "is none"),
        ('<item index="3" value="shut"/>', '<item index="3"/>', "d.xml:6:1: the item has no value"),
    ],
)  # fmt: skip
def test_a_faulty_domain(old: str, new: str, problem: str) -> None:
    assert problems("genius", d_xml=edited(DOMAIN, (old, new)), p_xml=PROFILE)[0] == problem


def test_a_profile_of_another_domain() -> None:
    other = PROFILE.replace('index="2" name="Toll"', 'index="7" name="Toll"')
    assert problems("genius", d_xml=DOMAIN, p_xml=other) == ["p.xml:1:1: the profile has no issue 2, `Toll`"]
    unweighted = edited(PROFILE, ('<weight index="2" value="0.4"/>\n', ""))
    assert problems("genius", d_xml=DOMAIN, p_xml=unweighted) == ["p.xml:7:1: there is no weight for issue 2, `Toll`"]
