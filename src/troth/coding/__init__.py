"""Blind double coding: samples for two coders, and how far they agree."""
