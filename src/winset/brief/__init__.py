"""The HTML briefing: what a minister reads first, with the detail behind it."""

from winset.brief.page import brief

__all__ = ["brief"]
