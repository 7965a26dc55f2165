from hovorna.application.roles import (
    OF_A_CLIENT,
    DepartmentRole,
    GlobalRole,
    Right,
    rights_of_department,
    rights_of_global,
    with_implied,
)


def test_nobody_but_the_servers_administrator_sees_other_companies() -> None:
    assert Right.HOST not in OF_A_CLIENT
    assert [role for role in GlobalRole if Right.HOST in rights_of_global([role])] == [GlobalRole.ADMIN]
    assert not any(Right.HOST in rights_of_department([role]) for role in DepartmentRole)


def test_who_may_read_may_watch() -> None:
    assert with_implied({Right.READ}) == {Right.READ, Right.WATCH}


def test_an_operator_answers_and_watches_and_no_more() -> None:
    assert rights_of_department([DepartmentRole.TELEPHONIST]) == {Right.ANSWER, Right.WATCH}


def test_roles_add_up() -> None:
    rights = rights_of_department([DepartmentRole.OPERATOR, DepartmentRole.TENANT_SESSIONS_VIEW])
    assert rights == {Right.ANSWER, Right.READ, Right.WATCH}


def test_roles_of_what_is_not_there_yet_give_nothing() -> None:
    assert rights_of_department([DepartmentRole.TENANT_CAMPAIGNS_ADMIN]) == frozenset()
