"""Help: keys, crashes, the log, screen readers, and the words of the parts below the window."""
