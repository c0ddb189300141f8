"""Whom to ask first, before anything is put: the order of approaches, what it is not enough for, and what turns it."""

from winset.brief.asked import NotAsked
from winset.brief.linked import Linked, linked, unlinked
from winset.brief.ratifiers import page_place
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.course.order_records import OrderResult
from winset.show.order_opened_words import opens_words
from winset.show.order_words import order_sentence, watch_words

PLACE = Place("#first-steps", "Whom to ask first")


def asking_first(result: OrderResult | NotAsked | None, register: Register, wording: Wording) -> Linked:
    """The order of approaches in a few sentences; nothing of a case without approaches."""
    if result is None:
        return ()
    if isinstance(result, NotAsked):
        return unlinked(result.why)
    names = wording.names
    said = [order_sentence(result), opens_words(result, names), watch_words(result, names)]
    pages = {names.who(id_): page_place(id_, wording).href for id_ in register.ratifiers}
    return linked(" ".join(text for text in said if text), pages.items(), lambda href: href)
