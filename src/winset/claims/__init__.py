"""The propositions of a document, tested against the case one by one; and a reader's questions on one page."""
