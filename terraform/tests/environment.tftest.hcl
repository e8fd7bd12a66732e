# What a reviewer would look for in a whole environment. The mocked provider makes up addresses and e-mails, each another one.
mock_provider "google" {
  source = "./tests/google"
}

variables {
  alert_email     = "me@example.com"
  billing_account = "012345-6789AB-CDEF01"
}

run "nobody_public" {
  assert {
    condition = alltrue([for member in concat(
      values(google_cloud_run_v2_service_iam_member.scheduler)[*].member,
      values(google_cloud_run_v2_service_iam_member.push)[*].member,
      values(google_project_iam_member.ledger)[*].member,
      values(google_secret_manager_secret_iam_member.reader)[*].member,
      [google_pubsub_topic_iam_member.reclaim.member],
    ) : !contains(["allUsers", "allAuthenticatedUsers"], member)])
    error_message = "somebody public may do something"
  }

  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.webhook) == 0
    error_message = "content without a webhook has a public service"
  }

  assert {
    condition     = alltrue([for service in google_cloud_run_v2_service.function : service.ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY"])
    error_message = "a service that only Google's own schedulers call is reachable from the internet"
  }

  assert {
    condition     = toset(keys(google_cloud_run_v2_service.function)) == toset(["submit", "reclaim", "publish/kitchen", "publish/trails"])
    error_message = "the services are not those of the content"
  }
}

run "every_call_carries_a_token_for_its_own_audience" {
  assert {
    condition = alltrue([for tick, job in google_cloud_scheduler_job.tick : (
      job.http_target[0].uri == google_cloud_run_v2_service.function[tick].uri &&
      job.http_target[0].oidc_token[0].audience == google_cloud_run_v2_service.function[tick].uri &&
      job.http_target[0].oidc_token[0].service_account_email == google_service_account.scheduler.email
    )])
    error_message = "a tick is started without a token for its service"
  }

  assert {
    condition = alltrue([for site, subscription in google_pubsub_subscription.site : (
      subscription.push_config[0].push_endpoint == google_cloud_run_v2_service.function["publish/${site}"].uri &&
      subscription.push_config[0].oidc_token[0].audience == google_cloud_run_v2_service.function["publish/${site}"].uri &&
      subscription.push_config[0].oidc_token[0].service_account_email == google_service_account.push.email
    )])
    error_message = "a publisher is woken without a token for its service"
  }

  assert {
    condition = alltrue(concat(
      [for grant in google_cloud_run_v2_service_iam_member.scheduler : grant.role == "roles/run.invoker" && grant.member == google_service_account.scheduler.member],
      [for grant in google_cloud_run_v2_service_iam_member.push : grant.role == "roles/run.invoker" && grant.member == google_service_account.push.member],
    ))
    error_message = "somebody else than the two invokers may call a service"
  }

  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.scheduler)) == toset(["reclaim", "submit"]) && toset(keys(google_cloud_run_v2_service_iam_member.push)) == toset(["kitchen", "trails"])
    error_message = "the scheduler may call more than the ticks, or Pub/Sub more than the publishers"
  }
}

run "pushes_are_signed_and_dead_letters_moved" {
  assert {
    condition = (
      google_service_account_iam_member.push_tokens.service_account_id == google_service_account.push.name &&
      google_service_account_iam_member.push_tokens.role == "roles/iam.serviceAccountTokenCreator" &&
      google_service_account_iam_member.push_tokens.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com" &&
      google_pubsub_topic_iam_member.dead_letters.member == google_service_account_iam_member.push_tokens.member
    )
    error_message = "Pub/Sub cannot sign the token of a push, so that every publisher refuses it"
  }
}

run "times_end_in_order" {
  assert {
    condition = alltrue([for tick, job in google_cloud_scheduler_job.tick : (
      jsondecode(file("limits.json")).tickBudgetSeconds < tonumber(trimsuffix(google_cloud_run_v2_service.function[tick].template[0].timeout, "s")) &&
      tonumber(trimsuffix(google_cloud_run_v2_service.function[tick].template[0].timeout, "s")) < tonumber(trimsuffix(job.attempt_deadline, "s")) &&
      tonumber(trimsuffix(job.attempt_deadline, "s")) < jsondecode(file("limits.json")).driveLeaseSeconds
    )])
    error_message = "a tick's times are not: work < service < attempt < lease"
  }

  assert {
    condition = alltrue([for site, subscription in google_pubsub_subscription.site : (
      jsondecode(file("limits.json")).publishTimeoutSeconds < tonumber(trimsuffix(google_cloud_run_v2_service.function["publish/${site}"].template[0].timeout, "s")) &&
      tonumber(trimsuffix(google_cloud_run_v2_service.function["publish/${site}"].template[0].timeout, "s")) < subscription.ack_deadline_seconds &&
      subscription.ack_deadline_seconds < jsondecode(file("limits.json")).publishLeaseSeconds
    )])
    error_message = "a publisher's times are not: work < service < acknowledgement < lease"
  }

  assert {
    condition     = alltrue([for job in google_cloud_scheduler_job.tick : job.time_zone == "Etc/UTC" && job.retry_config[0].retry_count == 0])
    error_message = "ticks are in UTC, and the next tick is the retry"
  }

  assert {
    condition     = google_cloud_scheduler_job.tick["submit"].schedule == "*/5 * * * *" && google_cloud_scheduler_job.tick["reclaim"].schedule == "*/2 * * * *"
    error_message = "the schedules are not the content's"
  }
}

run "ticks_cannot_stampede" {
  assert {
    condition = alltrue([for tick in ["submit", "reclaim"] : (
      google_cloud_run_v2_service.function[tick].template[0].max_instance_request_concurrency == 1 &&
      google_cloud_run_v2_service.function[tick].template[0].scaling[0].max_instance_count == 3
    )])
    error_message = "more ticks may run at once than were asked for"
  }

  assert {
    condition = alltrue([for service in google_cloud_run_v2_service.function : (
      service.template[0].scaling[0].min_instance_count == 0 &&
      service.template[0].scaling[0].max_instance_count <= 3 &&
      service.template[0].containers[0].resources[0].cpu_idle &&
      service.template[0].containers[0].resources[0].startup_cpu_boost
    )])
    error_message = "a service costs something while nothing happens, or may grow without bound"
  }

  assert {
    condition     = alltrue([for service in google_cloud_run_v2_service.function : one(service.traffic).type == "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST" && one(service.traffic).percent == 100])
    error_message = "after a roll back by hand, a deployment would get no traffic"
  }
}

run "the_ledgers_are_protected" {
  assert {
    condition = (
      google_firestore_database.ledger.delete_protection_state == "DELETE_PROTECTION_ENABLED" &&
      google_firestore_database.ledger.deletion_policy == "ABANDON" &&
      google_firestore_database.ledger.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED" &&
      google_firestore_database.ledger.type == "FIRESTORE_NATIVE" &&
      google_firestore_database.ledger.database_edition == "STANDARD"
    )
    error_message = "the database could be lost, or would not be a native one of the standard edition"
  }

  assert {
    condition     = google_firestore_backup_schedule.daily.retention == "1209600s" && length(google_firestore_backup_schedule.daily.daily_recurrence) == 1
    error_message = "there is no daily backup that is kept for 14 days"
  }
}

run "only_what_a_query_needs_is_indexed" {
  assert {
    condition = alltrue([for collection in ["attempts", "bodies", "control", "definitions", "jobs", "outbox", "reservations", "runs", "steps"] : (
      google_firestore_field.not_indexed[collection].field == "*" &&
      length(google_firestore_field.not_indexed[collection].index_config) == 1 &&
      length(google_firestore_field.not_indexed[collection].index_config[0].indexes) == 0
    )])
    error_message = "a collection has fields that are indexed although no query asks for them"
  }

  assert {
    condition     = length(google_firestore_index.composite) == length(jsondecode(file("indexes.json")).composite) && length(google_firestore_field.indexed) == sum([for fields in values(jsondecode(file("indexes.json")).fields) : length(fields)])
    error_message = "the indexes are not those that the code's queries need"
  }

  assert {
    condition     = [for field in google_firestore_index.composite["outbox/site ASCENDING,state ASCENDING,due ASCENDING"].fields : field.field_path] == ["site", "state", "due"]
    error_message = "an index has its fields in another order than the query"
  }

  assert {
    condition     = [for index in google_firestore_field.indexed["runs/created_at"].index_config[0].indexes : index.order] == ["ASCENDING", "DESCENDING"]
    error_message = "the newest runs cannot be listed"
  }
}

run "a_secret_is_read_by_its_own_function_only" {
  assert {
    condition     = toset([for secret in google_secret_manager_secret.secret : secret.secret_id]) == toset(["tickbox-gemini-key", "tickbox-kitchen-git", "tickbox-trails-git"])
    error_message = "the secrets are not those of the content"
  }

  assert {
    condition = (
      toset(keys(google_secret_manager_secret_iam_member.reader)) == toset(["gemini-key submit", "gemini-key reclaim", "kitchen-git publish/kitchen", "trails-git publish/trails"]) &&
      google_secret_manager_secret_iam_member.reader["gemini-key submit"].member == google_service_account.function["submit"].member &&
      google_secret_manager_secret_iam_member.reader["gemini-key reclaim"].member == google_service_account.function["reclaim"].member &&
      google_secret_manager_secret_iam_member.reader["kitchen-git publish/kitchen"].member == google_service_account.function["publish/kitchen"].member &&
      google_secret_manager_secret_iam_member.reader["trails-git publish/trails"].member == google_service_account.function["publish/trails"].member
    )
    error_message = "a secret is read by another function than its own"
  }

  assert {
    condition = (
      google_secret_manager_secret_iam_member.reader["kitchen-git publish/kitchen"].secret_id == google_secret_manager_secret.secret["kitchen-git"].id &&
      alltrue([for grant in google_secret_manager_secret_iam_member.reader : grant.role == "roles/secretmanager.secretAccessor"])
    )
    error_message = "a grant is for another secret, or for more than reading"
  }

  assert {
    condition = alltrue(flatten([for service in google_cloud_run_v2_service.function : [
      for env in service.template[0].containers[0].env : length(env.value_source) == 0 && startswith(env.name, env.name == "FUNCTION_TARGET" ? "FUNCTION" : "TICKBOX_")
    ]]))
    error_message = "a secret is an environment variable"
  }
}

run "each_function_is_its_own_account_and_sees_its_own_ledger" {
  assert {
    condition = alltrue([for key, service in google_cloud_run_v2_service.function :
      service.template[0].service_account == google_service_account.function[key].email
    ]) && length(toset([for account in google_service_account.function : account.email])) == length(google_cloud_run_v2_service.function)
    error_message = "two functions share an account"
  }

  assert {
    condition = alltrue([for grant in google_project_iam_member.ledger : (
      grant.role == "roles/datastore.user" &&
      grant.condition[0].expression == "resource.name == \"projects/my-sites-123456/databases/tickbox\""
    )])
    error_message = "a function may read another environment's ledgers"
  }

  assert {
    condition = (
      { for env in google_cloud_run_v2_service.function["publish/kitchen"].template[0].containers[0].env : env.name => env.value } == {
        FUNCTION_TARGET      = "dev.tickbox.functions.PublishFunction"
        TICKBOX_STORE        = "firestore:my-sites-123456/tickbox"
        TICKBOX_SITE         = "kitchen"
        TICKBOX_SECRETS      = "projects/my-sites-123456/secrets/tickbox"
        TICKBOX_DESTINATIONS = jsonencode({ "kitchen-git" = ["https://example.com/me/kitchen.git"] })
      } &&
      { for env in google_cloud_run_v2_service.function["reclaim"].template[0].containers[0].env : env.name => env.value } == {
        FUNCTION_TARGET       = "dev.tickbox.functions.ReclaimFunction"
        TICKBOX_STORE         = "firestore:my-sites-123456/tickbox"
        TICKBOX_TOPIC         = "projects/my-sites-123456/topics/tickbox-items"
        TICKBOX_SECRETS       = "projects/my-sites-123456/secrets/tickbox"
        TICKBOX_DESTINATIONS  = jsonencode({ "gemini-key" = ["https://generativelanguage.googleapis.com"] })
        TICKBOX_SOURCE_HOSTS  = jsonencode([])
        TICKBOX_MAX_DAILY_USD = "5.000000"
      } &&
      { for env in google_cloud_run_v2_service.function["submit"].template[0].containers[0].env : env.name => env.value } == {
        FUNCTION_TARGET       = "dev.tickbox.functions.SubmitFunction"
        TICKBOX_STORE         = "firestore:my-sites-123456/tickbox"
        TICKBOX_SECRETS       = "projects/my-sites-123456/secrets/tickbox"
        TICKBOX_DESTINATIONS  = jsonencode({ "gemini-key" = ["https://generativelanguage.googleapis.com"] })
        TICKBOX_SOURCE_HOSTS  = jsonencode([])
        TICKBOX_MAX_DAILY_USD = "5.000000"
      }
    )
    error_message = "a function is told something else than it expects"
  }

  assert {
    condition     = google_pubsub_topic_iam_member.reclaim.member == google_service_account.function["reclaim"].member && google_pubsub_topic_iam_member.reclaim.role == "roles/pubsub.publisher"
    error_message = "only the reclaim function wakes publishers"
  }
}

run "no_message_is_lost_without_a_trace" {
  assert {
    condition = alltrue([for site, subscription in google_pubsub_subscription.site : (
      subscription.filter == "attributes.site = \"${site}\"" &&
      subscription.expiration_policy[0].ttl == "" &&
      subscription.dead_letter_policy[0].dead_letter_topic == google_pubsub_topic.dead_letters.id &&
      subscription.retry_policy[0].minimum_backoff == "10s"
    )])
    error_message = "a subscription is not its site's alone, may expire, or has no dead letters"
  }

  assert {
    condition = (
      google_pubsub_subscription.dead_letters.topic == google_pubsub_topic.dead_letters.id &&
      google_pubsub_subscription.dead_letters.expiration_policy[0].ttl == "" &&
      google_pubsub_topic_iam_member.dead_letters.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com" &&
      google_pubsub_topic_iam_member.dead_letters.role == "roles/pubsub.publisher" &&
      alltrue([for site, grant in google_pubsub_subscription_iam_member.dead_letters : (
        grant.subscription == google_pubsub_subscription.site[site].id && grant.role == "roles/pubsub.subscriber" &&
        grant.member == google_pubsub_topic_iam_member.dead_letters.member
      )])
    )
    error_message = "dead letters are not kept, or Pub/Sub may not move them"
  }
}
