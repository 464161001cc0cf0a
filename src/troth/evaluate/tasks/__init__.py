"""What can be scored: each task compares a case's labels with a prediction in the form that troth itself writes."""
