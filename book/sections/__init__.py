"""What each section says, as HTML."""
