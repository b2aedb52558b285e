from hypothesis import given, settings, HealthCheck
from tests.strategies import plans
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.write import written
@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(plans())
def test_x(p):
    w=written(p); q,pr=read_plan("w",w)
    assert q, (pr[0].show(w))
    assert q==p
