"""What a yes in principle opens by itself: the deals asked about before anything, after each yes, and after all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from winset.course.order_records import Opened
from winset.model.result import Verdict
from winset.settlement.question import Question
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_grounds import Grounds
from winset.settlement.unlock_moves import Draw, Moves, State
from winset.settlement.unlock_packages import Keeper
from winset.settlement.winsets import verdict_of


@dataclass(frozen=True)
class Opening:
    """The deals asked about in one world, and what a yes to an approach changes."""

    moves: Moves
    grounds: Grounds

    @classmethod
    def of(cls, question: Question, keeper: Keeper) -> "Opening":
        """The deals of a question in its first world, whatever any party prefers."""
        moves = Moves(question.case, question.worlds[0])
        return cls(moves, Grounds(Ground(Cases(moves), question.where, keeper)))

    def each(self, approaches: Sequence[str]) -> Iterator[Opened]:
        """Before anybody is asked, after each yes alone, and after every yes in this order."""
        yield self.after(())
        for id_ in approaches:
            yield self.after((id_,))
        if len(approaches) > 1:
            yield self.after(tuple(approaches))

    def after(self, yeses: Sequence[str]) -> Opened:
        """What becomes of the deals asked about once these have said yes, with all else that their levers do."""
        state = State()
        for id_ in yeses:
            state = self.moves.after(state, tuple(self._draws(id_)))
        ground = self.grounds.at(state)
        asked, ratified, possible = ground.asked(state), ground.ratified(state, True), ground.ratified(state, False)
        deals, sure, open_ = asked.count(), ratified.count(), possible.count()
        answers = {who: ground.answers(who, state) for who in ground.ratifiers} if deals else {}
        return Opened(
            yeses=tuple(yeses),
            verdict=self.grounds.said(verdict_of(deals, sure, open_)),
            deals=deals,
            sure=sure,
            possible=open_,
            refusing=tuple(who for who, said in answers.items() if not (asked & ~said.refused).any()),
            undecided=tuple(who for who, said in answers.items() if open_ and not (possible & ~said.not_yes).any()),
        )

    def _draws(self, lever: str) -> Iterable[Draw]:
        """Everything that a lever can do, happened; of opinion and votes as much as may move."""
        for id_ in self.moves.levers[lever].effects:
            yield Draw((lever, id_), True, self.moves.amounts((lever, id_))[0])


def opens(opened: Opened) -> bool:
    """Whether a deal asked about is at least possible."""
    return opened.verdict in {Verdict.RATIFIED, Verdict.OPEN}
