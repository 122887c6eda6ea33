"""Reading messages: language, kind, severity and the heart of the matter, with the words that weighed."""

import os

# The engine multiplies small tables: more threads only wait for each other, and numpy asks before it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
