"""The provider, the clients, and what each has: people, devices, printers, with dates."""
