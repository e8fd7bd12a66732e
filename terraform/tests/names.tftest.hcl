# Every name is one that Google allows, and nobody else's.
mock_provider "google" {
  source = "./tests/google"
}

variables {
  alert_email     = "me@example.com"
  billing_account = "012345-6789AB-CDEF01"
}

run "names_are_short_enough" {
  variables {
    content_file = "tests/content/three-sites.yaml"
    prefix       = "production12"
  }

  assert {
    condition = alltrue([
      for id in concat(values(google_service_account.function)[*].account_id, [google_service_account.scheduler.account_id, google_service_account.push.account_id]) :
      can(regex("^[a-z]([-a-z0-9]*[a-z0-9])$", id)) && length(id) >= 6 && length(id) <= 30
    ])
    error_message = "a service account's id is not 6 to 30 characters that Google allows"
  }

  assert {
    condition     = alltrue([for service in google_cloud_run_v2_service.function : length(service.name) <= 49 && !endswith(service.name, "-")])
    error_message = "a service's name is longer than 49 characters"
  }
}

run "two_environments_share_no_name" {
  variables {
    prefix = "staging"
  }

  # No prefix has a dash, so no name of one environment begins as another's do.
  assert {
    condition = alltrue([for name in concat(
      values(google_cloud_run_v2_service.function)[*].name,
      values(google_service_account.function)[*].account_id,
      [google_service_account.scheduler.account_id, google_service_account.push.account_id],
      values(google_cloud_scheduler_job.tick)[*].name,
      values(google_pubsub_subscription.site)[*].name,
      [google_pubsub_topic.items.name, google_pubsub_topic.dead_letters.name, google_pubsub_subscription.dead_letters.name],
      values(google_secret_manager_secret.secret)[*].secret_id,
      ["${google_firestore_database.ledger.name}-"],
      [replace(google_logging_metric.ticks.name, "/", "-")],
      [for metric in google_logging_metric.report : replace(metric.name, "/", "-")],
    ) : startswith(name, "staging-")])
    error_message = "a name does not begin with the prefix"
  }

  assert {
    condition     = google_project_iam_member.ledger["submit"].condition[0].expression == "resource.name == \"projects/my-sites-123456/databases/staging\""
    error_message = "staging may write another environment's ledgers"
  }
}

run "a_divided_reclaim_has_a_job_for_every_share" {
  command = plan

  variables {
    reclaim_shards = 4
  }

  assert {
    condition     = toset(keys(google_cloud_scheduler_job.tick)) == toset(["submit", "reclaim", "reclaim-2", "reclaim-3", "reclaim-4"])
    error_message = "a share of the ledger would not be looked at"
  }

  assert {
    condition = toset(keys(google_monitoring_alert_policy.no_tick)) == toset(keys(google_cloud_scheduler_job.tick)) && strcontains(
      google_monitoring_alert_policy.no_tick["reclaim-3"].conditions[0].condition_prometheus_query_language[0].query, "tick=\"reclaim-3\"}"
    )
    error_message = "a share that stops would be hidden by the others"
  }

  assert {
    condition     = google_cloud_run_v2_service.function["reclaim"].template[0].scaling[0].max_instance_count == 12
    error_message = "the shares would refuse each other's instances"
  }
}
