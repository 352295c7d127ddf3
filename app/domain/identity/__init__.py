"""Who somebody is according to a card: numbers, codes and the QR texts that carry them. Nothing is stored."""
