"""Sealing and opening the exact bytes received. See README.md."""
