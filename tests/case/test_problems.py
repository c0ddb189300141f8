"""Problems: their words, their order, and what hostile text looks like in them."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.case.problems import (
    CaseError,
    Place,
    Problem,
    Problems,
    WinsetError,
    did_you_mean,
    in_order,
    nearest,
    quoted,
    shortened,
    visible,
)


def test_problem_names_place_fault_and_mend() -> None:
    problem = Problem("`x` is not an issue", "did you mean `y`?", ("deal", "x"), Place("case.yaml", 3, 5))
    assert str(problem) == "case.yaml:3:5: `x` is not an issue; did you mean `y`?"


def test_problem_without_place_or_mend_is_just_words() -> None:
    assert str(Problem("there is no file")) == "there is no file"


def test_file_name_in_a_place_is_made_visible() -> None:
    assert str(Place("a\u202eb\n.yaml", 1, 2)) == r"a\u202eb\n.yaml:1:2"


def test_case_error_tells_all_problems_in_the_order_of_the_file() -> None:
    late, early, whole = Problem("b", place=Place("f", 9, 1)), Problem("a", place=Place("f", 2, 7)), Problem("c")
    error = CaseError([late, early, whole])
    assert error.problems == (whole, early, late)
    assert str(error) == "c\nf:2:7: a\nf:9:1: b"
    assert isinstance(error, WinsetError)
    assert isinstance(error, ValueError)


def test_order_is_by_number_and_keeps_equals_as_found() -> None:
    problems = [Problem(str(n), place=Place("f", line, 1)) for n, line in enumerate((10, 9, 10))]
    assert [problem.what for problem in in_order(problems)] == ["1", "0", "2"]


def test_case_error_can_be_pickled() -> None:
    error = CaseError([Problem("a", place=Place("f", 1, 1))], more=2)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert copy.problems == error.problems
    assert str(copy) == str(error)


@pytest.mark.parametrize(("extra", "last"), [(1, "and 1 more problem"), (5, "and 5 more problems")])
def test_too_many_problems_are_cut_and_counted(extra: int, last: str) -> None:
    problems = Problems(limit=3)
    for number in range(3 + extra):
        problems.add(Problem(f"p{number}"))
    with pytest.raises(CaseError) as caught:
        problems.raise_any()
    assert len(caught.value.problems) == 3
    assert str(caught.value).splitlines() == ["p0", "p1", "p2", last]


def test_no_problems_raise_nothing() -> None:
    problems = Problems()
    problems.raise_any()
    assert problems.found == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, été, 四島", "plain words, été, 四島"),
        ("a\u202eb", r"a\u202eb"),
        ("a\tb\nc\rd", r"a\tb\nc\rd"),
        ("\x1b[31m", r"\x1b[31m"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("no\u00a0break", r"no\xa0break"),
        ("fill\u3164er", r"fill\u3164er"),
        ("vary\ufe0f", r"vary\ufe0f"),
        ("half\ud800", r"half\ud800"),
        ("tag\U000e0041", r"tag\U000e0041"),
    ],
)
def test_unseen_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_characters_can_be_kept() -> None:
    assert visible("a\nb\tc", keep="\n") == "a\nb\\tc"


@given(st.text(st.characters()))
def test_visible_text_is_printable_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert visible(shown) == shown


@given(st.text(st.characters(), max_size=300), st.integers(2, 90))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    shown = shortened(text, limit)
    assert len(shown) <= limit
    assert shown == visible(text) or shown.endswith("…")


def test_quoted_text_is_cut_and_fenced() -> None:
    assert quoted("x" * 1_000_000) == "`" + "x" * 79 + "…`"
    assert quoted("a`b") == "'a`b'"


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("islnads", "islands"),
        ("Islands", "islands"),
        ("us-russia", "us_russia"),
        ("island", "islands"),
        ("troop", "troops"),
        ("cabinet", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_nearest_id(word: str, best: str | None) -> None:
    assert nearest(word, ["treaty", "islands", "troops", "us_russia"]) == best


def test_nearest_prefers_the_least_change() -> None:
    assert nearest("levada_2018", ["levada_2016", "levada_20", "levada_2018b"]) == "levada_2016"
    assert nearest("source_17", ["source_18x", "source_1", "source__17"]) == "source_1"


def test_nearest_swaps_neighbours_for_the_price_of_one_change() -> None:
    assert nearest("tow", ["ten", "two"]) == "two"


def test_nearest_stops_after_a_bounded_number_of_ids() -> None:
    def ids() -> object:
        for number in range(10**9):
            yield f"word_{number:012d}"

    assert nearest("nothing_like_these", ids()) is None  # type: ignore[arg-type]


@given(st.text("abc_", min_size=3, max_size=8), st.lists(st.text("abc_", min_size=1, max_size=8), max_size=20))
def test_a_known_word_is_nearest_to_itself(word: str, others: list[str]) -> None:
    assert nearest(word, [*others, word]) == word


def test_suggestion_names_the_nearest_or_lists_what_is_known() -> None:
    assert did_you_mean("islnads", ["treaty", "islands"]) == "did you mean `islands`?"
    assert did_you_mean("zzz", ["treaty", "islands"]) == "known: `treaty`, `islands`"
    assert did_you_mean("zzz", []) == ""
    many = did_you_mean("zzz", [f"island_{n}" for n in range(20)])
    assert many.count("`") == 16
    assert many.endswith(" and 12 more")
