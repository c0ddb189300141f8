"""Every method is described, has a source, and stands in a test that was worked out by hand or is published."""

import ast
import re
import runpy
from pathlib import Path

import pytest

from winset.calibration.scores import SCORING_RULES, ScoringRule
from winset.claims.kinds import KINDS as ASK_KINDS
from winset.claims.kinds.kind import AskKind
from winset.claims.methods import CLAIMS
from winset.conflict.coalition_concepts import COALITION_METHODS
from winset.conflict.concepts import CONCEPTS
from winset.conflict.evolution import STATUS_QUO_ANALYSIS
from winset.conflict.inverse import INVERSE
from winset.conflict.ties import TIE_BREAKING
from winset.course.leverage_methods import LEVERAGE_METHODS
from winset.course.methods import COURSE_METHODS
from winset.course.order_methods import ORDER_METHODS
from winset.doubt.methods import DRAW_METHODS, DrawMethod
from winset.evidence.inequality import INEQUALITY, Measure
from winset.model.acceptance import KINDS
from winset.model.acceptance.kind import Kind
from winset.settlement.searches import SEARCHES, Method
from winset.settlement.solutions import SOLUTIONS, Solution

TESTS = Path(__file__).parent
DOCS = TESTS.parent / "docs"
Record = Kind | Solution | Method | DrawMethod | Measure | ScoringRule | AskKind
RECORDS: tuple[Record, ...] = (
    *KINDS,
    *SOLUTIONS.values(),
    *SEARCHES,
    *LEVERAGE_METHODS,
    *ORDER_METHODS,
    *COURSE_METHODS,
    *(concept.method for concept in CONCEPTS.values()),
    STATUS_QUO_ANALYSIS,
    *COALITION_METHODS,
    INVERSE,
    TIE_BREAKING,
    *DRAW_METHODS,
    INEQUALITY,
    *SCORING_RULES,
    *CLAIMS,
    *ASK_KINDS.values(),
)

# For each method a test whose expected values were published or worked out by hand.
TESTED_BY = {
    "refuses": "published/test_rules_of_standing.py::test_a_constitutional_bar_with_an_exception",
    "abstains": "model/test_acceptance.py::test_a_bloc_abstains_before_it_accepts_and_after_its_red_lines",
    "accepts": "model/test_acceptance.py::test_an_acceptance_says_nothing_of_other_packages",
    "prefers": "model/test_acceptance.py::test_a_ranking_has_three_outcomes",
    "points": "published/test_six_party_game.py::test_fifty_five_packages_pass",
    "polls": "published/test_rules_of_standing.py::test_a_poll_of_those_decided",
    "blocs": "published/test_rules.py::test_two_thirds_of_the_senate",
    "bodies": "published/test_rules_of_bodies.py::test_the_lower_house_prevails",
    "counts": "published/test_rules.py::test_the_thirty_fourth_supporter_decides",
    "otherwise": "model/test_acceptance.py::test_otherwise_speaks_where_nothing_else_does",
    "nash": "published/test_six_party_game.py::test_the_nash_settlement_is_that_of_the_list",
    "kalai_smorodinsky": "settlement/test_solutions.py::TestSolve::test_by_hand",
    "egalitarian": "settlement/test_solutions.py::TestSolve::test_by_hand",
    "minimal_unlocks": "published/test_unlock_by_hand.py::test_panama_the_smallest_sets_of_levers",
    "tripwires": "published/test_flips_of_cases.py::test_the_thirty_fourth_opponent_of_the_panama_treaties",
    "alternating_offers": "course/test_leverage.py::test_rubinstein_shares_of_nine_tenths_and_eight_tenths",
    "asymmetric_nash": "course/test_leverage.py::test_the_weight_at_which_the_bargain_jumps_solves_its_equation",
    "outside_options": "course/test_leverage.py::test_an_outside_option_above_the_bargain_gives_just_enough",
    "domestic_constraints": "course/test_leverage.py::test_a_constraint_at_home_helps",
    "audience_cost": "course/test_leverage.py::test_the_audience_cost_is_what_the_lead_gains",
    "bluff": "course/test_leverage.py::test_a_bluff_is_called_above_the_chance_at_which_both_are_worth_the_same",
    "best_course": "course/test_solving.py::test_two_states_wait_or_act",
    "reachability": "course/test_course_told.py::test_the_treaty_takes_two_years_and_the_visit",
    "price_of_effort": "course/test_course_told.py::test_the_advice_turns_where_effort_costs_what_the_pact_brings",
    "decision_tree": "course/test_course_told.py::test_a_question_on_the_time_left_tells_the_two_years_apart",
    "order_of_approaches": "course/test_order.py::test_the_cheaper_test_that_more_likely_fails_comes_first",
    "pert": "doubt/test_distributions.py::test_mean_and_variance_are_those_of_malcolm_and_others",
    "poll_error": "doubt/test_polls.py::test_the_chance_of_a_majority_is_that_of_the_normal_distribution",
    "gaussian_copula": "doubt/test_sampling.py::test_a_correlation_is_that_of_the_gaussian_copula",
    "frechet_bounds": "doubt/test_chances.py::test_frechet_bounds_of_three_ratifiers",
    "sobol": "doubt/test_drivers.py::test_ishigami",
    "perfect_information": "doubt/test_finding.py::test_two_choices_and_a_normal",
    "given_data": "doubt/test_course.py::test_two_numbers_that_add_up_share_the_variance",
    "herfindahl": "evidence/test_record.py::TestInequality::test_by_hand",
    "log_score": "calibration/test_scores.py::test_log_score_is_the_logarithm_of_the_chance_given_to_what_happened",
    "brier": "calibration/test_scores.py::test_brier_score_of_four_fifths",
    "utilitarian": "settlement/test_solutions.py::TestSolve::test_by_hand",
    "deal": "claims/test_kinds_of_settlement.py::test_is_there_a_deal",
    "holds_in": "claims/test_kinds_of_settlement.py::test_how_many_what_is_best_and_what_it_hangs_on",
    "insensitive_to": "claims/test_kinds_of_settlement.py::test_how_many_what_is_best_and_what_it_hangs_on",
    "ratifiers": "claims/test_kinds_of_settlement.py::test_how_many_what_is_best_and_what_it_hangs_on",
    "best_level": "claims/test_kinds_of_settlement.py::test_how_many_what_is_best_and_what_it_hangs_on",
    "blocked_by": "claims/test_kinds_of_settlement.py::test_who_refuses_every_deal",
    "conflict": "claims/test_kinds_of_settlement.py::test_conflict_sets_waiver_sets_and_single_yeses",
    "waiver": "claims/test_kinds_of_settlement.py::test_conflict_sets_waiver_sets_and_single_yeses",
    "yes_opens": "claims/test_kinds_of_settlement.py::test_conflict_sets_waiver_sets_and_single_yeses",
    "role": "claims/test_kinds_of_settlement.py::test_roles",
    "lacks": "claims/test_kinds_of_levers.py::test_points_of_opinion",
    "moves_enough": "claims/test_kinds_of_levers.py::test_points_of_opinion",
    "unlocked_by": "claims/test_kinds_of_levers.py::test_what_opens_a_deal",
    "necessary": "claims/test_kinds_of_levers.py::test_what_opens_a_deal",
    "cheapest": "claims/test_kinds_of_levers.py::test_what_opens_a_deal",
    "budget": "claims/test_kinds_of_levers.py::test_what_opens_a_deal",
    "linkage": "claims/test_kinds_of_levers.py::test_linkage_opens_a_deal",
    "first_in_order": "claims/test_kinds_of_courses.py::test_orders",
    "order": "claims/test_kinds_of_courses.py::test_orders",
    "better_course": "claims/test_kinds_of_courses.py::test_courses",
    "goal_advice": "claims/test_kinds_of_courses.py::test_courses",
    "waits": "claims/test_kinds_of_courses.py::test_courses",
    "advice_changes": "claims/test_kinds_of_courses.py::test_courses",
    "drops_at": "claims/test_kinds_of_courses.py::test_courses",
    "goals_part": "claims/test_kinds_of_courses.py::test_courses",
    "person": "claims/test_kinds_of_courses.py::test_courses",
    "delay": "claims/test_kinds_of_courses.py::test_courses",
    "reaches_deal": "claims/test_kinds_of_courses.py::test_a_deal_that_nobody_can_reach",
    "leverage": "claims/test_kinds_of_levers.py::test_with_one_deal_to_split_patience_gives_nothing",
    "share_of_record": "claims/test_kinds_of_levers.py::test_the_record",
    "precedent": "claims/test_kinds_of_levers.py::test_the_record",
    "inverse_graph_model": "conflict/test_inverse.py::test_each_prisoner_must_like_betrayal_no_better_than_cooperation",
    "tie_breaking": "conflict/test_ties.py::test_by_hand",
    "stable": "claims/test_kinds_of_lasting.py::test_what_lasts",
    "restated": "claims/test_standings.py::test_what_was_typed_in_is_restated",
    "rests_on_assumption": "claims/test_standings.py::test_what_hangs_on_what_nobody_cites_rests_on_assumption",
    "fragile": "claims/test_standings.py::test_what_another_reading_denies_is_fragile",
    "nash_stability": "published/test_graph_model.py::test_prisoners_dilemma",
    "general_metarationality": "published/test_graph_model.py::test_chicken",
    "symmetric_metarationality": "published/test_graph_model.py::test_syria_and_iraq",
    "sequential_stability": "published/test_graph_model.py::test_elmira",
    "symmetric_sequential_stability": "published/test_graph_model.py::test_syria_and_iraq",
    "status_quo_analysis": "conflict/test_evolution.py::TestByHand::test_nobody_moves_twice_in_a_row",
    "coalition_nash": "conflict/test_coalitions.py::TestByHand::test_together_they_leave_mutual_defection",
    "coalition_gmr": "conflict/test_coalitions.py::TestByHand::test_a_third_deters_them",
    "coalition_smr": "conflict/test_coalitions.py::TestByHand::test_an_answer_that_can_be_escaped_is_none_under_smr",
    "coalition_seq": "conflict/test_coalitions.py::TestByHand::test_a_third_deters_them",
    "equilibrium_jumps": "conflict/test_coalitions.py::TestByHand::test_elmira",
    "leave_one_out": "claims/test_without_sources.py::test_without_the_document_itself",
}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_method_says_what_it_is(record: Record) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", record.id)
    assert record.name
    assert record.assumes
    assert record.question.endswith("?")
    assert re.search(r"\b(19|20)\d\d\b", record.source), f"the source of {record.id} has no year"


def test_no_two_methods_share_an_id() -> None:
    assert len({record.id for record in RECORDS}) == len(RECORDS)


def test_every_method_has_its_test() -> None:
    assert set(TESTED_BY) == {record.id for record in RECORDS}


@pytest.mark.parametrize("method", sorted(TESTED_BY))
def test_the_test_of_a_method_is_there(method: str) -> None:
    file, *names = TESTED_BY[method].split("::")
    scope: list[ast.stmt] = ast.parse((TESTS / file).read_text("utf-8")).body
    for name in names:
        found = [part for part in scope if isinstance(part, ast.FunctionDef | ast.ClassDef) and part.name == name]
        assert found, f"{file} has no {name}"
        scope = found[0].body


def test_the_page_of_methods_is_what_the_records_say() -> None:
    made = runpy.run_path(str(DOCS / "make_methods.py"))["page"]()
    assert (DOCS / "methods.md").read_text("utf-8") == made, "run python docs/make_methods.py"
    for record in RECORDS:
        assert f"### `{record.id}`" in made
