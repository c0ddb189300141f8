"""What the README shows is what winset does."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import winset

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _shown(fence: str, holding: str) -> str:
    blocks = re.findall(rf"```{fence}\n(.*?)```", README, re.DOTALL)
    return next(str(block) for block in blocks if holding in block)


def test_the_output_shown_is_the_output() -> None:
    command, _, shown = _shown("", "$ winset").partition("\n")
    assert command == "$ winset deals japan-russia --where 'islands: {at_least: two}'"
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    found = subprocess.run(
        [sys.executable, "-m", "winset", *shlex.split(command)[2:]],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert len(shown) > 500
    assert found.stdout.startswith(shown)


def test_the_case_typed_by_hand_answers_deals_and_blockers() -> None:
    """By hand: an open road is the cabinet's red line; a closed one is worse than nothing said for the fighters, whose
    answer nobody knows; under patrol all three accept."""
    text = _shown("yaml", "winset: 1")
    assert len(text.splitlines()) <= 20
    case = winset.parse(text)
    assert case.warnings == ()
    answer = winset.deals(case)
    assert [package.as_dict() for package in answer.examples] == [{"truce": "signed", "road": "patrolled"}]
    assert (answer.about.deals, answer.sure, answer.possible) == (3, 1, 2)
    refused = winset.blockers(case, where="road=open")
    assert [stand.ratifier for stand in refused.stands if stand.blocks] == ["government.cabinet"]


def test_the_picture_is_that_of_the_case() -> None:
    program = (ROOT / "docs" / "make_picture.py").read_text(encoding="utf-8")
    space: dict[str, object] = {"__file__": str(ROOT / "docs" / "make_picture.py"), "__name__": "make_picture"}
    exec(compile(program, "make_picture.py", "exec"), space)  # noqa: S102 - our own program
    drawn = space["picture"]
    assert callable(drawn)
    assert (ROOT / "docs" / "japan-russia.svg").read_text(encoding="utf-8") == drawn()


def test_the_files_linked_are_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_nothing_outside_the_cases_names_a_country() -> None:
    names = r"\b(Japan|Russia|Panama|Moscow|Tokyo|Washington|Torrijos|Kuril|Putin|Abe|Suga)\b"
    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in (ROOT / "src" / "winset").rglob("*.py")
        if (found := re.search(names, path.read_text(encoding="utf-8")))
    ]
    assert named == []
