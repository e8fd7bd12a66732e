# Numbers out of the ticks' own reports, for the dashboard and for the alert that a tick is missing.
locals {
  our_logs = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${join(" OR ", [
    for service in local.services : "\"${service.name}\""
  ])})"

  tick_metrics = {
    oldest_reservation_seconds = { field = "oldestReservationSeconds", unit = "s" }
    budget_used_percent        = { field = "budgetUsedPercent", unit = "%" }
  }
}

resource "google_logging_metric" "ticks" {
  name        = "${var.prefix}/ticks"
  description = "Ticks that ended and said so."
  filter      = "${local.our_logs} AND ${local.log_filters.tick}"

  label_extractors = {
    tick = "EXTRACT(jsonPayload.tick)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"

    labels {
      key         = "tick"
      value_type  = "STRING"
      description = "submit, reclaim, or one of its shares"
    }
  }
}

resource "google_logging_metric" "report" {
  for_each = local.tick_metrics

  name            = "${var.prefix}/${each.key}"
  description     = "${each.value.field} of each tick's report."
  filter          = "${local.our_logs} AND ${local.log_filters.tick} AND jsonPayload.report.${each.value.field}>=0"
  value_extractor = "EXTRACT(jsonPayload.report.${each.value.field})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = each.value.unit
  }
}

# What strangers send to the public function would otherwise be paid for as lines of the log: of what it refuses, one in a hundred is kept.
resource "google_logging_project_exclusion" "refused" {
  for_each = { for key, service in local.services : key => service.name if service.public }

  name        = "${each.value}-refused"
  description = "Requests that the public function refused."
  filter = join(" AND ", [
    "resource.type=\"cloud_run_revision\"",
    "resource.labels.service_name=\"${each.value}\"",
    "httpRequest.status>=400 AND httpRequest.status<500",
    "sample(insertId, 0.99)",
  ])
}
