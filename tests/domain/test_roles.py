"""What each role may do, and which ones one person may hold."""

from hypothesis import given
from hypothesis import strategies as st

from perf.domain.roles import ADMINISTRATORS, PERMISSIONS, Permission, Role, may_be_held_together, permissions_of

OF_ADMINISTRATION = {
    Permission.KEEP_USERS,
    Permission.KEEP_DEPARTMENTS,
    Permission.GIVE_ROLES,
    Permission.READ_SECURITY_LOG,
}


def test_every_role_may_do_something_and_every_permission_is_somebodys() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert all(PERMISSIONS.values())
    assert permissions_of(Role) == set(Permission)


def test_administrators_touch_no_business_and_share_nothing() -> None:
    for role in Role:
        held = PERMISSIONS[role] & OF_ADMINISTRATION
        assert held == (PERMISSIONS[role] if role in ADMINISTRATORS else set())
    assert sum(len(PERMISSIONS[role]) for role in ADMINISTRATORS) == len(OF_ADMINISTRATION)
    assert permissions_of(ADMINISTRATORS) == OF_ADMINISTRATION


@given(st.frozensets(st.sampled_from(Role)))
def test_whoever_administers_does_nothing_else(roles: frozenset[Role]) -> None:
    if may_be_held_together(roles):
        assert not (permissions_of(roles) & OF_ADMINISTRATION and permissions_of(roles) - OF_ADMINISTRATION)
        assert len(roles & ADMINISTRATORS) <= 1
    else:
        assert len(roles) > 1
