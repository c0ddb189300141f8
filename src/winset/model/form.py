"""What a judge answers, as formulas: the closed form of acceptance, which a solver can be told.

It says of one package what `Answers` and `Ballots` say of many: the same steps in the same order, with nothing looked
at yet. Rules become nested weighted thresholds.
"""

from dataclasses import dataclass

from winset.model.logic import FALSE, Formula, any_of


@dataclass(frozen=True, slots=True)
class Form:
    """Where a judge says yes, no or abstains, where a poll decided, and where readings left the matter open."""

    yes: Formula = FALSE
    no: Formula = FALSE
    abstains: Formula = FALSE
    stated: Formula = FALSE
    left_open: Formula = FALSE

    @property
    def decided(self) -> Formula:
        """Where nothing further is asked."""
        return any_of([self.yes, self.no, self.abstains, self.left_open])


@dataclass(frozen=True, slots=True)
class BallotForm:
    """How a voter votes; where it does none of these, its votes are open."""

    yes: Formula = FALSE
    no: Formula = FALSE
    abstains: Formula = FALSE
    away: Formula = FALSE

    @property
    def cast(self) -> Formula:
        """Where it is known what the voter does."""
        return any_of([self.yes, self.no, self.abstains, self.away])
