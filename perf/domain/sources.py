"""Where a value was read: a line of text, a spreadsheet cell, or a cell of a table on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One place in a file. Only the parts that the file's format knows are set.

    Attributes:
        line: line of a text file, from 1.
        sheet: name of a worksheet.
        cell: address in that worksheet, such as ``B7``.
        page: page of a PDF, from 1.
        table: number of the table in the file (or on the page), from 1.
        row: row of that table, from 1.
        column: column of that row or line, from 1.
        paragraph: paragraph outside of tables, from 1, in files that know no lines.
    """

    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None

    def describe(self) -> str:
        """Say the place as a person would: 第553行第4格, 工作表“目标”B7, 第2页表1第3行第2格."""
        numbered = (
            (self.page, "第{}页"),
            (self.table, "表{}"),
            (self.line, "第{}行"),
            (self.row, "第{}行"),
            (self.column, "第{}格"),
            (self.paragraph, "第{}段"),
        )
        if self.sheet is not None:
            return f"工作表“{self.sheet}”{self.cell or ''}"
        return "".join(words.format(number) for number, words in numbered if number is not None)

    def as_dict(self) -> dict[str, str | int]:
        """Give the parts that are set, for JSON."""
        parts = {name: getattr(self, name) for name in self.__slots__}
        return {name: part for name, part in parts.items() if part is not None}
