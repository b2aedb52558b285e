"""The plan in words for the client: the agreement, what is in and out, the exclusions."""
