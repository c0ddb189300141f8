"""The answer to `claims` in sentences: what the case bears out, what it does not, and what each of both rests on."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from winset.case.problems import visible
from winset.claims.records import Asked, ClaimsResult, ClaimVerdict, Standing, Survival, Turned
from winset.show.chances import interval
from winset.show.flips_words import condition
from winset.show.names import Names
from winset.show.words import count, counted, few, listed, opening, spoken

MOST_NAMED = 12
_SHORT = 80
_DASH = " … "

HEADINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.FAILS: "The case says otherwise",
        Standing.RESTATED: "It comes out because it was typed in",
        Standing.FRAGILE: "It comes out, and not in every reading",
        Standing.OPEN: "What nobody knows decides",
        Standing.ASSUMED: "It comes out, and rests on assumptions",
        Standing.NOT_COMPUTABLE: "The case lacks what would tell",
        Standing.HOLDS: "It comes out",
        Standing.ON_RECORD: "A matter of record, and nothing to compute",
        Standing.NOT_ASKED: "Nothing is asked of the case",
    }
)
"""What each standing means, over its claims."""


def claims_sentence(result: ClaimsResult) -> str:
    """The answer in one sentence."""
    if len(result.claims) == 1:
        return _one(result.claims[0])
    counts = result.counts
    told = sum(counts[each] for each in Standing if _is_told(each))
    if not told:
        return f"None of {_of(result)} can be computed: {_why_not(result)}."
    out = sum(counts[each] for each in Standing if each.borne_out)
    fails, open_ = counts[Standing.FAILS], counts[Standing.OPEN]
    ends = [f"{count(out)} {_come(out)} out"]
    if fails:
        worst = next(each for each in result.claims if each.standing is Standing.FAILS)
        such = "fails (" if fails == 1 else "fail (such as "
        ends.append(f"{count(fails)} {such}{visible(worst.id)}, “{quote(worst, 60)}”)")
    if open_:
        ends.append(f"{count(open_)} {'is' if open_ == 1 else 'are'} open")
    return f"Of {_of(result, told)} that can be computed, {listed(ends)}."


def _of(result: ClaimsResult, number: int | None = None) -> str:
    """Whose claims they are: `the 57 claims of On the ferry`."""
    total = len(result.claims) if number is None else number
    of = f" of {visible(result.documents[0].title)}" if len(result.documents) == 1 else ""
    return f"the {counted(total, 'claim')}{of}"


def _come(number: int) -> str:
    return "comes" if number == 1 else "come"


def _is_told(standing: Standing) -> bool:
    """Whether it is told at all what becomes of a claim."""
    return standing.borne_out or standing in {Standing.FAILS, Standing.OPEN}


def _why_not(result: ClaimsResult) -> str:
    asked = result.counts[Standing.NOT_ASKED] < len(result.claims)
    return "the case lacks what would tell" if asked else "nothing is asked of the case; write `asks`"


def _one(claim: ClaimVerdict) -> str:
    """One claim: its words, how it stands, and what was found."""
    found = found_words(claim)
    return f"“{visible(claim.quote)}” ({visible(claim.id)}): {standing_words(claim)}{f'; {found}' if found else ''}."


def standing_words(claim: ClaimVerdict) -> str:
    """How a claim stands: `fails`, `is fragile`, `holds`."""
    return _STANDS[claim.standing]


_STANDS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.FAILS: "fails",
        Standing.RESTATED: "is restated, for it was typed in",
        Standing.FRAGILE: "is fragile",
        Standing.OPEN: "is open",
        Standing.ASSUMED: "rests on assumption",
        Standing.NOT_COMPUTABLE: "cannot be computed",
        Standing.HOLDS: "holds",
        Standing.ON_RECORD: "is a matter of record",
        Standing.NOT_ASKED: "is asked nothing",
    }
)


def quote(claim: ClaimVerdict, most: int = _SHORT) -> str:
    """The words of a claim, or their beginning."""
    text = visible(" ".join(claim.quote.split()))
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"


def found_words(claim: ClaimVerdict) -> str:
    """What the case says to everything that a claim asks."""
    told = [visible(each.words or each.missing) for each in claim.asked] or [visible(claim.why).rstrip(".")]
    return "; ".join(dict.fromkeys(each for each in told if each))


def asked_words(asked: Asked) -> str:
    """A question that a claim asks, with the answer that would bear it out."""
    return f"{asked.question} The claim says {'yes' if asked.wanted else 'no'}."


def answer_words(asked: Asked) -> str:
    """What the case answers."""
    if asked.missing:
        return "cannot be told"
    if asked.so is None:
        return "open"
    return "yes" if asked.so is asked.wanted else "no"


def otherwise_words(claim: ClaimVerdict, most: int = 3) -> str:
    """In which readings, and in what share of the draws, a claim is otherwise than as the case stands."""
    parts = []
    if claim.turned:
        names = [f"{visible(each.name)} ({_so(each)})" for each in claim.turned]
        parts.append(few(names, most))
    elif claim.tried:
        parts.append(f"the same in {'the one' if claim.tried == 1 else f'all {claim.tried}'} {_readings(claim.tried)}")
    if claim.share is not None:
        parts.append(f"so in {interval(*claim.share)} of draws")
    return "; ".join(parts)


def _readings(number: int) -> str:
    return "other reading" if number == 1 else "other readings"


def _so(turned: Turned) -> str:
    return "open" if turned.so is None else "so" if turned.so else "not so"


def rests_words(claim: ClaimVerdict) -> str:
    """What a claim that comes out rests on, where that is not what sources say."""
    if claim.typed_in:
        return f"typed in from its own words: {few([visible(each) for each in claim.own], 2)}"
    if claim.assumed:
        return f"on {counted(len(claim.assumed), 'input')} that nobody cites, such as {visible(claim.assumed[0])}"
    return "on the numbers of the course, which nobody cites" if claim.standing is Standing.ASSUMED else ""


def claims_explain(result: ClaimsResult) -> tuple[str, ...]:
    """Further short sentences: what fails, what was typed in, what is fragile, and what survives without the source."""
    if len(result.claims) == 1:
        return _explain_one(result, result.claims[0])
    said = [text for standing in Standing if (text := _those(result, standing))]
    said += [survival_words(each) for each in result.without]
    tried = any(each.tried for each in result.claims)
    if tried and not result.thorough and any(each.asked and not each.tried for each in result.claims):
        said.append("Claims on unlocks and courses were asked of the case as it stands only; --thorough asks on.")
    return tuple(said)


def _those(result: ClaimsResult, standing: Standing) -> str:
    ids = [visible(each.id) for each in result.claims if each.standing is standing]
    return f"{HEADINGS[standing]} ({len(ids)}): {few(ids, MOST_NAMED)}." if ids else ""


def _explain_one(result: ClaimsResult, claim: ClaimVerdict) -> tuple[str, ...]:
    said = [f"Asked: {asked_words(each)} The case: {answer_words(each)}." for each in claim.asked]
    otherwise = otherwise_words(claim)
    if otherwise:
        said.append(f"Otherwise: {otherwise}.")
    rests = rests_words(claim)
    if rests:
        said.append(f"It rests {rests}." if not claim.typed_in else f"It was {rests}.")
    if claim.turns:
        names = Names.of(result.about)
        said.append(f"A verdict that it asks about turns if {few([condition(row, names) for row in claim.turns], 3)}.")
    said += [_survives(each, claim.id) for each in result.without]
    if claim.note:
        said.append(visible(claim.note))
    return tuple(said)


def _survives(survival: Survival, id_: str) -> str:
    without = f"Without {_titles(survival)}"
    for ids, word in (
        (survival.unasked, "it was not asked"),
        (survival.survive, "it still comes out"),
        (survival.fall, "it falls"),
        (survival.open, "it is open"),
        (survival.gone, "it cannot be asked"),
        (survival.rise, "it comes out"),
    ):
        if id_ in ids:
            return f"{without} {word}."
    return f"{without} nothing changes for it."


def survival_words(survival: Survival) -> str:
    """What becomes of the claims without some sources, in a sentence."""
    before = [*survival.survive, *survival.fall, *survival.open, *survival.gone]
    without = f"Without {_titles(survival)}"
    rows = (
        (survival.fall, "falls", "fall"),
        (survival.open, "is open", "are open"),
        (survival.gone, "cannot be asked", "cannot be asked"),
    )
    if len(before) == 1:
        one = next((word for ids, word, _ in rows if ids), "still does")
        return f"{without} the one claim that comes out {one}."
    ends = [f"{count(len(survival.survive))} of the {counted(len(before), 'claim')} that come out still do"]
    ends += [f"{count(len(ids))} {one if len(ids) == 1 else many}" for ids, one, many in rows if ids]
    more = f"; {count(len(survival.unasked))} more were not asked" if survival.unasked else ""
    return f"{without} {listed(ends)}{more}."


def _titles(survival: Survival) -> str:
    return listed([f"“{visible(title)}”" for _, title in survival.sources])


def kind_words(id_: str) -> str:
    """A kind of ask in words."""
    return opening(spoken(id_))


def ids_words(ids: Sequence[str]) -> str:
    """Claims by their ids; a dash where there are none."""
    return ", ".join(visible(each) for each in ids) or "-"
