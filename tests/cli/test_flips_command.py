"""`winset flips`: what it takes, and what it says of faults."""

import json
from pathlib import Path

from calling import Call


def test_the_whole_answer_as_json(river: Path, call: Call) -> None:
    found = call("flips", "river", "--json")
    assert found.exit_code == 0, found.output
    data = json.loads(found.stdout)
    assert (data["kind"], data["verdict"]) == ("flips", "open")
    assert data["quiet"] <= data["tried"]
    assert {row["kind"] for row in data["tripwires"]} <= {"number", "dropped", "level", "variant", "answer"}


def test_the_tripwires_at_a_party_come_first(call: Call) -> None:
    found = call("flips", "panama-1978", "--for", "panama", "--json")
    assert found.exit_code == 0, found.output
    ours = [row["path"].startswith("panama.") for row in json.loads(found.stdout)["tripwires"]]
    assert ours == sorted(ours, reverse=True)
    assert any(ours)


def test_every_fault_is_told_at_once(call: Call) -> None:
    found = call("flips", "harbour", "--where", "baisin=deep", "--if", "mood=good")
    assert found.exit_code == 2
    for part in ("baisin", "`basin`", "`mood`"):
        assert part in found.stderr
    assert "Traceback" not in found.stderr
