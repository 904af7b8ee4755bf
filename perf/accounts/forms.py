"""Forms of signing in and of passwords. The token against forged requests is checked for every form."""

from wtforms import Form, PasswordField, StringField
from wtforms.validators import InputRequired


class SignInForm(Form):
    """Name and password."""

    name = StringField("登录名", [InputRequired("还没有填登录名")])
    password = PasswordField("密码", [InputRequired("还没有填密码")])


class NewPasswordForm(Form):
    """A new password, typed twice."""

    new_password = PasswordField("新密码", [InputRequired("还没有填新密码")])
    new_password_again = PasswordField("再填一次新密码", [InputRequired("还没有再填一次新密码")])


class ChangePasswordForm(NewPasswordForm):
    """A new password behind the present one."""

    present_password = PasswordField("现在的密码", [InputRequired("还没有填现在的密码")])


def first_errors(form: Form) -> list[tuple[str, str]]:
    """Give the name of each wrong field with what is wrong."""
    return [(field.id, str(field.errors[0])) for field in form if field.errors]
