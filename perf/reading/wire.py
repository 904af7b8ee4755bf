"""A read file as JSON and back: what the reading process answers. Never code, as pickle would be."""

import json
from base64 import b64decode, b64encode
from typing import Any

from perf.domain.documents.blocks import Cell, FoundTable, Grid, Paragraph
from perf.domain.sources import Source
from perf.reading.results import Payload, ReadFile, UnreadableFile


def pack(answer: ReadFile | UnreadableFile) -> bytes:
    """Write an answer as JSON."""
    if isinstance(answer, UnreadableFile):
        return _written({"name": answer.name, "reason": answer.reason})
    return _written(
        {
            "name": answer.name,
            "format": answer.format,
            "tables": [_table(table) for table in answer.tables],
            "paragraphs": [
                [paragraph.text, _place(paragraph.source), paragraph.tables_before] for paragraph in answer.paragraphs
            ],
            "payloads": [[b64encode(payload.data).decode("ascii"), payload.name] for payload in answer.payloads],
        }
    )


def unpack(written: bytes) -> ReadFile:
    """Read an answer; raises :class:`UnreadableFile` when it is a refusal."""
    answer = json.loads(written)
    if "reason" in answer:
        raise UnreadableFile(answer["name"], answer["reason"])
    paragraphs = tuple(Paragraph(text, Source(*place), before) for text, place, before in answer["paragraphs"])
    return ReadFile(
        answer["name"],
        answer["format"],
        tuple(_found(table) for table in answer["tables"]),
        paragraphs,
        tuple(Payload(b64decode(data), name) for data, name in answer["payloads"]),
    )


def _written(answer: dict[str, Any]) -> bytes:
    # ASCII only: a lone surrogate in a file's name must not stop the answer.
    return json.dumps(answer, separators=(",", ":")).encode("ascii")


def _table(table: FoundTable) -> dict[str, Any]:
    grid = table.grid
    return {
        "widths": grid.widths,
        "rows": grid.row_count,
        "spans_known": grid.spans_known,
        "cells": [
            [cell.row, cell.column, cell.text, cell.rows, cell.columns, _place(cell.source)] for cell in grid.cells
        ],
        "before": table.before,
        "after": table.after,
        "source": _place(table.source),
    }


def _place(source: Source | None) -> list[str | int | None] | None:
    return None if source is None else [getattr(source, name) for name in Source.__slots__]


def _found(table: dict[str, Any]) -> FoundTable:
    cells = tuple(
        Cell(row, column, text, rows, columns, source=None if place is None else Source(*place))
        for row, column, text, rows, columns, place in table["cells"]
    )
    grid = Grid(tuple(table["widths"]), table["rows"], cells, spans_known=table["spans_known"])
    return FoundTable(grid, tuple(table["before"]), tuple(table["after"]), Source(*table["source"]))
