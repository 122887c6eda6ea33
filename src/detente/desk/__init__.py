"""The one Django app with the field's tables. See README.md."""
