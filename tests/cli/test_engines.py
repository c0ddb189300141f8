"""`--engine` and `--time-limit` from the command line."""

import json

import pytest

from calling import Call, Start
from winset.cli.engines import ENGINES, SECONDS
from winset.settlement import clock, engines


def test_the_engines_and_the_time_are_those_of_the_library() -> None:
    assert ENGINES == engines.ENGINES
    assert SECONDS == clock.LONG


@pytest.mark.parametrize("command", ["deals", "blockers"])
@pytest.mark.parametrize(("engine", "name"), [("enumeration", "enumeration"), ("solver", "constraint solver")])
def test_the_engine_asked_for_answers(call: Call, command: str, engine: str, name: str) -> None:
    found = json.loads(call(command, "panama-1978", "--engine", engine, "--json").stdout)
    assert found["about"]["engine"] == name
    assert found["about"]["exact"] is True


def test_what_is_not_proven_in_time_is_told(call: Call) -> None:
    found = json.loads(call("deals", "harbour", "--engine", "solver", "--time-limit", "1", "--json").stdout)
    assert found["about"]["exact"] is False
    assert found["sure"] > 0


def test_few_packages_are_gone_through_unless_asked_otherwise(call: Call) -> None:
    assert json.loads(call("deals", "harbour", "--json").stdout)["about"]["engine"] == "enumeration"


def test_an_unknown_engine(call: Call) -> None:
    found = call("deals", "harbour", "--engine", "guess")
    assert found.exit_code == 2
    assert "'guess' is not one of 'enumeration', 'solver'" in found.stderr


@pytest.mark.parametrize("given", ["0", "-1", "soon", "nan", "inf", ""])
def test_a_time_that_is_none(call: Call, given: str) -> None:
    found = call("deals", "harbour", "--time-limit", given)
    assert found.exit_code == 2
    assert f"'{given}' is no time; give a number of seconds above 0" in found.stderr


def test_engines_are_offered(start: Start) -> None:
    shown = start(env={"_WINSET_COMPLETE": "fish_complete", "COMP_WORDS": "winset deals harbour --engine",
                       "COMP_CWORD": ""})  # fmt: skip
    assert [line.partition(",")[2].partition("\t")[0] for line in shown.stdout.split()] == ["enumeration", "solver"]
