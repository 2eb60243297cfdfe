"""Pictures the bot draws: links to point a camera at, and charts."""
