"""What staff put beside a person: tags, and short notes. Sealed, looked at on the record, and gone after a year."""
