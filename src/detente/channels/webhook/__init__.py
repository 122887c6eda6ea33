"""Anything that can send us a signed HTTP request. See README.md."""
