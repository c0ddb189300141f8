"""Answers as sentences, tables and figures: one code for terminal, notebook and briefing."""

from winset.show.html import html
from winset.show.sentences import explain, sentence
from winset.show.table import Column, Table
from winset.show.tables import tables
from winset.show.terminal import terminal

__all__ = ["Column", "Table", "explain", "html", "sentence", "tables", "terminal"]
