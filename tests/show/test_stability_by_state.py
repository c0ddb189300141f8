"""Stability as one wide table, and as CSV that a spreadsheet does not run."""

import csv
import io
from dataclasses import replace

from winset.conflict.choices import Choice
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.conflict.stable import stability_of
from winset.show.spreadsheet import csv_text
from winset.show.stability_by_state import stability_rows, stability_table

YES = ("no", "yes")


def prisoners() -> Conflict:
    """The prisoner's dilemma: yes is to cooperate. States NN, YN, NY, YY; each likes best that only the other does."""
    choices = [Choice("p", "P", 0, YES, YES), Choice("q", "Q", 1, YES, YES)]
    return option_form([Decider("a", "Same"), Decider("b", "Same")], choices, [], [[1, 0, 3, 2], [1, 3, 0, 2]])


def test_every_state_has_its_levels_payoffs_stability_and_equilibria() -> None:
    """Stability as in the reference conflict `prisoners`: Nash 1, 3 and 1, 2; SEQ 1, 3, 4 and 1, 2, 4."""
    conflict = prisoners()
    table = stability_table(conflict, stability_of(conflict, ["nash", "seq"]))
    assert [column.title for column in table.columns] == [
        "state", "name", "option p", "option q", "payoff a", "payoff b",
        "Nash a", "Nash b", "SEQ a", "SEQ b", "Nash equilibrium", "SEQ equilibrium",
    ]  # fmt: skip
    assert table.rows == (
        ("1", "", "no", "no", "2", "2", "1", "1", "1", "1", "1", "1"),
        ("2", "", "yes", "no", "1", "4", "0", "1", "0", "1", "0", "0"),
        ("3", "", "no", "yes", "4", "1", "1", "0", "1", "0", "0", "0"),
        ("4", "", "yes", "yes", "3", "3", "0", "0", "1", "1", "0", "1"),
    )


def test_no_concept_leaves_levels_and_payoffs() -> None:
    conflict = prisoners()
    assert [len(row) for row in stability_rows(conflict, stability_of(conflict, []))] == [6] * 4


def test_names_of_a_case_are_not_run_as_formulas() -> None:
    conflict = replace(prisoners(), labels={1: "=1+1", 3: '@SUM("A,B")\n'})
    rows = list(csv.reader(io.StringIO(csv_text(stability_table(conflict, stability_of(conflict, ["nash"]))))))
    assert [row[1] for row in rows] == ["name", "", "'=1+1", "", '\'@SUM("A,B")\n']


def test_states_and_moves_have_names_and_no_options() -> None:
    conflict = graph_form([Decider("a", "A")], ["x", "y"], [[[1], []]], [[0, 1]])
    table = stability_table(conflict, stability_of(conflict, ["nash"]))
    assert table.rows == (("1", "x", "1", "0", "0"), ("2", "y", "2", "1", "1"))
