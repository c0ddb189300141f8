"""What Tab offers, as each shell asks for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calling import Call, Start
from winset.cli.commands import cli


@pytest.mark.parametrize(
    ("shell", "has"), [("bash", "complete -o nosort"), ("zsh", "#compdef winset"), ("fish", "complete --no-files")]
)
def test_the_script_is_for_the_shell(call: Call, shell: str, has: str) -> None:
    found = call("completion", shell)
    assert found.exit_code == 0
    assert has in found.stdout
    assert "_WINSET_COMPLETE" in found.stdout


def test_an_unknown_shell(call: Call) -> None:
    found = call("completion", "tcsh")
    assert found.exit_code == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in found.stderr


def offered(start: Start, *words: str, shell: str = "fish") -> list[str]:
    """What is offered for the last of the words."""
    line = " ".join(["winset", *words[:-1]])
    found = start(env={"_WINSET_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": words[-1]})
    assert found.stderr == ""
    return [each.partition(",")[2].partition("\t")[0] for each in found.stdout.splitlines() if each]


def test_cases_are_offered(start: Start, river: Path) -> None:
    found = offered(start, "deals", "")
    assert {"harbour", "panama-1978", "river"} <= set(found)
    assert offered(start, "deals", "har") == ["harbour"]


def test_commands_are_offered(start: Start) -> None:
    assert set(offered(start, "")) >= set(cli.commands)


def test_conditions_levels_parties_variants_and_patterns_of_the_case_are_offered(start: Start) -> None:
    assert offered(start, "deals", "panama-1978", "--if", "repair") == ["repair_text=absent", "repair_text=tabled"]
    assert offered(start, "deals", "panama-1978", "--by", "deconcini") == ["deconcini_text"]
    assert offered(start, "deals", "panama-1978", "--for", "") == ["united_states", "panama"]
    assert offered(start, "blockers", "harbour", "--variant", "all") == ["all_six"]
    assert offered(start, "blockers", "panama-1978", "--where", "unsoft") == ["unsoftened"]
    assert offered(start, "blockers", "harbour", "--where", "basin=v") == ["basin=very_deep"]


@pytest.mark.parametrize("case", ["nowhere", "broken.yaml", ""])
def test_nothing_is_offered_or_said_where_the_case_does_not_load(start: Start, tmp_path: Path, case: str) -> None:
    (tmp_path / "broken.yaml").write_text("winset: [")
    assert offered(start, "deals", *([case] if case else []), "--if", "") == []


@pytest.fixture
def winset_on_path(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "winset"
    program.write_text(f"#!{sys.executable}\nfrom winset.cli import main\nmain()\n")
    program.chmod(0o755)
    return folder


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["deals", "har"], ["harbour"]),
        # Bash makes three words of condition=level, and replaces what stands after the sign.
        (["deals", "panama-1978", "--if", "repair_text", "=", "tab"], ["tabled"]),
        (["deals", "panama-1978", "--if", "repair_text", "="], ["absent", "tabled"]),
        (["deals", "panama-1978", "--if", "=", "repair_text", "=", "tab"], ["tabled"]),
        (["deals", "panama-1978", "--for", "=", "pan"], ["panama"]),
        (["deals", "panama-1978", "--if", "repair"], ["repair_text=absent", "repair_text=tabled"]),
        (["deals", "panama-1978", "--if", "repair_text", "=", "tabled", "--for", "pan"], ["panama"]),
    ],
)
def test_bash_itself(winset_on_path: Path, words: list[str], expected: list[str]) -> None:
    line = " ".join(f"'{word}'" for word in ["winset", *words])
    script = (
        'compopt() { :; }; eval "$(winset completion bash)"; '
        f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; "
        '_winset_completion winset; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{winset_on_path}{os.pathsep}{os.environ['PATH']}"}
    found = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    assert found.stderr == ""
    assert found.stdout.split() == expected
