"""The doctor: what must hold of everything that is stored, looked at on live data."""
