"""What the desk needs from the machine it runs on: a folder, keys, a database server, processes that end."""
