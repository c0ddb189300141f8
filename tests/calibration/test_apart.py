"""No answer can know what happened: nothing but scoring imports the reader of outcomes or names such a file."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest

import winset

SOURCE = Path(winset.__file__).parent
ANSWERING = ("case", "model", "settlement", "evidence", "course", "doubt", "formats")
NAMES = [
    "ceta-2016",
    "good-friday-1998",
    "jcpoa-2015",
    "panama-1978",
    "prespa-2018",
]


def named_by(file: Path) -> set[str]:
    """The modules that a file imports and the texts that stand in it, docstrings aside."""
    tree = ast.parse(file.read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update({f"{node.module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


@pytest.mark.parametrize("folder", ANSWERING)
def test_what_answers_knows_no_outcome(folder: str) -> None:
    sources = sorted((SOURCE / folder).rglob("*.py"))
    assert sources
    for file in sources:
        for name in named_by(file):
            assert not name.startswith("winset.calibration"), file
            assert "outcome.yaml" not in name, file


def test_the_walk_would_see_it() -> None:
    assert "winset.calibration.outcome" in {
        name.rpartition(".")[0] for name in named_by(Path(__file__).parent / "test_outcome.py")
    }


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_the_same_without_the_file(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "case.yaml").write_bytes((files("winset.cases") / name / "case.yaml").read_bytes())
    alone, bundled = (winset.deals(winset.load(each)) for each in (folder, name))
    assert not (folder / "outcome.yaml").exists()
    assert alone.sentence() == bundled.sentence()
    assert alone.records() == bundled.records()
