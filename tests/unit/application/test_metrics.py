from hovorna.application.metrics import BUILT_IN, FIRST_OWN, Grouping, Metric, is_built_in, metric_key, own_number


def test_sessions_can_only_be_counted() -> None:
    assert is_built_in("session", "count")
    assert not is_built_in("session", "sum")
    assert is_built_in("session_active", "sum")


def test_numbers_of_built_in_metrics_never_meet_a_companys_own() -> None:
    assert [metric.id for metric in BUILT_IN] == list(range(1, len(BUILT_IN) + 1))
    assert len(BUILT_IN) < FIRST_OWN
    assert own_number(Metric(1, 7, "a", "b")) == FIRST_OWN
    assert own_number(BUILT_IN[0]) == 1


def test_the_order_of_the_fields_makes_no_other_metric() -> None:
    fields = Grouping("tag", "-"), Grouping("channel", "none")
    assert metric_key(Metric(1, 7, "a", "b", fields)) == metric_key(Metric(2, 7, "a", "b", fields[::-1]))
