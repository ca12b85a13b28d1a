"""What becomes of a built site: it is checked as files, put in place whole, and packed."""
