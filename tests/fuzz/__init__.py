"""Hostile input: one set of doors for hypothesis (``tests/test_hostile_input.py``) and atheris (``-m tests.fuzz``)."""
