"""Random tokens for sign-ins and links: whoever is given one holds it, the database keeps only its hash."""

import hashlib
import secrets


def new_token() -> str:
    """Make a token of 256 random bits that fits an address and a cookie."""
    return secrets.token_urlsafe(32)


def hash_of_token(token: str) -> str:
    """Give what is kept of a token. Random tokens cannot be guessed, so one fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
