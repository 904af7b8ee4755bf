"""What the log of security (安全日志) tells about accounts and about the departments they belong to."""

from perf.domain.terms import Labelled


class SecurityAct(Labelled):
    """Something that was done to an account or a department, or tried."""

    SIGNED_IN = ("signed_in", "登录")
    SIGN_IN_REFUSED = ("sign_in_refused", "登录未成功")
    SIGN_IN_SHUT = ("sign_in_shut", "账号锁住、停用或还没有密码，登录未成功")
    ADDRESS_PAUSED = ("address_paused", "同一地址输错太多，暂停登录")
    LOCKED = ("locked", "连续输错，账号锁住")
    SIGNED_OUT = ("signed_out", "退出")
    SIGN_INS_ENDED = ("sign_ins_ended", "结束登录")
    PASSWORD_CHANGED = ("password_changed", "修改密码")
    PASSWORD_CHANGE_REFUSED = ("password_change_refused", "修改密码时原密码不对")
    PASSWORD_SET_BY_LINK = ("password_set_by_link", "用链接设置密码")
    PASSWORD_GENERATED = ("password_generated", "生成初始密码")
    LINK_ISSUED = ("link_issued", "发出登录链接")
    USER_CREATED = ("user_created", "登记账号")
    USER_CHANGED = ("user_changed", "修改账号资料")
    USER_DEACTIVATED = ("user_deactivated", "停用账号")
    USER_ACTIVATED = ("user_activated", "重新启用账号")
    ROLE_GIVEN = ("role_given", "给予角色")
    ROLE_TAKEN = ("role_taken", "收回角色")
    DEPARTMENT_REGISTERED = ("department_registered", "登记单位")
    DEPARTMENT_CHANGED = ("department_changed", "修改单位")
