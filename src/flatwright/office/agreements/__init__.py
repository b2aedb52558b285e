"""Plan texts on the shelf, and each client's agreement with its versions."""
