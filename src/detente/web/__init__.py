"""The screens of the desk. See README.md."""
