"""The notebook of the tour runs from its first cell to its last, and is kept without what it says."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from snippets import ROOT

TOUR = ROOT / "docs" / "tour.ipynb"


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(TOUR, as_version=4)
    return found


def _said(cell: nbformat.NotebookNode) -> str:
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", ())
    )


def test_nothing_that_was_said_is_kept(notebook: nbformat.NotebookNode) -> None:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) > 10
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


def test_the_tour_runs(notebook: nbformat.NotebookNode) -> None:
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(TOUR.parent)}}).execute()
    cells = {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}
    said = "\n".join(_said(cell) for cell in cells.values())
    assert "surely north.government north.committee south.parliament" in said
    assert "has not said" in _said(cells["tour-15"])
    assert "has not said" not in _said(cells["tour-17"]), "where the repair suffices, Panama has answered"
    html = [out.data for cell in cells.values() for out in cell.outputs if "text/html" in out.get("data", {})]
    assert len(html) == 3
    assert not any("<script" in data["text/html"] for data in html)
    assert "and no script: True" in said


def test_the_files_that_it_names_are_there(notebook: nbformat.NotebookNode) -> None:
    named = re.findall(r'"(examples/[\w.-]+)"', "\n".join(cell.source for cell in notebook.cells))
    assert named
    assert [name for name in named if not (Path(TOUR.parent) / name).exists()] == []
