"""A member's own copy in the forms they can take away."""
