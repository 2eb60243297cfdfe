"""What was announced, to be read again with /news, and the switch that ends announcements for somebody."""
