"""The doors to time: one loop, thin workers. See README.md."""
