"""The briefing: all answers about one case in one self-contained HTML file."""
