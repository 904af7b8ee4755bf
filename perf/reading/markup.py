"""XML that came from outside, parsed without entities, network or unlimited depth."""

from lxml import etree

from perf.reading.packages import DAMAGED
from perf.reading.results import ContentError


def parse_xml(part: bytes) -> etree._Element:
    """Give the root of an XML part; refuses what is not well formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ContentError(DAMAGED) from error
