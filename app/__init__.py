"""Kedun: credit control for small firms that sell on credit."""

__version__ = "0.1.0"
