"""Quotes: found word for word, found but for typography, or missing with the nearest passage."""

# ruff: noqa: RUF001 - typographic marks are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.case import quotes
from winset.case.quotes import QuoteFound, QuoteMissing, SourceText, find_quote

SOURCE = """\
In 2018 the two leaders met again. “Japan’s position — the return of two islands — is on the table,” he said…
The cabinet will not decide before the elec\u00adtion.  Public opinion, as the café of\xa0politics knows, moves slowly.
It was the U.S. that asked first; nobody answered. In the 2016–18 polls, one-
third of those asked agreed.
"""


def test_verbatim_quote_is_found_exactly() -> None:
    quote = "the U.S. that asked first; nobody"
    assert find_quote(quote, SOURCE) == QuoteFound(SOURCE.index(quote), quote, near=False)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("\"Japan's position", "“Japan’s position"),
        ("position - the return", "position — the return"),
        ("position--the return", "position — the return"),
        ("the 2016-18 polls", "the 2016–18 polls"),
        ("one-third of", "one-\nthird of"),
        ("he said...", "he said…"),
        ("before the election. Public", "before the elec\u00adtion.  Public"),
        ("the cafe\u0301 of politics knows", "the café of\xa0politics knows"),
        ("he said…\n  The cabinet", "he said…\nThe cabinet"),
        ("  will not decide\n", "will not decide"),
    ],
)
def test_typography_and_spacing_are_folded(quote: str, passage: str) -> None:
    assert find_quote(quote, SOURCE) == QuoteFound(SOURCE.index(passage), passage, near=True)


def test_ligatures_are_folded_and_offsets_still_fit() -> None:
    text = "First — \ufb01nal of\ufb01ce — the \ufb02ag was raised."
    found = find_quote("office - the flag", text)
    assert isinstance(found, QuoteFound)
    assert text[found.offset :].startswith("of\ufb01ce — the \ufb02ag")
    assert found.passage == "of\ufb01ce — the \ufb02ag"


def test_changed_word_is_told_with_the_word_beside_it() -> None:
    missing = find_quote("the return of four islands", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.near_miss == "the return of two islands"
    assert missing.offset == SOURCE.index("the return")
    assert missing.similarity == pytest.approx(0.8)
    assert missing.differences == ("the source has 'two islands' where the quote has 'four islands'",)


def test_word_left_out_is_told() -> None:
    missing = find_quote("The cabinet will decide before the election", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.differences == ("the source has 'not' after 'will', which the quote leaves out",)


def test_word_put_in_is_told() -> None:
    missing = find_quote("that asked very first; nobody answered", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.differences == ("the quote has 'very' after 'asked', which the source has not",)


def test_change_at_either_end_is_told() -> None:
    missing = find_quote("these two leaders met twice", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.near_miss == "the two leaders met again"
    assert missing.differences == (
        "the source has 'the two' where the quote has 'these two'",
        "the source has 'met again' where the quote has 'met twice'",
    )


def test_capitals_count() -> None:
    missing = find_quote("the cabinet will not decide", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.differences == ("the source has 'The cabinet' where the quote has 'the cabinet'",)


def test_same_words_with_other_spacing_between_them_are_told() -> None:
    missing = find_quote("the U. S. that asked", SOURCE)
    assert isinstance(missing, QuoteMissing)
    assert missing.similarity == 1.0
    assert missing.differences == ("the words are the same, and what stands between them differs",)


def test_text_without_spaces_is_compared_by_character() -> None:
    missing = find_quote("「四島返還」を", "日本政府は「二島返還」を求めた。")
    assert isinstance(missing, QuoteMissing)
    assert missing.near_miss == "「二島返還」を"
    assert missing.differences == ("the source has '二島' where the quote has '四島'",)


@pytest.mark.parametrize("quote", ["", " \n", "\u200b"])
def test_empty_quote_is_missing(quote: str) -> None:
    assert find_quote(quote, SOURCE) == QuoteMissing("", 0.0, None, ("the quote is empty",))


@pytest.mark.parametrize("quote", ["wholly unrelated", "!?", "四島"])
@pytest.mark.parametrize("text", [SOURCE, ""])
def test_quote_that_shares_no_word_has_no_near_miss(quote: str, text: str) -> None:
    assert find_quote(quote, text) == QuoteMissing("", 0.0, None, ("the source has nothing like it",))


def test_only_the_first_differences_are_told() -> None:
    words = [f"word{n}" for n in range(40)]
    changed = [f"x{n}" if n % 8 == 3 else word for n, word in enumerate(words)]
    missing = find_quote(" ".join(changed), " ".join(words))
    assert isinstance(missing, QuoteMissing)
    assert len(missing.differences) == quotes.TOLD_DIFFERENCES
    assert missing.differences[0] == "the source has 'word3 word4' where the quote has 'x3 word4'"


def test_unseen_characters_of_the_source_are_shown_in_differences() -> None:
    missing = find_quote("the left bank", "the le\u202eft bank")
    assert isinstance(missing, QuoteMissing)
    assert r"\u202e" in missing.differences[0]
    assert "\u202e" not in missing.differences[0]


def test_change_far_into_a_long_quote_is_found() -> None:
    words = [f"word{n}" for n in range(1_000)]
    changed = [*words[:700], "other", *words[701:]]
    missing = find_quote(" ".join(changed), " ".join(words))
    assert isinstance(missing, QuoteMissing)
    assert missing.differences == ("the source has 'word700 word701' where the quote has 'other word701'",)


def test_passage_is_found_where_every_word_is_common() -> None:
    filler = "to be or not to be " * 2_000
    text = f"{filler}be to or not be not to or to be {filler}"
    missing = find_quote("be to or not be four not to or to be", SourceText(text))
    assert isinstance(missing, QuoteMissing)
    assert missing.offset == len(filler)
    assert missing.differences == ("the quote has 'four' after 'be', which the source has not",)


def test_one_source_serves_many_quotes() -> None:
    source = SourceText(SOURCE)
    found = [find_quote(quote, source) for quote in ("met again", "is on the table", "moved slowly")]
    assert [type(result) for result in found] == [QuoteFound, QuoteFound, QuoteMissing]


TEXTS = st.text(st.sampled_from("ab “”’'-—… \n\t\xa0\xad\ufb01e\u0301四."), max_size=60)


@given(TEXTS, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    found = find_quote(quote, text)
    if isinstance(found, QuoteFound):
        assert found == QuoteFound(text.index(quote), quote, near=False)
    else:
        assert found.differences == ("the quote is empty",)


@given(TEXTS, TEXTS)
def test_what_is_reported_stands_in_the_source(quote: str, text: str) -> None:
    result = find_quote(quote, text)
    if isinstance(result, QuoteFound):
        assert text[result.offset :].startswith(result.passage)
        assert result.passage
    else:
        assert 0.0 <= result.similarity <= 1.0
        assert result.differences
        assert (result.offset is None) == (result.near_miss == "")
        assert text[result.offset or 0 :].startswith(result.near_miss)
