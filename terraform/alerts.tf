locals {
  # Plain strings, comparisons joined by AND: a Java test reads them from here and matches each against lines that the code prints.
  log_filters = {
    tick                     = "jsonPayload.event=\"tick\""
    tick_failed              = "jsonPayload.event=\"tick\" AND severity>=ERROR"
    needs_a_person           = "jsonPayload.event=\"transition\" AND jsonPayload.state=(\"UNCERTAIN\" OR \"STUCK\" OR \"FAILED\")"
    oldest_reservation       = "jsonPayload.event=\"tick\" AND jsonPayload.report.oldestReservationSeconds>=21600"
    oldest_reservation_batch = "jsonPayload.event=\"tick\" AND jsonPayload.report.oldestReservationSeconds>=180000"
    near_the_budget          = "jsonPayload.event=\"tick\" AND jsonPayload.tick=\"submit\" AND jsonPayload.report.budgetUsedPercent>=80"
    unusable_envelope        = "jsonPayload.event=\"envelope\" AND severity>=ERROR"
  }

  at_store = "--store ${local.store}"

  log_alerts = {
    tick_failed = {
      filter   = local.log_filters.tick_failed
      severity = "ERROR"
      says     = "a tick met errors"
      then     = "The next tick tries again. If it goes on: the tick's report in its log line names each error."
      labels   = { tick = "EXTRACT(jsonPayload.tick)" }
    }
    needs_a_person = {
      filter   = local.log_filters.needs_a_person
      severity = "WARNING"
      says     = "something is uncertain, stuck or failed"
      then     = "UNCERTAIN often clears by itself; `tickbox explain ID ${local.at_store}` tells the story, and names the command for the rest."
      labels   = { document = "EXTRACT(jsonPayload.document)", state = "EXTRACT(jsonPayload.state)" }
    }
    oldest_reservation = {
      filter   = local.buys_batches ? local.log_filters.oldest_reservation_batch : local.log_filters.oldest_reservation
      severity = "WARNING"
      says     = "a generation waits for ${local.buys_batches ? "50" : "6"} hours"
      then     = "`tickbox list ${local.at_store}` shows what waits and why: the vendor, the day's budget, or a person."
      labels   = {}
    }
    near_the_budget = {
      filter   = local.log_filters.near_the_budget
      severity = "WARNING"
      says     = "80 % of the day's generation budget is spent"
      then     = "Nothing is lost: what does not fit waits for the next day. `tickbox cost ${local.at_store}` shows where it went."
      labels   = {}
    }
    unusable_envelope = {
      filter   = local.log_filters.unusable_envelope
      severity = "ERROR"
      says     = "a publisher was sent something it cannot read"
      then     = "It was acknowledged and dropped; the ledger still knows what is due. Somebody else may be publishing to the topic."
      labels   = {}
    }
  }

  channels = concat([for channel in google_monitoring_notification_channel.email : channel.id], var.notification_channels)

  # Minutes between two ticks, for the schedules that run all day. One that rests at night has no alert for missing ticks.
  intervals = {
    for job, each in local.scheduled : job => (
      startswith(local.schedules[each.tick], "* ") ? 1 : try(tonumber(regex("^\\*/([0-9]+) ", local.schedules[each.tick])[0]), 60)
    ) if can(regex("^[^ ]+ \\* \\* \\* \\*$", local.schedules[each.tick]))
  }
}

resource "google_monitoring_notification_channel" "email" {
  for_each = toset(var.alert_email == "" ? [] : [var.alert_email])

  display_name = "Tickbox (${var.prefix})"
  type         = "email"
  labels       = { email_address = each.key }
}

resource "google_monitoring_alert_policy" "log" {
  for_each = local.log_alerts

  display_name          = "${var.prefix}: ${each.value.says}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels

  conditions {
    display_name = each.value.says

    condition_matched_log {
      filter           = "${local.our_logs} AND ${each.value.filter}"
      label_extractors = each.value.labels
    }
  }

  # A policy on logs must have a rate limit, and must be alone in its policy.
  alert_strategy {
    auto_close = "86400s"

    notification_rate_limit {
      period = "3600s"
    }
  }

  documentation {
    content   = each.value.then
    mime_type = "text/markdown"
  }
}

# An absence condition stays silent about what never was there at all; this one does not.
resource "google_monitoring_alert_policy" "no_tick" {
  for_each = local.intervals

  display_name          = "${var.prefix}: no ${each.key} tick for three intervals"
  combiner              = "OR"
  severity              = "CRITICAL"
  enabled               = !var.ticks_paused
  notification_channels = local.channels

  conditions {
    display_name = "no ${each.key} tick in ${3 * each.value} minutes"

    condition_prometheus_query_language {
      query = join("", [
        "(sum(increase(logging_googleapis_com:user_${var.prefix}_ticks{monitored_resource=\"cloud_run_revision\",tick=\"${each.key}\"}",
        "[${3 * each.value}m])) or vector(0)) < 1",
      ])

      # A log line may take minutes to be counted.
      duration                  = "300s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    content   = "Is the schedule paused (`gcloud scheduler jobs list --location ${var.region}`)? Does ${var.prefix}-${each.key} start (its log)?"
    mime_type = "text/markdown"
  }

  # Not before there is a schedule: without one this alert is raised at once.
  depends_on = [google_cloud_scheduler_job.tick, google_logging_metric.ticks]
}

resource "google_monitoring_alert_policy" "dead_letters" {
  display_name          = "${var.prefix}: dead letters"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "a message for a publisher was given up"

    condition_threshold {
      filter = join(" AND ", [
        "resource.type = \"pubsub_subscription\"",
        "resource.labels.subscription_id = \"${google_pubsub_subscription.dead_letters.name}\"",
        "metric.type = \"pubsub.googleapis.com/subscription/num_undelivered_messages\"",
      ])
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  alert_strategy {
    auto_close = "604800s"
  }

  documentation {
    content   = "A publisher failed 20 times. Nothing is lost: the ledger wakes it again. Look at its log, then `gcloud pubsub subscriptions pull ${google_pubsub_subscription.dead_letters.name} --auto-ack --limit 100`."
    mime_type = "text/markdown"
  }
}
