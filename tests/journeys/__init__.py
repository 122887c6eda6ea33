"""Whole flows: a real desk, real processes, real people in front of a real browser."""
