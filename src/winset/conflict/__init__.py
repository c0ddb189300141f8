"""The Graph Model for Conflict Resolution: where things can come to rest if nothing is signed."""
