# The way back after a take-down: the buckets were kept, with what is in them.
import {
  for_each = toset(var.adopt_buckets ? ["${var.project}-tickbox-state"] : [])

  to = google_storage_bucket.state
  id = each.key
}

import {
  for_each = toset(var.adopt_buckets ? ["${var.project}-tickbox-plans"] : [])

  to = google_storage_bucket.plans
  id = each.key
}
