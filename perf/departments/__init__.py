"""Departments, their projects, and the fiscal years they have tables for."""
