"""Version 1 of the language only grows: what a case could once say, it can say for ever, and it means the same.

`data/language_1.json` has every key by its path. `python docs/make_language.py` adds new ones to it, and changes none.
"""

import json
from pathlib import Path

import pytest

from make_language import recorded

RECORD = Path(__file__).parent / "data" / "language_1.json"
FROZEN: dict[str, dict[str, str | bool | None]] = json.loads(RECORD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def now() -> dict[str, dict[str, str | bool | None]]:
    return recorded()


def _choices(key: dict[str, str | bool | None]) -> set[str]:
    return set(str(key["type"]).split(" | "))


def _kept(old: dict[str, str | bool | None], new: dict[str, str | bool | None]) -> bool:
    """A key may get more choices, and may come to be spared where it was needed; nothing else changes."""
    may_be_spared = bool(old["needed"]) or not new["needed"]
    same = all(old[word] == new[word] for word in ("default", "unit"))
    return _choices(old) <= _choices(new) and same and may_be_spared


def test_no_key_of_version_1_is_gone(now: dict[str, dict[str, str | bool | None]]) -> None:
    assert sorted(set(FROZEN) - set(now)) == []


def test_no_key_of_version_1_has_changed(now: dict[str, dict[str, str | bool | None]]) -> None:
    changed = {path: (old, now[path]) for path, old in FROZEN.items() if path in now and not _kept(old, now[path])}
    assert changed == {}


def test_new_keys_are_recorded(now: dict[str, dict[str, str | bool | None]]) -> None:
    assert sorted(set(now) - set(FROZEN)) == [], "run python docs/make_language.py"


def test_keys_that_were_there_from_the_beginning() -> None:
    """By hand, so that the record itself cannot be emptied."""
    poll = "parties.ID.ratifiers.ID.polls.ID"
    assert len(FROZEN) >= 360
    assert FROZEN["winset"] == {"type": "1", "needed": True, "default": None, "unit": None}
    assert FROZEN[f"{poll}.base"] == {"type": "asked | decided", "needed": False, "default": "asked", "unit": None}
    assert FROZEN["parties.ID.ratifiers.ID.otherwise"]["default"] == "open"
    assert FROZEN[f"{poll}.answers.ID.share"] == {
        "type": "number",
        "needed": True,
        "default": None,
        "unit": "per cent",
    }


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ({"type": "asked | decided | cast"}, True),
        ({"type": "asked"}, False),
        ({"needed": True}, False),
        ({"default": "decided"}, False),
        ({"unit": "votes"}, False),
    ],
)
def test_what_counts_as_a_change(new: dict[str, str | bool | None], kept: bool) -> None:
    old: dict[str, str | bool | None] = {"type": "asked | decided", "needed": False, "default": "asked", "unit": None}
    assert _kept(old, {**old, **new}) is kept
