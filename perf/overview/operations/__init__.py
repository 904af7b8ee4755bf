"""What may be done, a module a matter. Callers open and commit the transaction."""
