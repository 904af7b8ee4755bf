"""A submitted draft as it is kept for ever: its rows and its target as JSON, and a digest over both."""

import hashlib
import json

from perf.domain.drafts.rows import Draft
from perf.domain.interchange import target_as_dict
from perf.domain.targets import PerformanceTarget


def written_rows(draft: Draft) -> str:
    """Write the rows of a draft in their order."""
    rows = [{"id": row.id, "version": row.version, "block": row.block, "texts": dict(row.texts)} for row in draft.rows]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


def written_target(target: PerformanceTarget) -> str:
    """Write the target that a draft states, its parts in the order of the form, which is theirs."""
    return json.dumps(target_as_dict(target), ensure_ascii=False)


def seal(schema_id: str, rows: str, target: str) -> str:
    """Give the SHA-256 over all of it; each part is written with its length, so that none runs into the next."""
    parts = (schema_id, rows, target)
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
