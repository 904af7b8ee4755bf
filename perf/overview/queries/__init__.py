"""What the pages and reminders ask, a module a matter. The number of queries never grows with the data."""
