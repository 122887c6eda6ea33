"""The readers: nouns that return frozen values for screens."""
