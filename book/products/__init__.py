"""What the builder makes: each a few lines on what stands below."""
