"""Errors that are said to people."""


class PlainWordsError(Exception):
    """Something cannot be done; the text is a Chinese sentence that says what, where and what to do instead.

    Commands print it and pages show it as it stands.
    """
