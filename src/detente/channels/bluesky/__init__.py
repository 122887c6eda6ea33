"""Bluesky and every other server of its protocol (AT)."""
