"""Units, currencies and dated exchange rates."""
