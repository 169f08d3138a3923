"""Sayso: a desktop app that spots spoken words, live, on the user's own machine."""

__version__ = "0.3.0"
