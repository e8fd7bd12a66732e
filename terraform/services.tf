# One image, one service for each function, and a publisher for each site.
locals {
  store   = "firestore:${var.project}/${google_firestore_database.ledger.name}"
  secrets = "projects/${var.project}/secrets/${var.prefix}"

  services = merge(
    {
      for tick in keys(local.schedules) : tick => {
        name        = "${var.prefix}-${tick}"
        function    = "${title(tick)}Function"
        seconds     = local.tick_seconds.service
        concurrency = 1
        instances   = var.tick_instances * (tick == "reclaim" ? var.reclaim_shards : 1)
        public      = false
        env = merge(
          {
            TICKBOX_STORE         = local.store
            TICKBOX_SECRETS       = local.secrets
            TICKBOX_DESTINATIONS  = jsonencode(merge(local.tick_destinations[tick], local.vendor_destinations))
            TICKBOX_SOURCE_HOSTS  = jsonencode([for host in try(local.content.sources.allow, []) : lower(host)])
            TICKBOX_MAX_DAILY_USD = format("%f", local.max_daily_usd)
          },
          tick == "reclaim" ? { TICKBOX_TOPIC = "projects/${var.project}/topics/${google_pubsub_topic.items.name}" } : {},
          tick == "reclaim" && local.webhook ? { TICKBOX_INBOX = "projects/${var.project}/subscriptions/${one(google_pubsub_subscription.notifications).name}" } : {},
          local.webhook ? { TICKBOX_WEBHOOK_URL = local.webhook_url } : {},
        )
      }
    },
    {
      for id, name in local.publishers : "publish/${id}" => {
        name        = name
        function    = "PublishFunction"
        seconds     = local.publish_seconds.service
        concurrency = 4
        # A repository takes one push at a time anyway.
        instances = 2
        public    = false
        env = {
          TICKBOX_STORE        = local.store
          TICKBOX_SECRETS      = local.secrets
          TICKBOX_SITE         = id
          TICKBOX_DESTINATIONS = jsonencode(local.site_destinations[id])
        }
      }
    },
    {
      for function in local.webhook ? ["WebhookFunction"] : [] : "webhook" => {
        name        = "${var.prefix}-webhook"
        function    = function
        seconds     = 30
        concurrency = 8
        # Anybody may call it; this is what that can cost at most.
        instances = var.webhook_instances
        public    = true
        # Neither the ledgers nor a secret: its only right is to publish to one topic.
        env = {
          TICKBOX_WEBHOOK_URL = local.webhook_url
          TICKBOX_EVENTS      = "projects/${var.project}/topics/${one(google_pubsub_topic.notifications).name}"
        }
      }
    },
  )
}

resource "google_cloud_run_v2_service" "function" {
  for_each = local.services

  name     = each.value.name
  location = var.region

  # Cloud Scheduler and Pub/Sub of the same project count as internal.
  ingress = each.value.public ? "INGRESS_TRAFFIC_ALL" : "INGRESS_TRAFFIC_INTERNAL_ONLY"

  # A service holds nothing, and a site that is taken out of the content takes its service with it. The ledgers are protected.
  deletion_protection = false

  template {
    service_account                  = google_service_account.function[each.key].email
    timeout                          = "${each.value.seconds}s"
    max_instance_request_concurrency = each.value.concurrency

    scaling {
      min_instance_count = 0
      max_instance_count = each.value.instances
    }

    containers {
      image = var.image

      resources {
        limits            = { cpu = "1", memory = var.memory }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = merge(each.value.env, {
          FUNCTION_TARGET = "dev.tickbox.functions.${each.value.function}"
        })

        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }

  # Said outright, so that a deployment ends a roll back by hand.
  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    precondition {
      condition = (
        local.tick_seconds.work < local.tick_seconds.service &&
        local.tick_seconds.service < local.tick_seconds.attempt &&
        local.tick_seconds.attempt < local.tick_seconds.lease &&
        local.publish_seconds.work < local.publish_seconds.service &&
        local.publish_seconds.service < local.publish_seconds.ack &&
        local.publish_seconds.ack < local.publish_seconds.lease
      )
      error_message = "The times in times.tf must rise: what works must end before what waits for it, and that before the lease."
    }
  }

  # A revision starts only where it may read, and where every index that its queries need is ready.
  depends_on = [
    google_firestore_field.indexed,
    google_firestore_field.not_indexed,
    google_firestore_index.composite,
    google_project_iam_member.ledger,
    google_secret_manager_secret_iam_member.reader,
  ]
}
