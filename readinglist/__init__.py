"""Reading List keeps the papers of daily digests."""

__version__ = "0.1.0"
