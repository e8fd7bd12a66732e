# Somebody is told, and of everything that needs a person.
mock_provider "google" {
  source = "./tests/google"
}

variables {
  alert_email     = "me@example.com"
  billing_account = "012345-6789AB-CDEF01"
}

run "alerts_are_complete_and_reach_somebody" {
  assert {
    condition     = toset(keys(google_monitoring_alert_policy.log)) == toset(["tick_failed", "needs_a_person", "oldest_reservation", "near_the_budget", "unusable_envelope"]) && toset(keys(google_monitoring_alert_policy.no_tick)) == toset(["submit", "reclaim"])
    error_message = "an alert is missing"
  }

  assert {
    condition = alltrue([for alert in google_monitoring_alert_policy.log : (
      tolist(alert.notification_channels) == tolist([google_monitoring_notification_channel.email["me@example.com"].id]) &&
      alert.alert_strategy[0].notification_rate_limit[0].period == "3600s" &&
      length(alert.conditions) == 1 &&
      strcontains(alert.conditions[0].condition_matched_log[0].filter, "resource.labels.service_name=(\"tickbox-pub-kitchen\" OR \"tickbox-pub-trails\" OR \"tickbox-reclaim\" OR \"tickbox-submit\")")
    )])
    error_message = "an alert on logs has no rate limit (the API refuses it), more than one condition (so too), nobody to tell, or listens to others"
  }

  assert {
    condition = (
      strcontains(google_monitoring_alert_policy.no_tick["submit"].conditions[0].condition_prometheus_query_language[0].query, "tick=\"submit\"}[15m]") &&
      strcontains(google_monitoring_alert_policy.no_tick["reclaim"].conditions[0].condition_prometheus_query_language[0].query, "tick=\"reclaim\"}[6m]") &&
      google_logging_metric.ticks.name == "tickbox/ticks"
    )
    error_message = "three intervals are 15 and 6 minutes here, of the metric tickbox/ticks"
  }

  assert {
    condition     = google_billing_budget.project["012345-6789AB-CDEF01"].amount[0].specified_amount[0].units == "20" && google_billing_budget.project["012345-6789AB-CDEF01"].budget_filter[0].projects == toset(["projects/123456789012"])
    error_message = "the bill is not watched"
  }

  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.tickbox.dashboard_json).mosaicLayout.tiles) == 7
    error_message = "the dashboard has lost a tile"
  }

  assert {
    condition     = !can(regex("[xy]Pos\":0", google_monitoring_dashboard.tickbox.dashboard_json))
    error_message = "every plan would show a change: the API leaves out a position that is zero"
  }
}

run "other_channels_get_the_same_alerts" {
  variables {
    notification_channels = ["projects/my-sites-123456/notificationChannels/17"]
  }

  assert {
    condition = alltrue([for alert in concat(values(google_monitoring_alert_policy.log), values(google_monitoring_alert_policy.no_tick), [google_monitoring_alert_policy.dead_letters]) : (
      toset(alert.notification_channels) == toset([google_monitoring_notification_channel.email["me@example.com"].id, "projects/my-sites-123456/notificationChannels/17"])
    )])
    error_message = "an alert does not reach every channel"
  }
}

run "a_channel_by_its_address" {
  command = plan

  variables {
    notification_channels = ["#alerts"]
  }

  expect_failures = [var.notification_channels]
}
