# A plan that nobody knows of is never applied, and a build that fails on Monday night fails again a week later.
locals {
  told = { for prefix, environment in local.triggered : prefix => environment.alert_email if environment.alert_email != "" }
}

resource "google_monitoring_notification_channel" "builds" {
  for_each = toset(values(local.told))

  display_name = "Tickbox: builds"
  type         = "email"
  labels       = { email_address = each.key }
  depends_on   = [google_project_service.api]
}

# Both are lines of the build's own log: Cloud Build writes the first, cloudbuild.yaml the second.
resource "google_monitoring_alert_policy" "build" {
  for_each = local.told

  display_name          = "${each.key}: a build failed, or a plan waits"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = [google_monitoring_notification_channel.builds[each.value].id]

  conditions {
    display_name = "a build failed, or a plan waits"

    condition_matched_log {
      filter = join(" AND ", [
        "resource.type=\"build\"",
        "resource.labels.build_trigger_id=(\"${google_cloudbuild_trigger.plan[each.key].trigger_id}\" OR \"${google_cloudbuild_trigger.kept_plan["${each.key}-apply"].trigger_id}\")",
        "textPayload=~\"^(ERROR: build step|A plan waits)\"",
      ])
      label_extractors = { line = "EXTRACT(textPayload)" }
    }
  }

  alert_strategy {
    auto_close = "604800s"

    notification_rate_limit {
      period = "3600s"
    }
  }

  documentation {
    content   = "The build's log says what failed, or ends with the command that applies the plan: https://console.cloud.google.com/cloud-build/builds;region=${local.build_region}?project=${var.project}"
    mime_type = "text/markdown"
  }
}
