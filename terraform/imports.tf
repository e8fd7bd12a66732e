# The way back after a take-down or a restore: the database is there already, so it is taken up instead of created. Once it is in the state,
# the block changes nothing.
import {
  for_each = toset(var.adopt_database ? [coalesce(var.database, var.prefix)] : [])

  to = google_firestore_database.ledger
  id = "projects/${var.project}/databases/${each.key}"
}
