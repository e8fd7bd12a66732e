# One edit of the content file is all it takes.
mock_provider "google" {
  source = "./tests/google"
}

run "two_sites" {
  variables {
    content_file = "tests/content/two-sites.yaml"
  }

  assert {
    condition     = toset(keys(google_pubsub_subscription.site)) == toset(["kitchen", "trails"])
    error_message = "the subscriptions are not the content's sites"
  }

  assert {
    condition     = strcontains(google_monitoring_alert_policy.log["oldest_reservation"].conditions[0].condition_matched_log[0].filter, ">=21600")
    error_message = "without batches, six hours are long"
  }
}

run "a_third_site_adds_its_publisher_subscription_account_and_secret" {
  variables {
    content_file = "tests/content/three-sites.yaml"
  }

  assert {
    condition = (
      google_cloud_run_v2_service.function["publish/night-sky-over-the-southern-alps-tonight"].name == google_pubsub_subscription.site["night-sky-over-the-southern-alps-tonight"].name &&
      google_service_account.function["publish/night-sky-over-the-southern-alps-tonight"].account_id == google_cloud_run_v2_service.function["publish/night-sky-over-the-southern-alps-tonight"].name &&
      google_secret_manager_secret_iam_member.reader["nightsky-git publish/night-sky-over-the-southern-alps-tonight"].member == google_service_account.function["publish/night-sky-over-the-southern-alps-tonight"].member
    )
    error_message = "the new site lacks something"
  }

  assert {
    condition     = can(regex("^tickbox-pub-night-sky-o-[0-9a-f]{6}$", google_cloud_run_v2_service.function["publish/night-sky-over-the-southern-alps-tonight"].name))
    error_message = "a long id is not cut as expected"
  }

  assert {
    condition     = google_cloud_run_v2_service.function["publish/kitchen"].uri == run.two_sites.services["publish/kitchen"]
    error_message = "a new site changes the others"
  }

  assert {
    condition     = strcontains(google_monitoring_alert_policy.log["oldest_reservation"].conditions[0].condition_matched_log[0].filter, ">=180000")
    error_message = "a batch may take a day, and its alert must wait longer"
  }
}

run "taking_a_site_out_takes_its_service_with_it" {
  variables {
    content_file = "tests/content/two-sites.yaml"
  }

  assert {
    condition     = toset(keys(google_cloud_run_v2_service.function)) == toset(["submit", "reclaim", "publish/kitchen", "publish/trails"]) && alltrue([for service in google_cloud_run_v2_service.function : !service.deletion_protection])
    error_message = "a site that is gone keeps its service"
  }
}

run "only_the_webhook_is_public" {
  variables {
    content_file = "tests/content/webhook.yaml"
  }

  assert {
    condition = (
      toset(keys(google_cloud_run_v2_service_iam_member.webhook)) == toset(["webhook"]) &&
      google_cloud_run_v2_service_iam_member.webhook["webhook"].member == "allUsers" &&
      google_cloud_run_v2_service_iam_member.webhook["webhook"].role == "roles/run.invoker" &&
      google_cloud_run_v2_service_iam_member.webhook["webhook"].name == "tickbox-webhook"
    )
    error_message = "the vendor cannot reach the webhook"
  }

  assert {
    condition     = [for key, service in google_cloud_run_v2_service.function : key if service.ingress == "INGRESS_TRAFFIC_ALL"] == ["webhook"]
    error_message = "something else than the webhook is reachable from the internet"
  }

  assert {
    condition = toset([for env in google_cloud_run_v2_service.function["webhook"].template[0].containers[0].env : env.name]) == toset([
      "FUNCTION_TARGET", "TICKBOX_EVENTS", "TICKBOX_WEBHOOK_URL",
    ]) && !contains(keys(google_project_iam_member.ledger), "webhook")
    error_message = "the public function reaches the ledgers or a secret"
  }

  assert {
    condition = (
      google_pubsub_topic_iam_member.notifications[0].role == "roles/pubsub.publisher" &&
      google_pubsub_topic_iam_member.notifications[0].member == google_service_account.function["webhook"].member &&
      google_pubsub_subscription_iam_member.notifications[0].member == google_service_account.function["reclaim"].member &&
      google_pubsub_subscription.notifications[0].message_retention_duration == "604800s"
    )
    error_message = "a notification does not reach the reclaim tick, or another service may read it"
  }

  assert {
    condition = alltrue([for key in ["webhook", "submit", "reclaim"] : can(regex("^https://tickbox-webhook\\.example/[0-9a-f]{64}$",
      { for env in google_cloud_run_v2_service.function[key].template[0].containers[0].env : env.name => env.value }["TICKBOX_WEBHOOK_URL"]
    ))])
    error_message = "the webhook's path can be guessed, or the vendor is told another one"
  }

  assert {
    condition     = strcontains(output.next_steps, "webhook url must lead to: ${google_cloud_run_v2_service.function["webhook"].uri}")
    error_message = "nobody is told the webhook's address"
  }
}

run "a_flood_of_the_webhook_is_bounded" {
  variables {
    content_file      = "tests/content/webhook.yaml"
    webhook_instances = 1
  }

  assert {
    condition     = google_cloud_run_v2_service.function["webhook"].template[0].scaling[0].max_instance_count == 1
    error_message = "what anybody may call can grow without the bound that was set"
  }

  assert {
    condition     = strcontains(google_logging_project_exclusion.refused["webhook"].filter, "httpRequest.status<500") && strcontains(google_logging_project_exclusion.refused["webhook"].filter, "tickbox-webhook")
    error_message = "each call of a stranger is a line of the log that has to be paid"
  }
}

run "what_fetches_with_a_secret_sends_it_where_the_content_says_at_the_time_of_the_apply" {
  variables {
    content_file = "tests/content/sources.yaml"
  }

  assert {
    condition = { for env in google_cloud_run_v2_service.function["submit"].template[0].containers[0].env : env.name => env.value }["TICKBOX_DESTINATIONS"] == jsonencode({
      gemini-key = ["https://generativelanguage.googleapis.com"]
      news       = ["https://news.example"]
      rates      = ["https://more.example", "https://rates.example", "https://rows.example"]
    })
    error_message = "the secret of a source may be sent somewhere else"
  }

  assert {
    condition     = { for env in google_cloud_run_v2_service.function["reclaim"].template[0].containers[0].env : env.name => env.value }["TICKBOX_SOURCE_HOSTS"] == jsonencode(["intranet.example"])
    error_message = "the content in the ledgers would decide which private hosts are reached"
  }

  assert {
    condition     = contains(keys(google_secret_manager_secret_iam_member.reader), "rates submit") && contains(keys(google_secret_manager_secret_iam_member.reader), "rates reclaim") && contains(keys(google_secret_manager_secret_iam_member.reader), "news submit")
    error_message = "a tick cannot read the secret of a source"
  }
}

run "only_the_reclaim_tick_tells_people_and_its_secrets_go_where_the_content_says" {
  variables {
    content_file = "tests/content/notices.yaml"
  }

  assert {
    condition = { for env in google_cloud_run_v2_service.function["reclaim"].template[0].containers[0].env : env.name => env.value }["TICKBOX_DESTINATIONS"] == jsonencode({
      chat       = ["https://discord.com"]
      gemini-key = ["https://generativelanguage.googleapis.com"]
      hook       = ["https://hooks.example.com"]
      ops-slack  = ["https://hooks.slack.com"]
      smtp       = ["smtp://smtp.example.com:587"]
    })
    error_message = "the secret of a channel may be sent somewhere else"
  }

  assert {
    condition = { for env in google_cloud_run_v2_service.function["submit"].template[0].containers[0].env : env.name => env.value }["TICKBOX_DESTINATIONS"] == jsonencode({
      gemini-key = ["https://generativelanguage.googleapis.com"]
    })
    error_message = "the submit tick may send the secret of a channel"
  }

  assert {
    condition     = contains(keys(google_secret_manager_secret_iam_member.reader), "ops-slack reclaim") && !contains(keys(google_secret_manager_secret_iam_member.reader), "ops-slack submit")
    error_message = "another service than the reclaim tick can read the secret of a channel, or it cannot"
  }
}

run "vertex_needs_no_key" {
  variables {
    content_file = "tests/content/vertex.yaml"
  }

  assert {
    condition = { for env in google_cloud_run_v2_service.function["submit"].template[0].containers[0].env : env.name => env.value }["TICKBOX_DESTINATIONS"] == jsonencode({
      vertex = ["https://aiplatform.googleapis.com/projects/models-123456/locations/global"]
    })
    error_message = "the access token of a tick may be sent somewhere else"
  }

  assert {
    condition     = length(google_secret_manager_secret.secret) == 0 && length(google_secret_manager_secret_iam_member.reader) == 0
    error_message = "there is a secret that nothing needs"
  }

  assert {
    condition = toset(keys(google_project_iam_member.vertex)) == toset(["submit", "reclaim"]) && alltrue([for tick, grant in google_project_iam_member.vertex : (
      grant.project == "models-123456" && grant.role == "roles/aiplatform.user" && grant.member == google_service_account.function[tick].member
    )])
    error_message = "the ticks cannot use Vertex AI, or somebody else can"
  }
}

run "a_tick_that_rests_at_night_raises_no_alarm_then" {
  variables {
    content_file = "tests/content/webhook.yaml"
  }

  assert {
    condition     = keys(google_monitoring_alert_policy.no_tick) == ["reclaim"] && strcontains(google_monitoring_alert_policy.no_tick["reclaim"].conditions[0].condition_prometheus_query_language[0].query, "[180m]")
    error_message = "the hourly tick is missed after three hours; the one that rests at night never"
  }
}

run "paused_ticks_raise_no_alarm" {
  variables {
    content_file = "tests/content/two-sites.yaml"
    ticks_paused = true
  }

  assert {
    condition     = alltrue([for job in google_cloud_scheduler_job.tick : job.paused]) && alltrue([for alert in google_monitoring_alert_policy.no_tick : !alert.enabled])
    error_message = "a pause is noisy, or none"
  }
}

run "a_restored_database_is_taken_up_by_name" {
  variables {
    content_file = "tests/content/two-sites.yaml"
    database     = "tickbox-restored"
  }

  assert {
    condition = (
      google_firestore_database.ledger.name == "tickbox-restored" && output.store == "firestore:my-sites-123456/tickbox-restored" &&
      google_project_iam_member.ledger["submit"].condition[0].expression == "resource.name == \"projects/my-sites-123456/databases/tickbox-restored\"" &&
      google_cloud_run_v2_service.function["submit"].name == "tickbox-submit"
    )
    error_message = "a restore changes more than the database"
  }
}
