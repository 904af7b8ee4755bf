"""The sentences around the tables (预算公开情况说明): what they state, and whether tables and arithmetic agree."""
