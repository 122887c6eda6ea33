"""The desk's own public page, as a network."""
