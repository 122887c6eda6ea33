"""One file per family of screens; each view calls actions and queries and renders a template."""
