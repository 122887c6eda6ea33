"""Practice: a believable brand on a scratch desk, and colleagues who exist only for it."""
