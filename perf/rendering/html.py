"""Target tables as one web page that needs nothing else: no script, no address, its style inside.

The table's markup alone (:func:`table_markup`) is shared with the web pages, which style it by its classes:
``official-table`` (the table), ``form-title``, ``form-subtitle``, ``form-heading``, ``form-label``,
``form-value``, ``align-left``, ``align-center``, ``align-right``; ``is-marked`` with ``mark-<kind>`` (a cell the page
speaks of) and ``cell-mark`` (the link in it to what is said).
"""

from collections.abc import Iterator, Sequence
from html import escape

from perf.domain.documents.blocks import Cell, Document, Grid, Role
from perf.rendering.html_style import STYLE
from perf.rendering.marks import NO_MARKS, CellMark, Marks, Remark
from perf.rendering.placement import Places, can_cut, places_of, starts_here
from perf.rendering.printable import require_printable


def render_html(documents: Sequence[Document]) -> bytes:
    """Give a complete UTF-8 page with the documents one below the other.

    Refuses, with ``ValueError``, no documents at all, and text with characters that no page can carry.
    """
    if not documents:
        raise ValueError("there is no document to write")
    title = _escaped(documents[0].title)
    articles = "".join(_article(document, number) for number, document in enumerate(documents, start=1))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{articles}</main>\n</body>\n</html>\n"
    ).encode()


def table_markup(document: Document, *, within_page: bool = True, marks: Marks = NO_MARKS) -> str:
    """Give the ``table`` element of a document: title as caption, cells with roles, spans and text kept exactly.

    Within a page of the web application there are no ``style`` attributes, which its security policy forbids;
    white space in cells is kept there by the style sheet (``white-space: pre-wrap``), and the title is not a
    heading, because the page has its own. ``marks`` sets cells apart.
    """
    places = places_of(document.grid)
    style = "" if within_page else ' style="white-space: pre-wrap"'
    return (
        f'<table class="official-table"{style}>\n{_caption(document, within_page=within_page)}'
        f"{_columns(document.grid)}{''.join(_row_groups(places, document.grid, marks))}</table>\n"
    )


def _article(document: Document, number: int) -> str:
    """Give one document; its table scrolls sideways in a box that the keyboard reaches."""
    lying = " landscape" if document.landscape else ""
    notes = "".join(f'<p class="form-note">{_escaped(note)}</p>\n' for note in document.notes)
    signatures = "".join(f"<span>{_escaped(signature)}</span>\n" for signature in document.signatures)
    return (
        f'<article class="official-form{lying}">\n'
        f'<div class="table-scroll" role="region" aria-label="{_escaped(document.title)}（{number}）" tabindex="0">\n'
        f"{table_markup(document, within_page=False)}</div>\n"
        f"{notes}" + (f'<p class="form-signatures">\n{signatures}</p>\n' if signatures else "") + "</article>\n"
    )


def _caption(document: Document, *, within_page: bool) -> str:
    tag = "p" if within_page else "h1"
    title = f'<{tag} class="form-title">{_escaped(document.title)}</{tag}>'
    subtitle = "" if document.subtitle is None else f'<p class="form-subtitle">{_escaped(document.subtitle)}</p>'
    return f"<caption>{title}{subtitle}</caption>\n"


def _columns(grid: Grid) -> str:
    """Give the widths as attributes: a strict security policy forbids them as style."""
    whole = sum(grid.widths)
    columns = "".join(f'<col width="{100 * width / whole:.2f}%">' for width in grid.widths)
    return f"<colgroup>{columns}</colgroup>\n"


def _row_groups(places: Places, grid: Grid, marks: Marks) -> Iterator[str]:
    """Give the rows; heading rows become a repeated ``thead`` where HTML allows it, at the very top."""
    head = len(grid.heading_rows) if grid.heading_rows[:1] == (0,) else 0
    if not (0 < head < grid.row_count and can_cut(places, head)):
        head = 0
    for tag, rows in (("thead", range(head)), ("tbody", range(head, grid.row_count))):
        if rows:
            yield f"<{tag}>\n{''.join(_row(places, row, marks) for row in rows)}</{tag}>\n"


def _row(places: Places, row: int, marks: Marks) -> str:
    cells = (found or Cell(row, column, "") for column, found in enumerate(places[row]))
    begun = [cell for column, cell in enumerate(cells) if starts_here(cell, row, column)]
    return f"<tr>{''.join(_cell(cell, marks.get((cell.row, cell.column))) for cell in begun)}</tr>\n"


def _cell(cell: Cell, mark: CellMark | None) -> str:
    """Give one cell; an empty label is no header, because a header without text names nothing."""
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    marked = f' id="{escape(mark.anchor)}"' if mark else ""
    remarks = mark.remarks if mark else ()
    kinds = dict.fromkeys(f"mark-{escape(remark.kind)}" for remark in remarks)
    classes = " ".join((f"form-{cell.role}", *(["is-marked"] if kinds else ()), *kinds))
    text = _escaped(cell.text) + "".join(map(_remark_link, remarks))
    if cell.role is Role.VALUE or not cell.text.strip():
        return f'<td class="{classes} align-{cell.align}"{spans}{marked}>{text}</td>'
    scope = "col" if cell.role is Role.HEADING else "row"
    return f'<th class="{classes}" scope="{scope}"{spans}{marked}>{text}</th>'


def _remark_link(remark: Remark) -> str:
    """Give the link from a cell to what is said about it."""
    return (
        f'<a class="cell-mark mark-{escape(remark.kind)}" href="#{escape(remark.anchor)}"'
        f' aria-label="{escape(remark.name)}">{escape(remark.label)}</a>'
    )


def _escaped(text: str) -> str:
    return escape(require_printable(text))
