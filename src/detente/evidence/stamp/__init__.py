"""Time stamps by RFC 3161: somebody outside says that a hash existed at a certain time."""
