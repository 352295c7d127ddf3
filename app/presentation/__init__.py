"""What screens say: one presenter and one frozen state per screen. No Qt."""
