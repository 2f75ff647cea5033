"""Progress of Party-member admissions against the targets that congresses set."""
