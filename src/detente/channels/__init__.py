"""The networks: each a folder of its own, strangers to each other."""
