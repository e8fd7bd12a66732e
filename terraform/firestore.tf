resource "google_firestore_database" "ledger" {
  name        = coalesce(var.database, var.prefix)
  location_id = coalesce(var.firestore_location, var.region)
  type        = "FIRESTORE_NATIVE"

  # Enterprise has no single-field exemptions.
  database_edition = "STANDARD"

  # Any minute of the last seven days.
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"

  # What was paid for is here. `terraform destroy` leaves it alone, and so does a slip in the console.
  delete_protection_state = "DELETE_PROTECTION_ENABLED"
  deletion_policy         = "ABANDON"
}

resource "google_firestore_backup_schedule" "daily" {
  database  = google_firestore_database.ledger.name
  retention = "${var.backup_days * 86400}s"

  daily_recurrence {}
}

# indexes.json is written from the code's queries by a test, which also says why each of these is needed.
locals {
  indexes = jsondecode(file("${path.module}/indexes.json"))

  indexed_fields = merge([
    for collection, fields in local.indexes.fields : {
      for field, orders in fields : "${collection}/${field}" => { collection = collection, field = field, orders = orders }
    }
  ]...)

  composite_indexes = {
    for index in local.indexes.composite :
    "${index.collection}/${join(",", [for field in index.fields : "${field.field} ${field.order}"])}" => index
  }
}

# Texts may be far longer than the 1,500 bytes that an index can hold, and every index entry costs storage and time.
resource "google_firestore_field" "not_indexed" {
  for_each = toset(keys(local.indexes.fields))

  database   = google_firestore_database.ledger.name
  collection = each.key
  field      = "*"

  index_config {}
}

resource "google_firestore_field" "indexed" {
  for_each = local.indexed_fields

  database   = google_firestore_database.ledger.name
  collection = each.value.collection
  field      = each.value.field

  index_config {
    dynamic "indexes" {
      for_each = each.value.orders

      content {
        order       = indexes.value
        query_scope = "COLLECTION"
      }
    }
  }
}

resource "google_firestore_index" "composite" {
  for_each = local.composite_indexes

  database    = google_firestore_database.ledger.name
  collection  = each.value.collection
  query_scope = "COLLECTION"

  dynamic "fields" {
    for_each = each.value.fields

    content {
      field_path = fields.value.field
      order      = fields.value.order
    }
  }
}
