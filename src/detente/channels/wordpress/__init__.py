"""Comments of a WordPress site."""
