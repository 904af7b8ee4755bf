"""The form of the import page; its token against forged requests is checked for every form at once."""

from wtforms import FileField, Form
from wtforms.validators import InputRequired


class FileForm(Form):
    """One file to read; a missing one is refused."""

    document = FileField("选择文件", [InputRequired("还没有选择文件，请先选择一份要读取的文件")])
