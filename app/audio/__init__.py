"""Where samples come from and where they go: ring buffer, sources, files."""
