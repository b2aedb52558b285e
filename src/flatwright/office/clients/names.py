"""Names in the order in which people look for them."""

from unicodedata import combining, normalize


def by_name(name: str) -> str:
    """What a name is sorted by: accents and capitals do not send it to the end."""
    apart = normalize("NFKD", name.casefold())
    return "".join(char for char in apart if not combining(char))
