"""What becomes of findings between the rules and the reports: which count, how gravely, and which are already known."""
