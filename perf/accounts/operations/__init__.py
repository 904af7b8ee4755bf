"""What may be done to accounts. Callers open and commit the transaction; every act is written into the log."""
