"""The report: entries with reasons, the verdict, and how both are printed."""
