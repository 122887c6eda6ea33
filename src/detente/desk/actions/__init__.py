"""The only writers: gate, rule, rows and event in one transaction; one verb per file."""
