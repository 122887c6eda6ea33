"""Frozen values, protocols and errors: the words the rooms say to each other."""
