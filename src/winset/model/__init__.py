"""What a case means, compiled: packages, patterns and rules as logic, acceptance as integers."""
