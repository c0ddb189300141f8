"""The public names: those that are promised, each where it says, and nothing imported before it is used."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import winset


def test_all_is_alphabetical_and_complete() -> None:
    assert winset.__all__ == sorted(winset.__all__)
    assert set(winset.__all__) == {
        "AnswersResult",
        "BlockersResult",
        "Case",
        "CaseError",
        "ClaimsResult",
        "CourseDoubt",
        "CourseResult",
        "DealsResult",
        "DiffResult",
        "DoubtResult",
        "FlipsResult",
        "GoalsResult",
        "LeverageResult",
        "LinkageResult",
        "OrderResult",
        "RecordResult",
        "ScoreResult",
        "StabilityResult",
        "TraceResult",
        "UnlockResult",
        "__version__",
        "answers",
        "blockers",
        "brief",
        "bundled",
        "claims",
        "course",
        "coverage",
        "deals",
        "diff",
        "doubt",
        "doubt_course",
        "flips",
        "goals",
        "json_schema",
        "leverage",
        "linkage",
        "load",
        "order",
        "parse",
        "record",
        "redact",
        "score",
        "stability",
        "trace",
        "unlock",
    }
    assert set(winset.__all__) <= set(dir(winset))


@pytest.mark.parametrize("name", winset.__all__)
def test_every_public_name_is_there_and_is_what_it_says(name: str) -> None:
    found = getattr(winset, name)
    assert isinstance(found, str) if name == "__version__" else callable(found)


def test_a_type_checker_and_python_import_the_same() -> None:
    tree = ast.parse(Path(str(winset.__file__)).read_text("utf-8"))
    seen = {
        alias.asname: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname is not None
    }
    assert set(seen) == set(winset.__all__)
    for name, module in seen.items():
        assert getattr(import_module(str(module)), name) is getattr(winset, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'winset' has no attribute 'deal'"):
        _ = winset.deal  # type: ignore[attr-defined]


CODES = {
    "the function stays where the package of the same name is imported later": (
        "import winset; first = winset.brief; import winset.brief; from winset.brief import brief; "
        "assert winset.brief is first is brief"
    ),
    "and where it was imported before": (
        "import winset.brief; import winset; from winset.brief import brief; assert winset.brief is brief"
    ),
    "a result can show itself": (
        "import winset; found = winset.deals(winset.load('harbour')); "
        "from winset.show.sentences import sentence; assert found.sentence() == sentence(found); "
        "assert found._repr_html_().startswith('<')"
    ),
    "also one whose function came from elsewhere": (
        "from winset import blockers; import winset; found = blockers(winset.load('harbour')); assert found.sentence()"
    ),
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_in_a_fresh_process(code: str) -> None:
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 0, found.stderr
