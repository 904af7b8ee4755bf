"""What may be done in a review, a module a matter. Callers open and commit the transaction."""
