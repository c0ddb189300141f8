"""What answers rest on: from a number to its quotations and back, the record of what was said, what has changed."""
