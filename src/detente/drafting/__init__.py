"""Texts proposed to a person. See README.md."""
