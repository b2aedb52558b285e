"""A plan looked through before it is signed."""
