"""The work list (待办) that everybody begins with, who submitted what, deadlines and reminders."""
