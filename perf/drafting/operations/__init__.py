"""What may be done to drafts, a module a matter. Callers open and commit the transaction."""
