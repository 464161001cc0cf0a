"""Names: the people and the bodies that a report names, and the fullest name of each."""
