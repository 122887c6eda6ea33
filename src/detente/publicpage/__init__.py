"""The desk's own public comment page: a small network of its own."""
