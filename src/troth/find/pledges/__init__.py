"""Pledges: where a report states that somebody takes on a future course, and all that it says of it."""
