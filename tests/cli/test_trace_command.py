"""`winset trace` at the command line."""

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from calling import Call
from winset.cli.commands import cli

LINE = "panama.government.refuses.reservation_alone"


def test_a_part_is_traced(call: Call) -> None:
    found = call("trace", "panama-1978", LINE)
    assert found.exit_code == 0
    assert f"`{LINE}`, refuses unsoftened, rests on" in " ".join(found.stdout.split())
    assert "What Panama needs on DeConcini" in " ".join(found.stdout.split())


def test_json_is_pure(call: Call) -> None:
    found = call("trace", "panama-1978", LINE, "--json")
    data = json.loads(found.stdout)
    assert data["kind"] == "trace"
    assert data["found"] == "part"
    assert [each["input"]["path"] for each in data["inputs"]] == [LINE]


def test_a_table_for_a_spreadsheet(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert call("trace", "harbour", "port.board.no_deal", "-o", str(file)).exit_code == 0
    lines = file.read_text("utf-8").splitlines()
    assert lines[0].startswith("path,kind,words,standing")
    assert lines[1].startswith("port.board.no_deal,number,52,assumed")


def test_a_source_is_left_out_under_a_variant_and_a_pattern(call: Call) -> None:
    found = call("trace", "panama-1978", "--without", "embassy_april", "--variant", "bakers_word", "--where", "as_put")
    assert found.exit_code == 0
    assert "without it no answer changes" in " ".join(found.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("panama.goverment",), "did you mean `government`"),
        (("time_1978_02_21",), "did you mean `time_1978_02_20`"),
        (("--without", "monitor_cout"), "there is no source `monitor_cout`; did you mean `monitor_count`"),
        (("panama.government", "--where", "nothing_like_it"), "nothing_like_it"),
    ],
)
def test_what_is_not_there_is_refused_in_words(call: Call, arguments: tuple[str, ...], said: str) -> None:
    found = call("trace", "panama-1978", *arguments)
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Traceback" not in found.output


def test_hostile_words_of_a_call_are_shown_escaped(call: Call) -> None:
    found = call("trace", "panama-1978", "\u202e\x1b[31m")
    assert found.exit_code == 2
    assert "\x1b" not in found.stderr
    assert "\\u202e" in found.stderr


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        (["trace", "panama-1978"], "mon", ["monitor_count"]),
        (["trace", "panama-1978"], "bak", ["baker"]),
        (["trace", "panama-1978"], "panama.government.refuses", [LINE]),
        (["trace", "panama-1978", "--without"], "sha", ["shapiro"]),
    ],
)
def test_what_can_be_traced_is_offered(words: list[str], begun: str, offered: list[str]) -> None:
    found = ShellComplete(cli, {}, "winset", "_WINSET_COMPLETE").get_completions(words, begun)
    assert [each.value for each in found] == offered
