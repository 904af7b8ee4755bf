"""The text of one HTML element as a browser shows it: lines broken by blocks, white space collapsed or kept."""

import re
from collections.abc import Iterator

from lxml import etree

from perf.reading.cell_text import clean

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "select", "textarea", "iframe", "object", "svg"})
"""Elements whose text no reader of the page sees as such."""

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "figcaption", "fieldset"}
)
"""Elements that begin and end a line."""

_KEEPS_SPACE = re.compile(r"white-space\s*:\s*(?:pre|pre-wrap|break-spaces)\s*(?:;|!|$)", re.IGNORECASE)
_COLLAPSES = re.compile(r"white-space\s*:\s*(?:normal|nowrap)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")


def keeps_space(element: etree._Element, *, inherited: bool = False) -> bool:
    """Tell whether white space inside an element is kept, by ``<pre>`` or its own ``style``, else as inherited."""
    style = element.get("style") or ""
    if element.tag == "pre" or _KEEPS_SPACE.search(style):
        return True
    return inherited and not _COLLAPSES.search(style)


class Lines:
    """Lines of text that grow piece by piece."""

    def __init__(self) -> None:
        self._lines = [""]
        self._open = False

    def write(self, text: str, *, exact: bool) -> None:
        """Add text, with its white space as it is or collapsed to single spaces."""
        if exact:
            first, *rest = text.split("\n")
            self._lines[-1] += first
            self._lines += rest
        else:
            text = _SPACES.sub(" ", text)
            at_space = self._lines[-1][-1:] in {"", " "}
            self._lines[-1] += text.removeprefix(" ") if at_space else text
        self._open = not exact

    def break_line(self) -> None:
        """End the line, as ``<br>`` does."""
        if self._open:
            self._lines[-1] = self._lines[-1].removesuffix(" ")
        self._lines.append("")

    def begin_block(self) -> None:
        """Begin a line, unless one has just begun."""
        if self._lines[-1].strip(" "):
            self.break_line()

    def take(self) -> list[str]:
        """Give the lines so far and begin anew."""
        self.break_line()
        lines, self._lines = self._lines, [""]
        return lines


def element_text(element: etree._Element, *, exact: bool) -> str:
    r"""Give the text of a cell without that of tables inside it; lines end with ``\n``.

    ``exact`` keeps white space as it is.
    """
    lines = Lines()
    _write_inside(lines, element, exact=exact)
    return clean("\n".join(lines.take()))


def nested_tables(element: etree._Element) -> Iterator[etree._Element]:
    """Give the outermost tables inside an element."""
    for child in element:
        if child.tag == "table":
            yield child
        elif child.tag not in UNSEEN:
            yield from nested_tables(child)


def _write_inside(lines: Lines, element: etree._Element, *, exact: bool) -> None:
    lines.write(str(element.text or ""), exact=exact)
    for child in element:
        if child.tag == "br":
            lines.break_line()
        elif child.tag != "table" and child.tag not in UNSEEN:
            _write_child(lines, child, exact=keeps_space(child, inherited=exact))
        lines.write(str(child.tail or ""), exact=exact)


def _write_child(lines: Lines, child: etree._Element, *, exact: bool) -> None:
    if child.tag in BLOCKS:
        lines.begin_block()
        _write_inside(lines, child, exact=exact)
        lines.begin_block()
    else:
        _write_inside(lines, child, exact=exact)
