"""The tables of a `deals` answer."""

from winset.case.problems import visible
from winset.model.result import Verdict
from winset.settlement.about import SOLVER
from winset.settlement.records import DealsResult, Overlap, Undominated, WinSet
from winset.settlement.sizes_draws import DRAWS
from winset.show.deals_words import beside, narrowest
from winset.show.estimates import accepted, between, many, may_accept, part_of, whole, whole_deals
from winset.show.frontier_table import OVER, frontier_table
from winset.show.inputs_table import inputs_table
from winset.show.lacking import all_lacking
from winset.show.names import Names, constant
from winset.show.table import Column, Table, right
from winset.show.words import AT_STATED, count, counted, listed, opening, portion, share, span

_VERDICT = {"ratified": "some ratified", "open": "open", "refused": "all refused", "no deals": "no deals"}
_COUNTS = {"veto": "its no stops a deal", "cost": "its no costs, but stops nothing", "ignored": "stops nothing"}
_SHOWN = 3  # deals given as examples in one cell
_BY = {"ranking": "its lead's ranking", "points": "its lead's points", "order": "the order of the options"}


def deals_tables(result: DealsResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        win_sets_table(result, names),
        named_table(result, names),
        _nearest(result, names),
        _examples(result, names),
        _overlaps(result, names),
        _levels(result, names),
        frontier_table(result, names),
        _best(result, names),
        _undominated(result, names),
        _worlds(result, names),
        _baselines(result),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def win_sets_table(result: DealsResult, names: Names) -> Table:
    """The win-set of each ratifier."""
    gate = narrowest(result)
    title = "No ratifier's yes is needed" if gate is None else _gate_title(gate, result, names)
    subtitle = f"What each ratifier makes of {whole_deals(result.about)}; who is not asked counts as accepting"
    stated = f"Where a poll decides, counts hold {AT_STATED}." if result.about.stated else ""
    if any(row.between is not None for row in result.win_sets):
        return _estimated_win_sets(result, names, (title, subtitle, stated))
    rows = tuple(
        (
            names.ratifier(row.ratifier),
            count(row.yes),
            count(row.open),
            count(row.no),
            count(row.out),
            span(row.share_sure, row.share_possible, row.stated),
            visible(row.rule),
            _role(row, names),
        )
        for row in result.win_sets
    )
    return Table(
        "win_sets",
        title,
        subtitle,
        (
            Column("Ratifier"),
            right("Yes"),
            right("Open"),
            right("No"),
            right("Not asked"),
            right("Accepts"),
            Column("Rule"),
            Column("Its no"),
        ),
        rows,
        stated,
    )


def _estimated_win_sets(result: DealsResult, names: Names, words: tuple[str, str, str]) -> Table:
    """The win-sets where shares are estimates: with their intervals, and without counts."""
    title, subtitle, stated = words
    rows = tuple(
        (
            names.ratifier(row.ratifier),
            _interval(row, 0),
            _interval(row, 1),
            "counted" if row.between is None else "estimated",
            visible(row.rule),
            _role(row, names),
        )
        for row in result.win_sets
    )
    verdicts = "verdicts are proven" if result.proven else "the verdict is not proven"
    note = (
        f"Shares are estimates (95 % intervals) from {count(DRAWS)} packages drawn at random with a fixed seed; "
        f"{verdicts}. {stated}"
    )
    columns = (
        Column("Ratifier"),
        right("Surely accepts"),
        right("Possibly accepts"),
        Column("Share is"),
        Column("Rule"),
        Column("Its no"),
    )
    return Table("win_sets", title, subtitle, columns, rows, note.strip())


def _interval(row: WinSet, end: int) -> str:
    """The sure or the possible share, with its interval where it is an estimate."""
    if row.between is None:
        return portion((row.share_sure, row.share_possible)[end], row.stated)
    return between(*row.between[end])


def named_table(result: DealsResult, names: Names) -> Table:
    """What becomes of the packages that the case has a name for."""
    ratified = sum(row.verdict is Verdict.RATIFIED for row in result.named)
    possible = sum(row.verdict is Verdict.OPEN for row in result.named)
    return Table(
        "named",
        f"Of {counted(len(result.named), 'named kind')} of deal, {count(ratified)} can be ratified and "
        f"{count(possible)} {'is' if possible == 1 else 'are'} open",
        "The deals asked about that a pattern of the case matches; one deal can be of several kinds",
        (
            Column("Kind of deal"),
            Column("Answer"),
            right("Deals"),
            right("Ratified"),
            right("Possible"),
            Column("All refused by"),
        ),
        tuple(
            (
                names.pattern(row.pattern),
                _VERDICT[row.verdict.value],
                many(result.about, row.deals),
                many(result.about, row.sure),
                many(result.about, row.possible),
                opening(listed([names.who(id_) for id_ in row.refusing])) or "-",
            )
            for row in result.named
        ),
    )


def _gate_title(gate: WinSet, result: DealsResult, names: Names) -> str:
    sure = accepted(result.about, gate)
    if gate.share_sure != gate.share_possible:
        possible = may_accept(result.about, gate)
        return f"{opening(names.who(gate.ratifier))} is the narrowest gate: surely {sure}, possibly {possible}"
    return f"{opening(names.who(gate.ratifier))} is the narrowest gate: it accepts {sure}"


def _role(row: WinSet, names: Names) -> str:
    if row.follows is not None:
        return f"follows {names.who(row.follows)}"
    return _COUNTS.get(row.counts_as, visible(row.counts_as))


def _overlaps(result: DealsResult, names: Names) -> Table:
    pairs = sorted(result.overlaps, key=lambda pair: (pair.possible, pair.sure))
    tight = pairs[0] if pairs else None
    title = ""
    if tight is not None:
        who = f"{names.who(tight.first)} and {names.who(tight.second)}"
        title = f"{opening(who)} have the least in common: {_both(result, tight)[1]} possible"
    return Table(
        "overlaps",
        title,
        f"Deals that two ratifiers both accept, of {whole(result.about)}",
        (Column("First"), Column("Second"), right("Both surely"), right("Both possibly")),
        tuple(
            (
                names.ratifier(pair.first),
                names.ratifier(pair.second),
                *_both(result, pair),
            )
            for pair in pairs
        ),
    )


def _both(result: DealsResult, pair: Overlap) -> tuple[str, str]:
    """What two ratifiers surely, and possibly, both accept."""
    estimated = pair.estimated
    return (
        part_of(result.about, pair.sure, estimated=estimated),
        part_of(result.about, pair.possible, estimated=estimated),
    )


def _examples(result: DealsResult, names: Names) -> Table:
    """The first ratified deals; where none is, the nearest ones say more."""
    if not result.sure:
        return Table("examples", "", "", (), ())
    total = result.sure
    left = constant(result.examples)
    issues = [issue for issue in _issues(result) if issue not in left] or _issues(result)
    verb = "is" if total == 1 else "are"
    title = f"{opening(counted(total, 'deal'))} {verb} ratified"
    if result.about.estimated:
        title = "A deal that is ratified" if len(result.examples) == 1 else "Deals that are ratified"
    shown = _which_of(result)
    same = [f"{names.issue(issue)}: {names.option(issue, _option(result, issue))}" for issue in sorted(left)]
    return Table(
        "examples",
        title,
        "One of them, with its option on each issue"
        if len(result.examples) == 1 and result.sure > 1
        else f"{shown} all have {'; '.join(same)}"
        if same
        else f"{shown} differ on these issues",
        (right("No."), *(Column(names.issue(issue)) for issue in issues)),
        tuple(
            (str(at), *(names.option(issue, package.as_dict().get(issue)) for issue in issues))
            for at, package in enumerate(result.examples, start=1)
        ),
    )


def _which_of(result: DealsResult) -> str:
    """Which of the ratified deals are shown."""
    shown = len(result.examples)
    if result.about.estimated:
        return f"The first {shown}, which"
    return "These" if result.sure == shown else f"The first {shown} of {count(result.sure)}, which"


def _issues(result: DealsResult) -> list[str]:
    return list(dict.fromkeys(issue for package in result.examples for issue, _ in package.options))


def _option(result: DealsResult, issue: str) -> str | None:
    return result.examples[0].as_dict().get(issue)


def _nearest(result: DealsResult, names: Names) -> Table:
    left = constant([near.package for near in result.nearest])
    rows = tuple((names.short(near.package, left), all_lacking(near.shortfalls, names)) for near in result.nearest)
    title = f"The nearest deal lacks: {all_lacking(result.nearest[0].shortfalls, names)}" if result.nearest else ""
    more = f" (the first {len(rows)} of {count(result.nearest_count)})" if result.nearest_count > len(rows) else ""
    which = "Deals whose shortfall no other deal beats"
    if result.about.engine == SOLVER:
        which = "For each smallest group whose giving way opens a deal, one such deal"
    return Table(
        "nearest",
        title,
        f"{which}{more}; units are never added up{_common(result, names, left)}",
        (Column("Deal"), Column("What is lacking")),
        rows,
        "“Up to” says that open answers may still make it up.",
    )


def _common(result: DealsResult, names: Names, left: frozenset[str]) -> str:
    """What all the nearest deals have, and their rows need not repeat."""
    options = result.nearest[0].package.as_dict() if result.nearest else {}
    same = [f"{names.issue(issue)}: {names.option(issue, options[issue])}" for issue in sorted(left)]
    return f". All have {'; '.join(same)}" if same else ""


def _levels(result: DealsResult, names: Names) -> Table:
    rows = tuple(
        (
            names.party(row.party),
            names.issue(row.issue),
            names.option(row.issue, row.best_sure),
            names.option(row.issue, row.worst_sure),
            names.option(row.issue, row.best_possible),
            names.option(row.issue, row.worst_possible),
            _BY.get(row.by, visible(row.by)),
        )
        for row in result.levels
    )
    return Table(
        "levels",
        "What each party can still get and may have to give on each issue",
        "Best and worst option that occurs in a ratified and in a possible deal; a dash where none does",
        (
            Column("Party"),
            Column("Issue"),
            Column("Best, ratified"),
            Column("Worst, ratified"),
            Column("Best, possible"),
            Column("Worst, possible"),
            Column("Best by"),
        ),
        rows,
        ""
        if result.about.exact
        else "Time ran out: options may be missing, so that the best and the worst may lie further.",
    )


def _best(result: DealsResult, names: Names) -> Table:
    rows = tuple(
        (
            names.party(row.party),
            OVER.get(row.over, visible(row.over)),
            names.short(row.packages[0]) if row.packages else "-",
            "not counted" if result.about.engine == SOLVER else count(row.count),
            _BY.get(row.by, visible(row.by)),
        )
        for row in result.best
    )
    return Table(
        "best",
        "The best deal for each party among those that can pass",
        "By the lead's points or ranking; ties are counted",
        (Column("Party"), Column("Among"), Column("Best deal"), right("As good"), Column("By")),
        rows,
    )


def _undominated(result: DealsResult, names: Names) -> Table:
    """The deals that the rankings of the leads leave, surely and possibly ratifiable."""
    first = result.undominated[0] if result.undominated else None
    title = ""
    if first is not None:
        left = _unbeaten(result, first)
        title = f"The rankings of {listed([names.who(id_) for id_ in first.leads])} leave {left} of the deals unbeaten"
    rows = tuple(
        (
            OVER.get(row.over, visible(row.over)),
            _unbeaten(result, row),
            listed([f"“{names.short(package)}”" for package in row.packages[:_SHOWN]]) or "-",
        )
        for row in result.undominated
    )
    return Table(
        "undominated",
        title,
        "Deals that no other deal beats in any lead's ranking without losing in another; no weights are used",
        (Column("Among"), right("Unbeaten"), Column("For example")),
        rows,
    )


def _unbeaten(result: DealsResult, row: Undominated) -> str:
    """How many deals no other beats; the solver finds one for each of their values, and does not count the rest."""
    return f"{count(row.count)} or more" if result.about.engine == SOLVER else share(row.count, row.among)


def _worlds(result: DealsResult, names: Names) -> Table:
    if len(result.worlds) < 2:
        return Table("worlds", "", "", (), ())
    verdicts = {answer.verdict for answer in result.worlds}
    total = count(len(result.worlds))
    same = f"The answer is the same in all {total} worlds"
    title = same if len(verdicts) == 1 else f"The answer differs among {total} worlds"
    first = result.worlds[0].world
    differing = [at for at, _ in enumerate(first) if len({answer.world[at] for answer in result.worlds}) > 1]
    rows = tuple(
        (
            names.world([answer.world[at] for at in differing]),
            _VERDICT[answer.verdict.value],
            many(result.about, answer.sure),
            many(result.about, answer.possible),
            many(result.about, answer.deals),
        )
        for answer in result.worlds
    )
    return Table(
        "worlds",
        title,
        "The answer for each level of the conditions that were varied or that nobody knows",
        (Column("World"), Column("Answer"), right("Ratified"), right("Possible"), right("Deals")),
        rows,
    )


def _baselines(result: DealsResult) -> Table:
    differ = sum(row.agrees is False for row in result.baselines)
    otherwise = f"{counted(differ, 'obvious guess', 'obvious guesses')} would have said otherwise"
    title = otherwise if differ else "No obvious guess contradicts the answer"
    return Table(
        "baselines",
        title,
        "What simple guesses say, printed beside the answer also when they do as well",
        (Column("Guess"), Column("Says"), Column("Beside the answer")),
        tuple((visible(row.name), visible(row.says), opening(beside(row, result.verdict))) for row in result.baselines),
    )
