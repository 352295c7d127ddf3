"""The central service: adopts devices, takes in what they send, gives it to their commune. No windows."""
