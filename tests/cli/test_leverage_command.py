"""`winset leverage`: what it takes, and what it says of faults."""

import json

import pytest

from calling import Call, Start


def test_the_whole_answer_as_json(call: Call) -> None:
    found = call("leverage", "harbour", "--for", "port", "--against", "province", "--json")
    assert found.exit_code == 0, found.output
    data = json.loads(found.stdout)
    assert (data["kind"], data["verdict"]) == ("leverage", "ratified")
    assert [side["party"] for side in data["sides"]] == ["port", "province"]
    assert [view["over"] for view in data["views"]] == ["sure", "possible"]


def test_an_outside_option_is_points_or_a_package(call: Call) -> None:
    asked = ("leverage", "harbour", "--for", "port", "--against", "province", "--json")
    sides = [
        json.loads(call(*asked, "--outside", f"port={value}").stdout)["sides"] for value in ("60", "cheap_quay", "1/3")
    ]
    # Of the cheap quay: 34 for the depth, 16 for the nights, 18 for the marsh, 20 without a levy, 12 by road.
    assert [each[0]["outside"] for each in sides] == [60, 100, "1/3"]


def test_without_points_it_answers_all_the_same(call: Call) -> None:
    found = call("leverage", "japan-russia", "--for", "japan", "--after", "consult_washington")
    assert found.exit_code == 0, found.output
    assert "leverage needs two leads with points" in found.stdout
    assert "Traceback" not in found.output


def test_every_fault_is_told_at_once(call: Call) -> None:
    found = call("leverage", "harbour", "--where", "baisin=deep", "--if", "mood=good")
    assert found.exit_code == 2
    for part in ("baisin", "`basin`", "`mood`"):
        assert part in found.stderr
    found = call("leverage", "harbour", "--against", "provinse", "--outside", "prot=3")
    assert found.exit_code == 2
    for part in ("provinse", "`province`", "prot", "`port`"):
        assert part in found.stderr
    assert "Traceback" not in found.stderr


def test_an_outside_option_that_is_none(call: Call) -> None:
    for given, said in ((("port",), "is not party=points"), (("port=1", "--outside", "port=2"), "is given twice")):
        found = call("leverage", "harbour", "--outside", *given)
        assert found.exit_code == 2
        assert said in found.stderr


@pytest.mark.parametrize("value", ["1e9999999", "9" * 5_000, "1/0", "nan"])
def test_an_outside_option_is_written_as_plainly_as_in_a_case(call: Call, value: str) -> None:
    """What is no number is read as a package."""
    found = call("leverage", "harbour", "--for", "port", "--against", "province", "--outside", f"port={value}")
    assert found.exit_code == 2
    assert "there is no pattern `" in found.stderr


def test_levers_and_red_lines_that_are_not_there(call: Call) -> None:
    found = call("leverage", "japan-russia", "--after", "consult_washingto")
    assert found.exit_code == 2
    assert "did you mean `consult_washington`" in found.stderr
    found = call("leverage", "japan-russia", "--bluff", "japan.prime_minister.refuses.russian_laws")
    assert found.exit_code == 2
    assert "did you mean `japan.prime_minister.refuses.russian_law`" in found.stderr


def test_a_lever_that_requires_something_else(call: Call) -> None:
    found = call("leverage", "japan-russia", "--if", "us_stance=briefed", "--after", "consult_washington")
    assert found.exit_code == 2
    assert "cannot be pulled: it requires" in found.stderr


def test_what_is_offered_on_tab(start: Start) -> None:
    def offered(*words: str) -> str:
        line, begun = " ".join(("winset", "leverage", *words[:-1])), words[-1]
        env = {"_WINSET_COMPLETE": "fish_complete", "COMP_WORDS": line, "COMP_CWORD": begun}
        return start(env=env).stdout

    assert "consult_washington" in offered("japan-russia", "--after", "consult")
    assert "japan.prime_minister.refuses.russian_law" in offered("japan-russia", "--bluff", "japan.prime_minister.ref")
    assert "province=" in offered("harbour", "--outside", "prov")
    assert "province" in offered("harbour", "--against", "prov")
