"""Other reading engines beside the embedded one: a local model folder, or an address that speaks like OpenAI's."""
