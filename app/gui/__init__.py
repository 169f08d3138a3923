"""The window: the only part of Sayso that knows Qt."""
