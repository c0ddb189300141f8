"""NegMAS: what its scenario folders become, what a case becomes as one, and that no point is lost there and back."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import as_case, no_deal, points, problems, scenario, told

import winset
from winset.case.problems import CaseError
from winset.formats.negmas import read_scenario
from winset.formats.negmas_folder import write_files
from winset.formats.scenario import InputFile, Issue, Profile, Scenario
from winset.formats.written import WrittenFiles

SPACE = """
type: DiscreteCartesianOutcomeSpace
name: Talks
path: null
issues:
- {name: Road, type: CategoricalIssue, values: [open, 'no']}
- {name: Toll, type: ContiguousIssue, values: [2, 4]}
"""
FUNCTION = """
type: LinearAdditiveUtilityFunction
name: town
reserved_outcome: null
reserved_value: 0.3
stability: 2047
values:
- {type: TableFun, mapping: {open: 1.0, 'no': 0.25}}
- {type: AffineFun, slope: 0.5, bias: -1}
weights: [0.6, 0.4]
"""


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def town(*changes: tuple[str, str], space: str = SPACE) -> winset.Case:
    return as_case(scenario("negmas", s_yml=space, f_yml=edited(FUNCTION, *changes)))


def warned(*changes: tuple[str, str], space: str = SPACE) -> list[str]:
    return told(scenario("negmas", s_yml=space, f_yml=edited(FUNCTION, *changes)))


def wrong(*changes: tuple[str, str], space: str = SPACE) -> list[str]:
    return problems("negmas", s_yml=space, f_yml=edited(FUNCTION, *changes))


EXPECTED = {
    "road": {"open": Fraction("0.6"), "no": Fraction("0.15")},
    # 0.5 * 2 - 1 is 0, and each step above adds 0.5, times 0.4.
    "toll": {"option_2": 0, "option_3": Fraction("0.2"), "option_4": Fraction("0.4")},
}


def test_a_scenario_folder() -> None:
    found = town()
    assert points(found, "town") == EXPECTED
    assert no_deal(found, "town") == Fraction("0.3")
    assert (found.file.title, warned()) == ("Talks", [])
    assert found.file.issues["toll"].ordered


def test_types_with_their_modules_and_weights_and_functions_by_issue() -> None:
    found = town(
        ("type: Linear", "type: negmas.preferences.crisp.linear.Linear"),
        ("- {type: TableFun, mapping: {open: 1.0, 'no': 0.25}}", "  Road: {open: 1.0, 'no': 0.25}"),
        ("- {type: AffineFun,", "  Toll: {type: negmas.AffineFun,"),
        ("weights: [0.6, 0.4]", "weights: {Toll: 0.4, Road: 0.6}"),
    )
    assert points(found, "town") == EXPECTED


def test_json_is_read_too() -> None:
    space = '{"type": "OutcomeSpace", "issues": [{"name": "Toll", "type": "ContiguousIssue", "values": [2, 4]}]}'
    function = (
        '{"type": "LinearAdditiveUtilityFunction", "reserved_value": -Infinity, "reserved_outcome": ["3"], '
        '"values": [{"type": "AffineFun", "slope": 0.5, "bias": -1}]}'
    )
    found = as_case(scenario("negmas", s_json=space, f_json=function))
    assert points(found, "f")["toll"] == {"option_2": 0, "option_3": Fraction(1, 2), "option_4": 1}
    assert no_deal(found, "f") == Fraction(1, 2)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("{type: IdentityFun}", ["2", "3", "4"]),
        ("{type: LinearFun, slope: -0.5}", ["-1", "-1.5", "-2"]),
        ("{type: AffineFun, slope: 2}", ["4", "6", "8"]),
        ("{type: ConstFun, bias: 0.7}", ["0.7", "0.7", "0.7"]),
        ("{type: TriangularFun, start: 2, middle: 4, end: 6}", ["0", "0.5", "1"]),
        ("{type: TriangularFun, start: 0, middle: 2, end: 4, scale: 2, bias: 1}", ["3", "2", "1"]),
    ],
)
def test_value_functions(function: str, expected: list[str]) -> None:
    found = town(("{type: AffineFun, slope: 0.5, bias: -1}", function), ("weights: [0.6, 0.4]", "weights: null"))
    assert list(points(found, "town")["toll"].values()) == [Fraction(value) for value in expected]


def test_an_affine_utility_function_counts_from_the_values_themselves() -> None:
    space = SPACE.replace("[open, 'no']", "['1', '5']")
    affine = "type: AffineUtilityFunction\nweights: [0.5, 2]\nbias: 3\nreserved_value: 1\n"
    found = as_case(scenario("negmas", s_yml=space, f_yml=affine))
    # 0.5 * 1 + 3, 0.5 * 5 + 3: the bias stands once, on the first issue.
    assert points(found, "f") == {
        "road": {"option_1": Fraction("3.5"), "option_5": Fraction("5.5")},
        "toll": {"option_2": 4, "option_3": 6, "option_4": 8},
    }


def test_no_end_to_what_is_acceptable_is_told() -> None:
    what = "there is no finite reservation value; no deal is taken to be worth"
    for written in ("-.inf", "null", "-inf"):
        assert warned(("reserved_value: 0.3", f"reserved_value: {written}")) == [f"f.yml:2:1: {what} 0"]
    below = ("slope: 0.5, bias: -1", "slope: 0, bias: -1")  # at worst 0.15 - 0.4
    assert warned(("reserved_value: 0.3\n", ""), below) == [f"f.yml:2:1: {what} -0.25"]
    assert no_deal(town(("reserved_value: 0.3\n", ""), below), "town") == Fraction("-0.25")


def test_discounting_is_left_out_and_told() -> None:
    inner = "\n".join(f"  {line}" for line in edited(FUNCTION, ("reserved_value: 0.3\n", "")).splitlines())
    outer = f"type: ExpDiscountedUFun\nname: town\ndiscount: 0.9\nreserved_value: 0.3\nufun:{inner}\n"
    found = scenario("negmas", s_yml=SPACE, f_yml=outer)
    assert points(as_case(found), "town") == EXPECTED
    assert no_deal(as_case(found), "town") == Fraction("0.3")
    assert told(found) == ["f.yml:1:1: the discounting is left out: a case says what is agreed, not how late"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("type: LinearAdditiveUtilityFunction", "type: MappingUtilityFunction",
         "2:1: `MappingUtilityFunction` is no sum over issues"),
        ("{type: AffineFun, slope: 0.5, bias: -1}", "{type: LambdaFun, f: !!binary X19=}",
         "9:3: the value function `LambdaFun` of `Toll` is not read"),
        ("{type: TableFun, mapping: {open: 1.0, 'no': 0.25}}", "{type: IdentityFun}",
         "8:3: the utility of `Road` is counted from its values, which are no numbers"),
    ],
)  # fmt: skip
def test_what_is_no_sum_or_hides_code_leaves_the_side_open(old: str, new: str, what: str) -> None:
    assert warned((old, new)) == [f"f.yml:{what}; all that this side accepts is left open"]
    assert town((old, new)).file.parties["town"].ratifiers["principal"].points == {}


def test_an_issue_without_steps_is_left_out_and_the_others_keep_their_places() -> None:
    space = edited(
        SPACE, ("- {name: Road", "- {name: Depth, type: ContinuousIssue, values: [0.5, 1.5]}\n- {name: Road")
    )
    more = (("values:\n", "values:\n- {type: IdentityFun}\n"), ("weights: [0.6,", "weights: [9, 0.6,"))
    assert points(town(*more, space=space), "town") == EXPECTED
    assert warned(*more, space=space) == [
        "s.yml:6:3: the issue `Depth` has no steps, so it is left out, with what it adds to each side's points"
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("'no': 0.25", "on: 0.25", "f.yml:8:29: there is no utility of the value `no` of `Road`; known: `open`, `on`"),
        ("'no': 0.25", "'no': [1]", "f.yml:8:47: expected the utility of `no`, a number, found a list or a mapping"),
        ("weights: [0.6, 0.4]", "weights: [0.6]", "f.yml:10:10: there are 1 of weights, and 2 issues"),
        ("weights: [0.6, 0.4]", "weights: [0.6, x]", "f.yml:10:16: expected a weight, a number, found `x`"),
        ("slope: 0.5, ", "", "f.yml:9:3: there is no `slope` here; known: `type`, `bias`"),
        ("reserved_value: 0.3", "reserved_value: .nan", "f.yml:5:17: expected the reservation value, a number, "
         "found `.nan`"),
        ("reserved_outcome: null", "reserved_outcome: [opn, 3]", "f.yml:4:20: the issue `Road` has no value `opn`; "
         "did you mean `open`?"),
        ("type: LinearAdditiveUtilityFunction", "type: Mechanism", "f.yml:2:7: `Mechanism` is neither an outcome space "
         "nor a utility function; an outcome space ends with `OutcomeSpace`, a utility function has `Fun` in its type"),
        ("type: LinearAdditiveUtilityFunction\n", "", "f.yml:2:1: there is no `type` here; known: `name`, "
         "`reserved_outcome`, `reserved_value`, `stability`, `values`, `weights`"),
    ],
)  # fmt: skip
def test_a_faulty_function(old: str, new: str, problem: str) -> None:
    assert wrong((old, new)) == [problem]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[open, 'no']", "[open, open]", "s.yml:6:48: an issue has 1 to 10000 values, and each once"),
        ("[2, 4]", "[4, 2]", "s.yml:7:47: a range goes upwards by whole numbers, and has at most 10000 of them"),
        ("[2, 4]", "[2, 99999999]", "s.yml:7:47: a range goes upwards by whole numbers, and has at most 10000 of them"),
        ("[2, 4]", "[2, 3, 4]", "s.yml:7:47: a range has two ends"),
        ("ContiguousIssue", "OptionalIssue", "s.yml:7:3: issues of the type `OptionalIssue` are not read; "
         "known: `CategoricalIssue`, `DiscreteCardinalIssue`, `DiscreteOrdinalIssue`, `SingletonIssue`"),
        ("name: Toll", "name: Road", "s.yml:7:3: the issue `Road` stands twice"),
        ("- {name: Road", "- Bridge\n- {name: Road", "s.yml:6:3: expected a mapping of the parts of an issue"),
    ],
)  # fmt: skip
def test_a_faulty_space(old: str, new: str, problem: str) -> None:
    assert wrong(space=edited(SPACE, (old, new))) == [problem]


def test_folders_that_are_none() -> None:
    assert problems("negmas", f_yml=FUNCTION) == [
        "there is no outcome space among the files: none whose type ends with `OutcomeSpace`"
    ]
    assert problems("negmas", s_yml=SPACE) == ["there is no utility function among the files"]
    assert problems("negmas", s_yml=SPACE, t_yml=SPACE, f_yml=FUNCTION) == [
        "t.yml:2:1: this is a second outcome space, and `s.yml` is one already"
    ]


CASE = """
winset: 1
title: "Talks: a: #road"
as_of: 2020-01-01
issues:
  treaty: {options: [none, signed]}
  road: {only_when: {treaty: signed}, options: {open: "no", shut: "1"}}
  toll: {name: Toll, only_when: {treaty: signed}, options: {low: Some, high: Some}}
status_quo: {treaty: none}
deal: {treaty: signed}
parties:
  town:
    lead: mayor
    ratifiers:
      mayor:
        points: {treaty: {none: 3, signed: 1}, road: {open: 0.25, shut: -2}, toll: {low: {low: 1, high: 2}, high: 1/3}}
      council: {otherwise: accepts}
  port:
    lead: board
    ratifiers: {board: {points: {road: {open: 1, shut: 0}}, no_deal: 0.5, refuses: {late: {when: {toll: high}}}}}
  state:
    lead: minister
    ratifiers:
      minister: {points: {road: {open: 1, shut: 0}}, adjust: {both: {when: {road: open, toll: low}, points: 1}}}
"""


def read_back(written: WrittenFiles) -> Scenario:
    return read_scenario([InputFile(name, text.encode()) for name, text in written.files.items()])


def test_a_case_becomes_a_scenario_folder_and_says_what_is_not_in_it() -> None:
    written = write_files(winset.parse(CASE))
    assert list(written.files) == ["outcome_space.yml", "town.yml", "port.yml"]
    found = read_back(written)
    assert found.issues == (Issue("road", ("no", "1")), Issue("Toll", ("low", "high")))
    # The point that signing brings stands on the first issue; no deal is worth the status quo's 3, and the port's 0.5.
    third = Fraction(str(1 / 3))
    assert found.profiles == (
        Profile("town", "town.yml", ((Fraction("1.25"), Fraction(-1)), (Fraction("1.5"), third)), Fraction(3)),
        Profile("port", "port.yml", ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(0))), Fraction("0.5")),
    )
    assert written.left_out == (
        "Points of `town.mayor` that are ranges are written as their likely or middle value.",
        "The ratifier `town.council` is left out: it is no lead that judges by points.",
        "Of `port.board` these are left out: `refuses`.",
        "The ratifier `state.minister` is left out: it has points, and `adjust` with them.",
        "Points of `town` are no short decimals; they are written as the nearest doubles.",
    )


def test_without_an_issue_for_agreement_the_status_quo_is_an_outcome_too() -> None:
    text = edited(CASE, ("deal: {treaty: signed}\n", "never: {free: {when: {road: open, toll: low}}}\n"))
    written = write_files(winset.parse(text))
    assert read_back(written).issues[0] == Issue("treaty", ("none", "signed"))
    assert written.left_out[:4] == (
        "NegMAS takes every combination of options for an outcome, the status quo and what is no deal among them.",
        "The issue `road` exists only when others do; in NegMAS it always does.",
        "The issue `toll` exists only when others do; in NegMAS it always does.",
        "The packages that cannot be (`free`) are outcomes in NegMAS.",
    )


def test_a_case_without_points_that_add_up_becomes_nothing() -> None:
    case = winset.parse(
        CASE.replace("points: {", "prefers: {").split("parties:")[0] + "parties: {p: {ratifiers: {r: {}}}}"
    )
    with pytest.raises(CaseError, match="no lead judges by points alone, without `adjust`, so there is nothing"):
        write_files(case)


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
decimals = st.integers(-(10**6), 10**6).map(lambda number: Fraction(number, 1000))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Negotiations with names that may be anything, and with points of three decimals."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    issues = []
    for size in sizes:
        values = draw(st.lists(names, min_size=size, max_size=size, unique_by=lambda text: text.strip()))
        issues.append(Issue(draw(names), tuple(values)))
    profiles = []
    for number in range(draw(st.integers(1, 3))):
        tables = tuple(tuple(draw(decimals) for _ in range(size)) for size in sizes)
        profiles.append(Profile(draw(names), f"{number}.xml", tables, draw(decimals)))
    return Scenario(draw(names), tuple(issues), tuple(profiles))


@given(scenarios())
def test_a_case_goes_to_negmas_and_back_without_losing_a_point(found: Scenario) -> None:
    case = as_case(found)
    back = read_back(write_files(case))
    assert [len(issue.values) for issue in back.issues] == [len(issue.values) for issue in found.issues]
    assert [(profile.points, profile.no_deal) for profile in back.profiles] == [
        (profile.points, profile.no_deal) for profile in found.profiles
    ]
    again = as_case(back)
    for party in case.file.parties:
        assert list(points(again, party).values()) != []
        assert [list(table.values()) for table in points(again, party).values()] == [
            list(table.values()) for table in points(case, party).values()
        ]
        assert no_deal(again, party) == no_deal(case, party)


def test_negmas_itself_reads_what_is_written(tmp_path: Path) -> None:
    """Every package is worth there what it is worth here."""
    negmas = pytest.importorskip("negmas", reason="NegMAS is not installed: pip install winset[bench]")
    case = winset.load("harbour")
    for name, text in write_files(case).files.items():
        (tmp_path / name).write_text(text, "utf-8")
    theirs = negmas.Scenario.load(tmp_path)
    ours = read_back(write_files(case))
    assert [issue.name for issue in theirs.outcome_space.issues] == [issue.name for issue in ours.issues]
    by_name = {function.name: function for function in theirs.ufuns}
    assert sorted(by_name) == sorted(profile.name for profile in ours.profiles)
    for profile in ours.profiles:
        assert profile.points is not None
        function = by_name[profile.name]
        assert function.reserved_value == float(profile.no_deal)
        outcomes = list(theirs.outcome_space.enumerate())
        assert len(outcomes) == 4 * 3 * 4 * 5 * 4
        for outcome in outcomes[::37]:
            places = [issue.values.index(value) for issue, value in zip(ours.issues, outcome, strict=True)]
            worth = sum(table[place] for table, place in zip(profile.points, places, strict=True))
            assert function(outcome) == pytest.approx(float(worth))
