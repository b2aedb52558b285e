"""Pictures of prices as SVG: readable in light and dark, wide and narrow, and by ear."""
