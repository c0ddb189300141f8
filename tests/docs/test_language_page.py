"""The page on the language has every key of it, with words and an example from a case that loads."""

import re
from pathlib import Path

import pytest

import winset
from calling import Call
from language_examples import DOCS, case_files, find_examples
from language_keys import Entry, models, own_entries
from make_language import PAGE, page
from winset.case.written import Number

ENTRIES = [entry for model in models() for entry in own_entries(model)]
_OURS = sorted((DOCS / "examples").glob("*.yaml"))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: _squeezed(path.read_text(encoding="utf-8")) for name, path in case_files().items()}


def _of(entry: Entry) -> str:
    return f"{entry.model.__name__}.{entry.word}"


def test_the_page_is_made_from_the_models() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python docs/make_language.py"


def test_there_are_keys() -> None:
    """Counted by hand: a case has 22 keys at its top, or more once sections have come."""
    assert len([entry for entry in ENTRIES if entry.model.__name__ == "CaseFile"]) >= 22
    assert {"Poll.answers", "Rule.blocked_by", "Number.likely", "Plan.try"} <= {_of(entry) for entry in ENTRIES}


@pytest.mark.parametrize("entry", ENTRIES, ids=_of)
def test_a_key_says_what_it_means(entry: Entry) -> None:
    assert re.fullmatch(r"[A-Z`].+[.?]", entry.meaning), f"{_of(entry)} has no sentence that says what it means"


def test_every_key_has_an_example_from_a_case_that_loads(texts: dict[str, str]) -> None:
    examples = find_examples()
    without = [_of(entry) for entry in ENTRIES if (entry.model, entry.word) not in examples]
    assert without == [], "write a case in docs/examples that uses them"
    for entry in ENTRIES:
        excerpt = examples[entry.model, entry.word]
        assert excerpt.text.startswith(f"{entry.word}:")
        assert _squeezed(excerpt.text.removesuffix("# ...")) in texts[excerpt.case], _of(entry)


def test_every_number_has_a_unit() -> None:
    counting = [entry for entry in ENTRIES if entry.model is not Number and re.search("number|votes|exact", entry.code)]
    assert len(counting) > 40
    assert [_of(entry) for entry in counting if entry.unit is None] == []


@pytest.mark.parametrize("name", [name for name in case_files() if "/" not in name])
def test_a_bundled_case_of_examples_loads(name: str) -> None:
    assert winset.load(name).warnings == ()


@pytest.mark.parametrize("path", _OURS, ids=lambda path: path.stem)
def test_an_example_has_no_problem(path: Path, call: Call) -> None:
    checked = call("check", str(path))
    assert checked.exit_code == 0, checked.output
    assert winset.load(path).warnings == ()
