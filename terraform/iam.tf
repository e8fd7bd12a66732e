# An account for each function, so that each reads its own secrets only; and two that may call them.
resource "google_service_account" "function" {
  for_each = local.services

  account_id   = each.value.name
  display_name = "Tickbox ${each.key} (${var.prefix})"
}

resource "google_service_account" "scheduler" {
  account_id   = "${var.prefix}-scheduler"
  display_name = "Tickbox: starts ticks (${var.prefix})"
}

resource "google_service_account" "push" {
  account_id   = "${var.prefix}-push"
  display_name = "Tickbox: wakes publishers (${var.prefix})"
}

# Firestore's IAM ends at the database: whoever may write one document may write them all.
# Another environment's database in the same project is out of reach. The public service reaches none.
resource "google_project_iam_member" "ledger" {
  for_each = { for key, service in local.services : key => service if !service.public }

  project = var.project
  role    = "roles/datastore.user"
  member  = google_service_account.function[each.key].member

  condition {
    title      = "${var.prefix}-ledger"
    expression = "resource.name == \"projects/${var.project}/databases/${google_firestore_database.ledger.name}\""
  }
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = local.secret_readers

  secret_id = google_secret_manager_secret.secret[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function[each.value.service].member
}

resource "google_project_iam_member" "vertex" {
  for_each = toset(local.vertex_project == null ? [] : keys(local.schedules))

  project = local.vertex_project
  role    = "roles/aiplatform.user"
  member  = google_service_account.function[each.key].member
}

resource "google_pubsub_topic_iam_member" "reclaim" {
  topic  = google_pubsub_topic.items.id
  role   = "roles/pubsub.publisher"
  member = google_service_account.function["reclaim"].member
}

# The vendor's notifications go from the public service through a topic to the reclaim tick.
resource "google_pubsub_topic_iam_member" "notifications" {
  count = local.webhook ? 1 : 0

  topic  = one(google_pubsub_topic.notifications).id
  role   = "roles/pubsub.publisher"
  member = google_service_account.function["webhook"].member
}

resource "google_pubsub_subscription_iam_member" "notifications" {
  count = local.webhook ? 1 : 0

  subscription = one(google_pubsub_subscription.notifications).id
  role         = "roles/pubsub.subscriber"
  member       = google_service_account.function["reclaim"].member
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  for_each = local.schedules

  name     = google_cloud_run_v2_service.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.scheduler.member
}

resource "google_cloud_run_v2_service_iam_member" "push" {
  for_each = local.publishers

  name     = google_cloud_run_v2_service.function["publish/${each.key}"].name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.push.member
}

# The vendor has no account here: the function checks the vendor's signature instead.
resource "google_cloud_run_v2_service_iam_member" "webhook" {
  for_each = { for key, service in local.services : key => service if service.public }

  name     = google_cloud_run_v2_service.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# Pub/Sub signs its pushes and moves dead letters as its own service agent. The agent gets no role by itself where it was made by
# `gcloud beta services identity create`, so that both are granted here.
data "google_project" "this" {
  project_id = var.project
}

locals {
  pubsub_agent = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_service_account_iam_member" "push_tokens" {
  service_account_id = google_service_account.push.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.pubsub_agent
}

resource "google_pubsub_topic_iam_member" "dead_letters" {
  topic  = google_pubsub_topic.dead_letters.id
  role   = "roles/pubsub.publisher"
  member = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead_letters" {
  for_each = local.publishers

  subscription = google_pubsub_subscription.site[each.key].id
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}
