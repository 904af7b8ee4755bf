"""The pages about accounts and their departments: one's own account, the users, their roles, the log of security."""
