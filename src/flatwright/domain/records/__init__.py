"""Facts: the client, their people and things, the agreement, and the work."""
