"""The only writers of people and brands: one verb a file, rows and event in one transaction."""
