"""The courier under a random province: laptops, sticks and a central that do everything at the wrong moment."""
