"""A whole AT network (account server, app view, directory) and a small Jetstream, started from packages."""
