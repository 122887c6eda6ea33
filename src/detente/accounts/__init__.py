"""People of the desk, their brands, roles, mandates and sign-in. See README.md."""
