"""The pages of what is done in the background."""
