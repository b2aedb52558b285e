"""Invented people, and the six who look after them."""

from flatwright.office.accounts.roles import Role

FIRST = (
    *("Ada", "Amir", "Anneke", "Beatriz", "Ben", "Chidi", "Chloé", "Dana", "Dev", "Eleni"),
    *("Elias", "Emeka", "Esther", "Farah", "Finn", "Grace", "Hana", "Hugo", "Imani"),
    *("Ines", "Ivan", "Jonas", "José", "June", "Kaito", "Karin", "Kofi", "Laila", "Leo"),
    *("Lena", "Łukasz", "Magnus", "Mai", "Marta", "Mateo", "Mina", "Nadia", "Noah"),
    *("Olga", "Omar", "Petra", "Priya", "Quentin", "Rosa", "Ruben", "Sana", "Siân"),
    *("Tariq", "Theo", "Uma", "Vera", "Viktor", "Wanda", "Xin", "Yara", "Yusuf", "Zoë"),
)
LAST = (
    *("Abara", "Almeida", "Andersson", "Bakker", "Bauer", "Castillo", "Chen", "Cohen"),
    *("Dubois", "Eriksen", "Farouk", "Fischer", "Garcia", "Haddad", "Hughes", "Ibrahim"),
    *("Ito", "Janssen", "Jensen", "Kaya", "Kelly", "Khan", "Kim", "Kowalski", "Larsen"),
    *("Lopez", "MacLeod", "Meyer", "Moreau", "Müller", "Ng", "Nguyen", "Novak", "O'Brien"),
    *("Okafor", "Olsen", "Papadakis", "Park", "Patel", "Pereira", "Quinn", "Rahman"),
    *("Reyes", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Smith", "Sørensen"),
    *("Tanaka", "Tremblay", "Vasquez", "Visser", "Wagner", "Walsh", "Weber", "Zhang"),
)
STAFF = (  # name, role, limited to some clients
    ("Rowan Hale", Role.OWNER, False),
    ("Mercy Adeyemi", Role.FINANCE, False),
    ("Pilar Santos", Role.DISPATCHER, False),
    ("Tim Okoro", Role.TECHNICIAN, False),
    ("Sun-hi Park", Role.TECHNICIAN, False),
    ("Jakob Lind", Role.TECHNICIAN, True),
)
DOMAIN = "harbourlight.example"
PROVIDER = "Harbour Light IT"


def address(name: str, domain: str) -> str:
    """An address of the usual form, in plain letters."""
    plain = name.lower().translate(_PLAIN).encode("ascii", "ignore").decode()
    first, _, last = plain.partition(" ")
    return f"{first}.{last.replace(' ', '')}@{domain}"


_PLAIN = str.maketrans("éłâøüöëñ", "elaouoen", "'")
