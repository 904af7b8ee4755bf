"""Forms about departments. The token against forged requests is checked for every form."""

from wtforms import Form, StringField
from wtforms.validators import InputRequired


class CodeForm(Form):
    """The code of a new department, which stays; it comes before all else."""

    code = StringField("单位代码", [InputRequired("还没有填单位代码")])


class DepartmentForm(Form):
    """What of a department may be changed; the one above it is named by its code, empty for none."""

    name = StringField("单位名称", [InputRequired("还没有填单位名称")])
    supervising_code = StringField("主管部门的单位代码")


class NewDepartmentForm(CodeForm, DepartmentForm):
    """A department that is not registered yet."""
