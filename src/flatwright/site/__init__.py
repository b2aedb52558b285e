"""The one place that knows every part: settings, root addresses, the server's entry."""
