"""To another account: a code from the old one, typed in the new one, and a yes in the old one."""
