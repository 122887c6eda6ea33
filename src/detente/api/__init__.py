"""The doors for programs. See README.md."""
