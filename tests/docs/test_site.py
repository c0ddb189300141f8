"""The site is built without a warning, has every public name, and asks nothing of any other machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from snippets import ROOT

import winset
from docstrings import listed

API = ROOT / "docs" / "api"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `scripts/docs` builds it, but for the notebook, which is not run."""
    out = tmp_path_factory.mktemp("site")
    options = ["--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "-D", "nb_execution_mode=off"]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return out


def test_every_page_is_there(site: Path) -> None:
    sources = [page for page in (ROOT / "docs").rglob("*.md") if page.name != "README.md"]
    assert len(sources) > 25
    for page in (*sources, ROOT / "docs" / "tour.ipynb"):
        assert (site / page.relative_to(ROOT / "docs")).with_suffix(".html").exists(), page


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    loading = re.compile(
        r'<(?:script|img|iframe|source)[^>]+src="(?:https?:)?//|<link[^>]+stylesheet[^>]+href="https?://'
    )
    pages = list(site.rglob("*.html"))
    assert len(pages) > 25
    assert [page.name for page in pages if loading.search(page.read_text(encoding="utf-8"))] == []


def test_every_public_name_has_its_place() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in API.glob("*.md"))
    named = re.findall(r"^\.\. auto(?:function|class):: (\w+)$", text, re.MULTILINE)
    inside = {"About", "Input", "Quotation", "Result", "Verdict"}  # what public results are made of
    # What a conflict is built and asked with in Python.
    inside |= {"Conflict", "Decider", "option_form", "graph_form", "Stability", "stability_of"}
    inside |= {"Inverse", "invert", "changes_of", "improvements_won", "Survival", "survivals"}
    assert sorted(named) == sorted({*winset.__all__, *inside} - {"__version__"})


def test_the_fields_of_a_record_are_listed() -> None:
    told = listed("sure: how many\nare sure. open, and shut: the rest; so: it is.", ["sure", "open", "shut"])
    assert told == "- **sure**: how many are sure.\n- **open, and shut**: the rest; so: it is."
    assert listed("It says sure: and no more.", ["sure"]) == "It says sure: and no more."


_NOTES = sorted(path for path in (ROOT / "docs" / "notes").glob("*.md") if path.name != "index.md")


@pytest.mark.parametrize("note", _NOTES, ids=lambda note: note.stem)
def test_a_note_has_a_formula_its_literature_and_its_limits(note: Path) -> None:
    text = note.read_text(encoding="utf-8")
    assert re.search(r"^\$\$ .+\$\$$", text, re.MULTILINE | re.DOTALL)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[-2:] == ["Literature", "Where this misleads"]
    listed_works = text.split("## Literature")[1].split("## Where")[0]
    works = re.split(r"^- ", listed_works, flags=re.MULTILINE)[1:]
    assert works
    assert [work for work in works if not re.search(r"\b(?:18|19|20)\d\d\b", work)] == []
    assert f"({note.name})" in (note.parent / "index.md").read_text(encoding="utf-8")
