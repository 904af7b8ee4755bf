"""Forms about people. The token against forged requests is checked for every form."""

from wtforms import Form, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from perf.domain.roles import Role


class SignInNameForm(Form):
    """The name of a new user, which stays; it comes before all else."""

    sign_in_name = StringField("登录名", [InputRequired("还没有填登录名")])


class UserForm(Form):
    """What of an account the system administrator may change."""

    full_name = StringField("姓名", [InputRequired("还没有填姓名")])
    department_code = StringField("单位代码", [Length(max=40, message="单位代码太长，最多 32 位")])
    email = StringField("邮箱")


class NewUserForm(SignInNameForm, UserForm):
    """A new user."""


class OwnEmailForm(Form):
    """One's own e-mail address."""

    email = StringField("邮箱")


class RolesForm(Form):
    """The roles that somebody is to hold; the page puts their names and what they may do to them."""

    roles = SelectMultipleField(
        "角色",
        choices=[role.value for role in Role],  # type: ignore[misc]  # the stubs know no plain values
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
