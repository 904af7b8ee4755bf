"""What every page shares: who may see it, its headers, its errors, its database session, how values are shown."""
