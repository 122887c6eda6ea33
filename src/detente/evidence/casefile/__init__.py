"""The file of a case: what a stranger gets of it, and how they check it. See README.md."""
