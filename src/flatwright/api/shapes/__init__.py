"""The forms of what is sent and answered."""
