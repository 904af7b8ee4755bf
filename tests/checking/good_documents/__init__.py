"""Disclosed documents of invented departments in which nothing is wrong, at random.

:func:`tests.checking.good_documents.departments.departments` invents a department's year; the pages are printed from it
as text, the way published files are often kept.
"""

from tests.checking.good_documents.budget_pages import budget_pages
from tests.checking.good_documents.departments import Department
from tests.checking.good_documents.narrative_pages import narrative
from tests.checking.good_documents.target_pages import department_page, project_pages


def document(department: Department) -> str:
    """Print everything a department discloses."""
    return "\n\n".join(
        [narrative(department), *budget_pages(department), department_page(department), *project_pages(department)]
    )
