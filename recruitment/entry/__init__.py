"""What people enter: numbers as typed, approval, workbooks."""
