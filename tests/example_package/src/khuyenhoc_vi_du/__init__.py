"""The catalogue of an association that does not exist: the files beside this one."""
