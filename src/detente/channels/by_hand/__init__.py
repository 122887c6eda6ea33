"""Comments that a person types or pastes, for any network without a connector."""
