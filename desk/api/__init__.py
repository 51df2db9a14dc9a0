"""The desk and its documents under `/api/v1/`."""
