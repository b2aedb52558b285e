"""Pages of imports: a file, its columns, a trial, what came of it, undone again."""
