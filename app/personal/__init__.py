"""Test sets and their evaluation."""
