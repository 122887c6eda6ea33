"""Reading messages: language, kind, severity and the heart of the matter, with the words that weighed."""
