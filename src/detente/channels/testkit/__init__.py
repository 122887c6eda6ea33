"""Faults on purpose, and what every connector must pass."""
