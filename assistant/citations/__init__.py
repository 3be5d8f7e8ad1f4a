"""Citations: quotes that are exactly what stands in a rundskriv."""
