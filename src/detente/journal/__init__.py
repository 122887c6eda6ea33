"""Events and the ledger: what happened, kept for good. See README.md."""
