"""What must hold for the project as a whole."""
