"""Text and table cells become quantities."""
