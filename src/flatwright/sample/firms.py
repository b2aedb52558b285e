"""The clients of the sample: invented businesses, of many sizes, in several zones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A client as it is invented: who they are, and what they agreed to, since when."""

    name: str
    domain: str
    trade: str
    zone: str
    users: int
    plan: str
    months: int  # since the agreement began
    sites: tuple[tuple[str, str], ...]  # name, address
    programs: tuple[str, ...]
    later: str = ""  # the plan that followed, half a year ago
    left: bool = False  # two months ago


FIRMS = (
    Firm(
        name="Alder & Finch Dental",
        domain="alderfinch.example",
        trade="a dental practice with two chairs in the evening",
        zone="America/New_York",
        users=14,
        plan="complete",
        months=26,
        sites=(("Practice", "14 Mill Lane, Albany NY"),),
        programs=("ChairSide", "X-ray viewer"),
    ),
    Firm(
        name="Birchwood Legal",
        domain="birchwood-legal.example",
        trade="a law firm that bills by the six minutes",
        zone="America/New_York",
        users=22,
        plan="premium",
        months=31,
        sites=(
            ("Main office", "200 Court Street, Hartford CT"),
            ("Stamford", "8 Quay Road, Stamford CT"),
        ),
        programs=("CaseFile", "Dictation"),
    ),
    Firm(
        name="Cedar Point Freight",
        domain="cedarpoint.example",
        trade="haulage, with a yard that never sleeps",
        zone="America/Chicago",
        users=45,
        plan="complete",
        months=19,
        sites=(
            ("Yard", "4100 Dock Road, Joliet IL"),
            ("Dispatch", "12 River Street, Chicago IL"),
            ("South depot", "77 Weighbridge Way, Memphis TN"),
        ),
        programs=("LoadBoard", "Fuel cards"),
    ),
    Firm(
        name="Dogwood Design",
        domain="dogwood.example",
        trade="a design studio, all on large screens",
        zone="America/Los_Angeles",
        users=6,
        plan="essential",
        months=8,
        sites=(("Studio", "55 Gallery Row, Portland OR"),),
        programs=("Drawing suite",),
    ),
    Firm(
        name="Elm Street Clinic",
        domain="elmstreet.example",
        trade="a clinic, open on Saturdays",
        zone="America/Chicago",
        users=33,
        plan="premium",
        months=14,
        sites=(
            ("Clinic", "1 Elm Street, Madison WI"),
            ("Laboratory", "3 Elm Street, Madison WI"),
        ),
        programs=("Patient records", "Lab link"),
    ),
    Firm(
        name="Foxglove Accounting",
        domain="foxglove.example",
        trade="accountants, quiet but for March and April",
        zone="America/Denver",
        users=12,
        plan="complete",
        months=11,
        sites=(("Office", "900 Ledger Avenue, Boulder CO"),),
        programs=("TaxWright", "Payroll"),
    ),
    Firm(
        name="Garnet Hill Foods",
        domain="garnethill.example",
        trade="a bakery that supplies shops in three states",
        zone="America/Chicago",
        users=38,
        plan="complete",
        months=5,
        sites=(
            ("Bakery", "31 Flour Road, Rockford IL"),
            ("Shop office", "6 Market Square, Rockford IL"),
        ),
        programs=("Orders", "Recipe book"),
    ),
    Firm(
        name="Hazel Property",
        domain="hazelproperty.example",
        trade="letting agents, mostly on the road",
        zone="America/Phoenix",
        users=9,
        plan="essential",
        months=23,
        sites=(("Office", "18 Palm Walk, Tucson AZ"),),
        programs=("Lettings",),
    ),
    Firm(
        name="Ironwood Tools",
        domain="ironwood.example",
        trade="a toolmaker with old machines that must not stop",
        zone="America/Chicago",
        users=28,
        plan="complete",
        months=35,
        sites=(
            ("Works", "500 Foundry Lane, Peoria IL"),
            ("Showroom", "2 Station Road, Peoria IL"),
        ),
        programs=("Drawings", "Stock"),
    ),
    Firm(
        name="Juniper Montessori School",
        domain="juniperschool.example",
        trade="a school; the terms set the rhythm",
        zone="America/Denver",
        users=18,
        plan="essential",
        months=16,
        sites=(("School", "75 Orchard Road, Fort Collins CO"),),
        programs=("Register",),
        later="complete",
    ),
    Firm(
        name="Katsura Travel",
        domain="katsura.example",
        trade="a small travel agency, new with us",
        zone="Pacific/Honolulu",
        users=4,
        plan="essential",
        months=3,
        sites=(("Shop", "21 Harbour Street, Honolulu HI"),),
        programs=("Bookings",),
    ),
    Firm(
        name="Larch Insurance",
        domain="larch.example",
        trade="insurance brokers; they sold the business and left us",
        zone="America/Los_Angeles",
        users=16,
        plan="premium",
        months=14,
        sites=(("Office", "640 Pine Street, Sacramento CA"),),
        programs=("Policies", "Claims"),
        left=True,
    ),
)
