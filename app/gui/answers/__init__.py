"""What was heard: the word, the history, and everything about one answer."""
