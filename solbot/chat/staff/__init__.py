"""What staff do in the chat. Every way in is guarded by a right (gate.py); none leads to a journal."""
