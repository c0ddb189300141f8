"""What is true of claims whatever the case: on drawn cases, all of whose inputs nobody cites."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
import winset
from winset.claims.records import ClaimsResult, Standing

SETTINGS = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
Data = dict[str, Any]
STRENGTHS = ["asserts", "hedges", "denies", "advises"]
ANSWER = {"yes": "no", "no": "yes"}


@st.composite
def documents(draw: st.DrawFn) -> Data:
    """A drawn case, a document of claims about its deals and ratifiers, and a source to which nothing is cited."""
    data, where = draw(strategies.cases_with_pattern())
    ratifiers = [f"{party}.{id_}" for party, it in data["parties"].items() for id_ in it["ratifiers"]]
    named = st.lists(st.sampled_from(ratifiers), min_size=1, max_size=2, unique=True)
    asks = (
        {"deal": {"where": where}},
        {"deal": {"where": where, "how": draw(st.sampled_from(["sure", "possible"]))}},
        {"blocked_by": {"where": where, "ratifiers": draw(named)}},
        {"conflict": {"where": where, "contains": draw(named)}},
        {"waiver": {"where": where, "contains": draw(named)}},
        {"yes_opens": {"where": where, "ratifier": draw(st.sampled_from(ratifiers))}},
        {"role": {"where": where, "ratifier": draw(st.sampled_from(ratifiers)), "is": "veto"}},
    )
    said: Data = {"quote": "so it is", "strength": draw(st.sampled_from(STRENGTHS)), "cite": {"source": "oped"}}
    answers = [draw(st.sampled_from(list(ANSWER))) for _ in asks]
    claims = {
        f"C{number}": {**said, "asks": {**ask, "answer": answer}}
        for number, (ask, answer) in enumerate(zip(asks, answers, strict=True))
    }
    sources = {id_: {"title": id_, "published": "2020-01-01"} for id_ in ("oped", "idle")}
    return {**data, "sources": sources, "claims": claims}


def result_of(data: Data, **options: Any) -> ClaimsResult:
    return winset.claims(winset.parse(json.dumps(data)), draws=0, **options)


@SETTINGS
@given(documents())
def test_the_other_answer_turns_what_holds_into_what_fails(data: Data) -> None:
    turned = json.loads(json.dumps(data))
    for claim in turned["claims"].values():
        claim["asks"]["answer"] = ANSWER[claim["asks"]["answer"]]
    for one, other in zip(result_of(data).claims, result_of(turned).claims, strict=True):
        assert one.why == other.why
        assert (one.so is None) is (other.so is None)
        assert one.so is None or one.so is not other.so


@SETTINGS
@given(documents())
def test_a_claim_without_inputs_of_its_own_is_not_restated(data: Data) -> None:
    for claim in result_of(data).claims:
        assert claim.own == ()
        assert not claim.typed_in
        assert claim.standing is not Standing.RESTATED


@SETTINGS
@given(documents())
def test_without_a_source_that_nothing_is_cited_to_everything_survives(data: Data) -> None:
    result = result_of(data, without=["idle"])
    (found,) = result.without
    assert found.survive == tuple(claim.id for claim in result.claims if claim.so is True)
    assert (found.fall, found.open, found.gone, found.rise, found.unasked) == ((), (), (), (), ())
    assert found.left_out == 0


@SETTINGS
@given(documents())
def test_a_hedge_is_borne_out_where_the_same_assertion_is(data: Data) -> None:
    """Who says "might" asks for less: what comes out as asserted comes out as a hedge, and nothing hedged is open."""
    by_strength = {}
    for words in ("asserts", "hedges"):
        said = json.loads(json.dumps(data))
        for claim in said["claims"].values():
            claim["strength"] = words
        by_strength[words] = result_of(said).claims
    for firm, hedged in zip(by_strength["asserts"], by_strength["hedges"], strict=True):
        assert hedged.standing is not Standing.OPEN
        assert hedged.so is firm.so
        assert firm.so is not True or hedged.standing.borne_out
        assert firm.so is not None or hedged.why or hedged.standing is Standing.HOLDS


@SETTINGS
@given(documents())
def test_names_of_ratifiers_are_nothing_but_names(data: Data) -> None:
    renamed = _renamed(data)
    assert renamed != data
    for one, other in zip(result_of(data).claims, result_of(renamed).claims, strict=True):
        assert (one.so, one.standing, bool(one.why)) == (other.so, other.standing, bool(other.why))
        assert tuple(map(_name, one.assumed)) == other.assumed


def _renamed(part: Any) -> Any:
    """The same with other names for all ratifiers, wherever they are named."""
    if isinstance(part, dict):
        return {_name(key): _renamed(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(value) for value in part]
    return _name(part) if isinstance(part, str) else part


def _name(path: str) -> str:
    return ".".join(f"the_{step}" if step in strategies.RATIFIERS else step for step in path.split("."))
