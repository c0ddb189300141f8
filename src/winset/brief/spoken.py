"""How long the first page takes to read aloud, in words."""

from collections.abc import Iterable, Iterator

from winset.brief.first_records import FirstPage, InTheWay, NearDeal
from winset.brief.linked import Linked

MOST = 300
"""Two minutes, at 150 words a minute."""
_ALWAYS = ("Cheapest unlock", "What to do first", "How sure it is", "What would change it")


def spoken(page: FirstPage, around: Iterable[str]) -> int:
    """How many words of a first page are read aloud; where a quotation stands in print is not.

    Args:
        page: the page.
        around: what else is read aloud: the title, what the answer is about, how many inputs it rests on.
    """
    return sum(len(text.split()) for text in (*around, *_ALWAYS, *_texts(page)))


def _texts(page: FirstPage) -> Iterator[str]:
    yield _plain(page.sentence)
    if page.kinds.shown:
        yield from ("What becomes of each kind of deal", page.kinds.more)
        for kind in page.kinds.shown:
            yield from (kind.name, kind.letter, kind.answer, kind.refused_by)
    if page.in_the_way:
        yield from (page.in_the_way_title, page.in_the_way_more)
        for row in page.in_the_way:
            yield from _in_the_way(row)
    if page.nearest:
        yield from (page.nearest_title, page.shared)
        for near in page.nearest:
            yield from _near(near)
    yield from (_plain(change) for change in page.changes)
    yield from (_plain(page.unlock), _plain(page.step), _plain(page.sure))


def _in_the_way(row: InTheWay) -> Iterator[str]:
    yield from (row.name, _plain(row.does), "Rule" if row.rule else "", _plain(row.rule))
    yield row.quote.text if row.quote is not None else f"{row.standing} {row.why}" if row.why else ""


def _near(near: NearDeal) -> Iterator[str]:
    yield near.letter
    yield from (f"{issue} {option}" for issue, option in near.options)
    yield from [near.note] if near.note else ["Lacking"]
    yield from (f"{who} {_plain(what)}" for who, what in near.lacks)


def _plain(text: Linked) -> str:
    return "".join(span.text for span in text)
