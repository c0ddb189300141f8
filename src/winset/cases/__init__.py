"""Bundled cases: one folder each, with the case, what it is and, where history gave one, the outcome."""
