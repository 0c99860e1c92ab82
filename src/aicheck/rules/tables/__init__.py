"""Relations between the cells of a table."""
