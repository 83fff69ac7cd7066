"""What each kind of paper says, in Indonesian whatever language the user reads."""
