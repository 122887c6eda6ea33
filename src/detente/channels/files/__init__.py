"""Comments from a file: CSV or JSON Lines. See README.md."""
