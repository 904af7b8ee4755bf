"""Accounts: who somebody is, how they sign in, which roles they hold, and the log of all that."""
