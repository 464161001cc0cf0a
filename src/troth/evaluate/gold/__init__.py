"""Labels as others write them, each kind read into cases by a module of its own."""
