"""The form of a pasted block: the text, and where it is to begin."""

from wtforms import Form, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library
from wtforms.validators import InputRequired

from perf.domain.drafts.rows import Draft
from perf.domain.pasting.pasted_block import Anchor
from perf.domain.table_schema import TableSchema
from perf.drafting.paste_page import paste_choices

_BY_ITSELF = ("", "按表头认；没有填过的第一行起")


class PasteForm(Form):
    """A block, and the cell that it is pasted into: row id and cell key, both blank where its headings say it all."""

    text = TextAreaField(
        "复制的内容", [InputRequired("还没有贴内容；请在 Excel、WPS 或 Word 里选中单元格复制，再贴到这里")]
    )
    row = SelectField("从哪一行起", validate_choice=False)
    cell = SelectField("从哪一列起", validate_choice=False)

    def offer(self, draft: Draft, schema: TableSchema) -> None:
        """Let the rows and columns of a draft be chosen."""
        choices = paste_choices(draft, schema)
        self.row.choices = [SelectChoice(*choice) for choice in (_BY_ITSELF, *choices.rows)]
        self.cell.choices = [SelectChoice(*choice) for choice in choices.cells]

    @property
    def anchor(self) -> Anchor | None:
        """The cell that was chosen, ``None`` for none."""
        row, cell = self.row.data or "", self.cell.data or ""
        is_number = row.isascii() and row.isdigit() and len(row) < 10
        return Anchor(int(row), cell) if is_number and cell else None
