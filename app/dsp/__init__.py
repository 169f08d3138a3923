"""Spectrogram columns and levels, for display and for the gate."""
