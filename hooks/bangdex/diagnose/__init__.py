"""The guided diagnosis: what the browser is handed for it, and where a catalog leaves gaps."""
