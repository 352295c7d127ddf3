"""What a device says to central and to the system keyring."""
