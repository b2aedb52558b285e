"""A price moves gain between the sides and makes none; what is left is shared alike."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flatwright.domain.pricing.corridor import (
    Bargain,
    ClientSide,
    Corridor,
    MarginFloor,
    NoCorridor,
    ProviderSide,
    client_gain,
    corridor,
    provider_gain,
    surplus,
)

MONEY = st.floats(min_value=0, max_value=1e5)
ANY_MONEY = st.floats(min_value=-1e5, max_value=1e5)
CLIENTS = st.builds(
    ClientSide,
    worth_under_plan=MONEY,
    bill_under_plan=MONEY,
    worth_by_the_hour=MONEY,
    bill_by_the_hour=MONEY,
    proactive=MONEY,
)
PROVIDERS = st.builds(
    ProviderSide, fixed=MONEY, cost_under_plan=MONEY, cost_by_the_hour=ANY_MONEY
)
BARGAINS = st.builds(Bargain, client=CLIENTS, provider=PROVIDERS)
NEAR = 1e-5


def bargain(proactive: float = 20_000, fixed: float = 13_000) -> Bargain:
    """The plan is worth 16,000 and what it does unasked; it costs 6,000 and F to serve."""
    return Bargain(
        client=ClientSide(
            worth_under_plan=18_000,
            bill_under_plan=1_000,
            worth_by_the_hour=11_000,
            bill_by_the_hour=10_000,
            proactive=proactive,
        ),
        provider=ProviderSide(fixed=fixed, cost_under_plan=6_000, cost_by_the_hour=-3_000),
    )


def plain(worth: float, provider: ProviderSide) -> Bargain:
    """A plan of so much worth to the client in all."""
    return replace(bargain(proactive=worth - 16_000), provider=provider)


def opened(answer: Corridor | NoCorridor) -> Corridor:
    assert isinstance(answer, Corridor)
    return answer


def shut(answer: Corridor | NoCorridor) -> NoCorridor:
    assert isinstance(answer, NoCorridor)
    return answer


# ------------------------------------------------------------ gains


def test_each_side_gains_against_work_by_the_hour() -> None:
    # 18,000 - 1,000 - 30,000 + 20,000 less 11,000 - 10,000; 30,000 - 13,000 - 6,000 - 3,000
    assert client_gain(bargain(), 30_000) == 6_000
    assert provider_gain(bargain(), 30_000) == 8_000
    assert surplus(bargain()) == 14_000


def test_the_corridor_is_where_both_gain() -> None:
    found = opened(corridor(bargain()))
    assert (found.lowest, found.highest, found.surplus) == (22_000, 36_000, 14_000)
    assert found.split == 29_000
    assert (found.client_gain(29_000), found.provider_gain(29_000)) == (7_000, 7_000)


def test_the_reference_design_is_split_in_its_middle() -> None:
    # A month and user; 25 users, 12 months. The ends are printed to a tenth.
    found = Corridor(lowest=73.5, highest=111.7)
    assert found.split == pytest.approx(92.6)
    assert found.surplus * 300 == pytest.approx(11_476, abs=0.1 * 300)


def test_a_corridor_of_one_price_is_a_corridor() -> None:
    only = opened(corridor(bargain(proactive=6_000)))
    assert (only.lowest, only.highest, only.split) == (22_000, 22_000, 22_000)


def test_a_price_beyond_an_end_is_brought_to_it() -> None:
    found = Corridor(lowest=10, highest=20, floor=12)
    assert [found.nearest(price) for price in (5, 11, 15, 25)] == [12, 12, 15, 20]


# ------------------------------------------------------------ the theorem


@given(of=BARGAINS, price=ANY_MONEY, other=ANY_MONEY)
def test_a_price_is_a_pure_transfer(of: Bargain, price: float, other: float) -> None:
    client = client_gain(of, price) - client_gain(of, other)
    provider = provider_gain(of, price) - provider_gain(of, other)
    assert client == pytest.approx(-provider, abs=NEAR)


@given(of=BARGAINS, price=ANY_MONEY)
def test_the_surplus_holds_no_price(of: Bargain, price: float) -> None:
    both = client_gain(of, price) + provider_gain(of, price)
    assert both == pytest.approx(surplus(of), abs=NEAR)


@given(of=BARGAINS)
def test_the_split_leaves_each_side_half_of_the_surplus(of: Bargain) -> None:
    found = corridor(of)
    assume(isinstance(found, Corridor))
    middle = opened(found).split
    assert client_gain(of, middle) == pytest.approx(surplus(of) / 2, abs=NEAR)
    assert provider_gain(of, middle) == pytest.approx(surplus(of) / 2, abs=NEAR)


@given(of=BARGAINS, price=ANY_MONEY)
def test_no_price_leaves_the_worse_off_more_than_the_split(
    of: Bargain, price: float
) -> None:
    worse = min(client_gain(of, price), provider_gain(of, price))
    assert worse <= surplus(of) / 2 + NEAR


@given(of=BARGAINS, price=ANY_MONEY)
def test_without_a_corridor_no_price_serves_both(of: Bargain, price: float) -> None:
    assume(isinstance(corridor(of), NoCorridor))
    assert min(client_gain(of, price), provider_gain(of, price)) < NEAR


# ------------------------------------------------------------ no corridor


def test_where_no_price_serves_both_the_answer_says_what_would() -> None:
    found = shut(corridor(bargain(proactive=3_000)))
    assert (found.gap, found.fixed_down, found.value_up) == (3_000, 3_000, 3_000)
    assert found.noise_down == pytest.approx(0.5)
    assert found.margin is None
    assert found.because == (
        "No corridor: the provider needs 22,000.00 a year, and the plan is worth "
        "19,000.00 to the client. Any of these just opens one: cut the fixed cost by "
        "3,000.00; prevent 50.0% of the covered effort; show the client 3,000.00 more "
        "value."
    )


def test_what_cannot_open_one_by_itself_is_not_offered() -> None:
    poor = bargain(proactive=0, fixed=1_000)
    poor = replace(poor, provider=replace(poor.provider, cost_by_the_hour=-18_000))
    found = shut(corridor(poor))
    assert (found.gap, found.fixed_down, found.noise_down) == (9_000, None, None)
    assert found.because.endswith(
        "Any of these just opens one: show the client 9,000.00 more value."
    )


def test_what_prevented_effort_saves_may_bend() -> None:
    # The first half of the effort that is prevented saves three quarters of its cost.
    found = shut(
        corridor(bargain(proactive=1_500), None, lambda share: 6_000 * (1 - share) ** 2)
    )
    assert found.gap == 4_500
    assert found.noise_down == pytest.approx(0.5)


def test_all_the_effort_or_all_the_fixed_cost_may_be_just_enough() -> None:
    found = shut(corridor(bargain(proactive=0, fixed=6_000 + 4_000 + 3_000)))
    assert (found.gap, found.noise_down) == (6_000, 1)
    lean = bargain(proactive=0, fixed=13_000)
    lean = replace(lean, provider=replace(lean.provider, cost_by_the_hour=-10_000))
    assert shut(corridor(lean)).fixed_down == 13_000


# ------------------------------------------------------------ a margin to keep

EFFORT = 55.55555555555556 * 102.66446024929154
FIXED = 12_933.333333333334


def reference() -> Bargain:
    """The reference client: from 73.5 to 111.7 a user and month, of 25 users."""
    by_the_hour = FIXED + EFFORT - 73.5 * 300
    provider = ProviderSide(
        fixed=FIXED, cost_under_plan=EFFORT, cost_by_the_hour=by_the_hour
    )
    return plain(111.7 * 300, provider)


def test_a_margin_above_the_highest_price_shuts_the_corridor() -> None:
    floor = MarginFloor(share=0.6, effort_cost=EFFORT)
    assert floor.price(FIXED) / 300 == pytest.approx(155.31, abs=0.005)
    found = shut(corridor(reference(), floor))
    assert found.gap / 300 == pytest.approx(155.31 - 111.7, abs=0.005)
    assert found.because == (
        "No corridor: the provider needs 46,592.29 a year for a margin of 60%, and the "
        "plan is worth 33,510.00 to the client. Any of these just opens one: cut the fixed "
        "cost by 5,232.91; prevent 91.7% of the covered effort; show the client 13,082.29 "
        "more value; ask for a margin of 44.4%."
    )


def test_a_margin_within_the_corridor_lifts_the_split_to_its_price() -> None:
    lifted = opened(corridor(reference(), MarginFloor(share=0.4, effort_cost=EFFORT)))
    assert lifted.floor == pytest.approx((FIXED + EFFORT) / 0.6)
    assert lifted.split == lifted.floor
    assert lifted.lowest == pytest.approx(22_050)


def test_a_margin_below_the_split_changes_nothing() -> None:
    free = opened(corridor(reference()))
    kept = opened(corridor(reference(), MarginFloor(share=0.1, effort_cost=EFFORT)))
    assert kept.split == free.split == pytest.approx(92.6 * 300)


def test_a_lower_margin_opens_nothing_where_the_bare_corridor_is_shut() -> None:
    found = shut(corridor(bargain(proactive=3_000), MarginFloor(share=0.2, effort_cost=0)))
    assert (found.gap, found.margin) == (3_000, None)
    assert "22,000.00 a year, and" in found.because


def test_a_lower_margin_opens_a_corridor_of_one_price() -> None:
    floor = MarginFloor(share=0.6, effort_cost=6_000)
    assert shut(corridor(bargain(proactive=6_000), floor)).margin == 1 - 19 / 22


@pytest.mark.parametrize("worth", [0, 1])
def test_a_price_of_nothing_or_below_cost_leaves_no_margin_to_ask_for(worth: float) -> None:
    # Work by the hour loses 5 here, so the bare corridor begins at 0.
    losing = ProviderSide(fixed=5, cost_under_plan=0, cost_by_the_hour=5)
    floor = MarginFloor(share=0.5, effort_cost=0)
    found = shut(corridor(plain(worth, losing), floor))
    assert (found.gap, found.margin) == (10 - worth, None)


@given(
    of=BARGAINS,
    share=st.floats(min_value=0, max_value=0.9),
    effort=MONEY,
    kept=st.booleans(),
)
def test_each_amount_just_opens_the_corridor(
    of: Bargain, share: float, effort: float, *, kept: bool
) -> None:
    floor = MarginFloor(share=share, effort_cost=effort) if kept else None
    found = corridor(of, floor)
    assume(isinstance(found, NoCorridor))
    for changed, asked in changed_by(of, floor, shut(found)):
        assert short_of(changed, asked) == pytest.approx(0, abs=NEAR * 10)


def changed_by(
    of: Bargain, floor: MarginFloor | None, found: NoCorridor
) -> list[tuple[Bargain, MarginFloor | None]]:
    """The bargain with each change that was offered."""
    value = of.client.proactive + found.value_up
    made = [(replace(of, client=replace(of.client, proactive=value)), floor)]
    if found.fixed_down is not None:
        fixed = of.provider.fixed - found.fixed_down
        made.append((replace(of, provider=replace(of.provider, fixed=fixed)), floor))
    if found.noise_down is not None:
        left = 1 - found.noise_down
        served = of.provider.cost_under_plan * left
        fewer = replace(of, provider=replace(of.provider, cost_under_plan=served))
        less = floor and replace(floor, effort_cost=floor.effort_cost * left)
        made.append((fewer, less))
    if floor and found.margin is not None:
        made.append((of, replace(floor, share=found.margin)))
    return made


def short_of(of: Bargain, floor: MarginFloor | None) -> float:
    """How far the lowest price allowed is above the highest."""
    asked = floor.price(of.provider.fixed) if floor else -float("inf")
    return max(-provider_gain(of, 0), asked) - client_gain(of, 0)


# ------------------------------------------------------------ bugs


@pytest.mark.parametrize(("lowest", "floor"), [(21, 0), (10, 21), (float("nan"), 0)])
def test_ends_the_wrong_way_round_are_a_bug(lowest: float, floor: float) -> None:
    with pytest.raises(ValueError, match="no price from"):
        Corridor(lowest=lowest, highest=20, floor=floor)


@pytest.mark.parametrize(("share", "effort"), [(1, 5), (-0.1, 5), (0.5, -1)])
def test_a_margin_of_all_or_less_than_nothing_is_a_bug(share: float, effort: float) -> None:
    with pytest.raises(ValueError, match="a margin of"):
        MarginFloor(share=share, effort_cost=effort)
