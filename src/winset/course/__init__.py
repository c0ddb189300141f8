"""What to do and when: in which order to approach, which course to take, for which goal, and with what leverage."""
