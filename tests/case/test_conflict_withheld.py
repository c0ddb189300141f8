"""What is left of a conflict without a source: what says something of all states goes whole, and no id tells."""

import pytest

import winset
from winset.case.leaving_out import without_sources
from winset.case.redaction import redact, redacted_text

HEAD = """\
winset: 1
title: t
as_of: 2020-01-01
sources:
  paper: {title: Paper, published: 2019-01, circulation: open}
  memo: {title: Memo, published: 2019-12, circulation: confidential}
"""
MEMO = "cite: {source: memo, says: secret}"
PIER = f"""{HEAD}\
conflict:
  deciders:
    town: {{ranking: [calm, loud, {{}}]}}
    firm: {{weights: {{march: {{no: 0, yes: {{is: 1, {MEMO}}}}}, wait: 2}}}}
    port: {{weights: {{march: 1, wait: 2}}}}
    spy: {{name: The spy, {MEMO}, statements: {{s: {{when: hush}}}}}}
  options:
    march: {{by: town, {MEMO}}}
    wait: {{by: spy, why: assumed}}
  status_quo: {{march: no, wait: no}}
  barred: {{b: {{by: spy, from: {{march: no}}, why: assumed}}}}
  patterns: {{noise: {{march: yes}}, still: {{any: [{{wait: yes}}, {{march: no}}]}}, hush: {{not: still}}}}
  states:
    calm: {{when: {{march: no, wait: no}}, cite: {{source: paper, says: x}}}}
    loud: {{when: {{march: yes, wait: no}}, {MEMO}}}
"""


def redacted(text: str) -> winset.Case:
    return redact(winset.parse(text), "open")


def test_what_leans_on_an_option_that_went_goes_whole() -> None:
    """Without `march`: a pattern without a clause would say something else, and so would a ranking without an entry."""
    conflict = redacted(PIER).file.conflict
    assert conflict is not None
    assert list(conflict.options) == ["wait"]
    assert conflict.status_quo == {"wait": "no"}
    assert not conflict.states
    assert not conflict.patterns
    assert not conflict.barred
    assert not conflict.deciders["town"].ranking
    assert list(conflict.deciders["port"].weights) == ["wait"]  # there is nothing to weigh about an option that is not


def test_one_unknown_weight_leaves_the_sum_unknown() -> None:
    conflict = redacted(PIER).file.conflict
    assert conflict is not None
    assert not conflict.deciders["firm"].weights


def test_a_decision_maker_of_whom_only_a_withheld_source_tells_stays_without_its_id() -> None:
    text = redacted_text(redacted(PIER))
    assert "spy" not in text
    assert "secret" not in text
    conflict = winset.parse(text).file.conflict
    assert conflict is not None
    assert list(conflict.deciders) == ["town", "firm", "port", "withheld_1"]
    assert conflict.options["wait"].by == "withheld_1"


def test_a_decision_maker_whose_option_is_cited_keeps_its_id() -> None:
    text = PIER.replace("wait: {by: spy, why: assumed}", "wait: {by: spy, cite: {source: paper, says: x}}")
    conflict = redacted(text).file.conflict
    assert conflict is not None
    assert "spy" in conflict.deciders
    assert conflict.deciders["spy"].name is None


def test_moves_are_of_the_decision_maker_without_its_id() -> None:
    """In states and moves a state cannot go: others lead to it."""
    text = f"""{HEAD}\
conflict:
  deciders: {{north: {{payoffs: {{a: 1, b: 2}}}}, spy: {{{MEMO}, ranking: [a, b]}}}}
  states: {{a: {{}}, b: {{name: The secret, {MEMO}}}}}
  moves: {{spy: {{a: [b]}}, north: {{b: [a]}}}}
"""
    conflict = redacted(text).file.conflict
    assert conflict is not None
    assert conflict.moves == {"withheld_1": {"a": ("b",)}, "north": {"b": ("a",)}}
    assert conflict.states["b"].name is None


def test_payoffs_rank_all_states_or_none() -> None:
    text = f"""{HEAD}\
conflict:
  deciders: {{north: {{payoffs: {{a: 1, b: {{is: 2, {MEMO}}}}}}}, south: {{payoffs: {{a: 1, b: 2}}}}}}
  states: {{a: {{}}, b: {{}}}}
  moves: {{north: {{b: [a]}}}}
"""
    after, fallen = without_sources(winset.parse(text), frozenset({"memo"}))
    conflict = after.file.conflict
    assert conflict is not None
    assert not conflict.deciders["north"].payoffs
    assert len(conflict.deciders["south"].payoffs) == 2
    assert [each.path for each in fallen] == ["conflict.deciders.north.payoffs"]


def test_a_case_of_which_nothing_is_left_is_told() -> None:
    """Everybody's only option is withheld: no option and no state is left."""
    text = f"{HEAD}conflict: {{deciders: {{a: {{}}}}, options: {{x: {{by: a, {MEMO}}}}}}}\n"
    with pytest.raises(winset.CaseError, match="nothing is left of the case"):
        redacted(text)


def test_a_pattern_of_the_case_is_taken_out_whole() -> None:
    """Not clause by clause: `{gone: x, kept: y}` without its first clause would match more than was meant."""
    text = f"""{HEAD}\
issues: {{kept: {{options: {{n: N, y: Y}}}}, gone: {{options: {{n: N, y: Y}}, {MEMO}}}}}
status_quo: {{kept: n, gone: n}}
patterns: {{both: {{kept: y, gone: y}}}}
parties: {{p: {{ratifiers: {{r: {{refuses: {{one: {{when: both}}, two: {{when: {{kept: y}}}}}}}}}}}}}}
"""
    file = redacted(text).file
    assert list(file.issues) == ["kept"]
    assert not file.patterns
    assert list(file.parties["p"].ratifiers["r"].refuses) == ["two"]
