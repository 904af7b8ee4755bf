"""Who may do what: roles, permissions, and the one table that joins them.

The administration is split three ways (三员分立): one keeps the users, one their roles, one reads the log of both. None
of them touches what departments write, and nobody is two of them.
"""

from collections.abc import Iterable, Mapping

from perf.domain.terms import Labelled


class Role(Labelled):
    """What somebody is in the work on performance targets."""

    DRAFTER = ("drafter", "填报人")
    UNIT_LEADER = ("unit_leader", "单位负责人")
    DEPARTMENT_REVIEWER = ("department_reviewer", "主管部门审核")
    FINANCE_BUSINESS_REVIEWER = ("finance_business_reviewer", "业务科室")
    FINANCE_PERFORMANCE_REVIEWER = ("finance_performance_reviewer", "绩效科")
    AUDITOR = ("auditor", "审计")
    SYSTEM_ADMINISTRATOR = ("system_administrator", "系统管理员")
    SECURITY_ADMINISTRATOR = ("security_administrator", "安全管理员")
    AUDIT_ADMINISTRATOR = ("audit_administrator", "审计管理员")


class Permission(Labelled):
    """One thing that somebody may do."""

    DRAFT_TARGETS = ("draft_targets", "填写本单位的绩效目标")
    SIGN_TARGETS = ("sign_targets", "审签本单位的绩效目标")
    REVIEW_SUPERVISED_TARGETS = ("review_supervised_targets", "审核所属单位的绩效目标")
    REVIEW_TARGETS_FOR_BUDGET = ("review_targets_for_budget", "以业务科室身份审核绩效目标")
    REVIEW_TARGETS_FOR_PERFORMANCE = ("review_targets_for_performance", "以绩效科身份审核、批复绩效目标")
    READ_ALL_TARGETS = ("read_all_targets", "查看所有单位的绩效目标")
    FOLLOW_TARGETS = ("follow_targets", "查看范围内各单位的报送和审核进度")
    SET_DEADLINES = ("set_deadlines", "规定各年度填报、审核的截止日期")
    PROPOSE_INDICATORS = ("propose_indicators", "提议指标入库")
    KEEP_LIBRARY = ("keep_library", "审定提议入库的指标，停用指标")
    KEEP_USERS = ("keep_users", "登记、修改、停用账号，发登录链接")
    KEEP_DEPARTMENTS = ("keep_departments", "登记单位，改单位的名称和主管部门")
    GIVE_ROLES = ("give_roles", "给予、收回角色，结束别人的登录")
    READ_SECURITY_LOG = ("read_security_log", "查看安全日志")


PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.DRAFTER: frozenset({Permission.DRAFT_TARGETS, Permission.PROPOSE_INDICATORS, Permission.FOLLOW_TARGETS}),
    Role.UNIT_LEADER: frozenset({Permission.SIGN_TARGETS, Permission.FOLLOW_TARGETS}),
    Role.DEPARTMENT_REVIEWER: frozenset({Permission.REVIEW_SUPERVISED_TARGETS, Permission.FOLLOW_TARGETS}),
    Role.FINANCE_BUSINESS_REVIEWER: frozenset(
        {Permission.REVIEW_TARGETS_FOR_BUDGET, Permission.READ_ALL_TARGETS, Permission.FOLLOW_TARGETS}
    ),
    Role.FINANCE_PERFORMANCE_REVIEWER: frozenset(
        {
            Permission.REVIEW_TARGETS_FOR_PERFORMANCE,
            Permission.READ_ALL_TARGETS,
            Permission.FOLLOW_TARGETS,
            Permission.KEEP_LIBRARY,
            Permission.SET_DEADLINES,
        }
    ),
    Role.AUDITOR: frozenset({Permission.READ_ALL_TARGETS, Permission.FOLLOW_TARGETS}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Permission.KEEP_USERS, Permission.KEEP_DEPARTMENTS}),
    Role.SECURITY_ADMINISTRATOR: frozenset({Permission.GIVE_ROLES}),
    Role.AUDIT_ADMINISTRATOR: frozenset({Permission.READ_SECURITY_LOG}),
}
"""What each role may do."""

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})
"""The roles of those who keep the system."""

OF_A_DEPARTMENT = frozenset({Role.DRAFTER, Role.UNIT_LEADER, Role.DEPARTMENT_REVIEWER})
"""The roles that mean something only in a department."""


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Give what somebody of these roles may do."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))


def may_be_held_together(roles: frozenset[Role]) -> bool:
    """Tell whether one person may hold these roles: an administrator is nothing else."""
    return not roles & ADMINISTRATORS or len(roles) == 1
