"""Models and voice profiles: which one answers."""
