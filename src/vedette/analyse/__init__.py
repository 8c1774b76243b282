"""What the records come to over many reports: the force-posture ledger."""
