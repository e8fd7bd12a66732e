# A message only says that an item is due; the ledger decides. So nothing here needs to be exact, ordered or kept for long.
resource "google_pubsub_topic" "items" {
  name = "${var.prefix}-items"
}

resource "google_pubsub_subscription" "site" {
  for_each = local.publishers

  name  = each.value
  topic = google_pubsub_topic.items.id

  # A subscription's filter can never be changed; a site's id neither.
  filter                     = "attributes.site = \"${each.key}\""
  ack_deadline_seconds       = local.publish_seconds.ack
  message_retention_duration = "86400s"

  # Otherwise it would be gone after 31 days without an article.
  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = google_cloud_run_v2_service.function["publish/${each.key}"].uri

    oidc_token {
      service_account_email = google_service_account.push.email
      audience              = google_cloud_run_v2_service.function["publish/${each.key}"].uri
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead_letters.id
    max_delivery_attempts = 20
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.push,
    google_pubsub_topic_iam_member.dead_letters,
    google_service_account_iam_member.push_tokens,
  ]
}

# The vendor's notifications, from the public service to the reclaim tick. What the ledgers do not know yet waits here for a week: after
# a restore the ledgers learn of an attempt only when they would buy it again.
resource "google_pubsub_topic" "notifications" {
  count = local.webhook ? 1 : 0

  name = "${var.prefix}-notifications"
}

resource "google_pubsub_subscription" "notifications" {
  count = local.webhook ? 1 : 0

  name                       = "${var.prefix}-notifications"
  topic                      = one(google_pubsub_topic.notifications).id
  ack_deadline_seconds       = 60
  message_retention_duration = "604800s"

  expiration_policy {
    ttl = ""
  }

  # What is not acknowledged comes again slowly, so that it does not crowd out what is new.
  retry_policy {
    minimum_backoff = "60s"
    maximum_backoff = "600s"
  }
}

# Only the vendor is told this path. A new value is made by: terraform apply -replace='terraform_data.webhook_path[0]'
resource "terraform_data" "webhook_path" {
  count = local.webhook ? 1 : 0

  input = sha256(uuid())

  lifecycle {
    ignore_changes = [input]
  }
}

resource "google_pubsub_topic" "dead_letters" {
  name = "${var.prefix}-dead-letters"
}

# Without a subscription of its own, a dead letter would be lost. An alert looks at it; a person reads it.
resource "google_pubsub_subscription" "dead_letters" {
  name                       = "${var.prefix}-dead-letters"
  topic                      = google_pubsub_topic.dead_letters.id
  message_retention_duration = "604800s"

  expiration_policy {
    ttl = ""
  }
}
