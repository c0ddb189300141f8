"""Figures as SVG text, one file each: title, description, marks that can be pointed at, the same numbers as a table."""
