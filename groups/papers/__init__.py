"""What papers of groups have in common."""
