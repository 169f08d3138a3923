"""The microphone doctor."""
