locals {
  # The first share keeps the plain name, so that dividing and joining again moves no job.
  scheduled = merge(
    { submit = { tick = "submit", query = "" } },
    {
      for share in range(1, var.reclaim_shards + 1) : share == 1 ? "reclaim" : "reclaim-${share}" => {
        tick  = "reclaim"
        query = var.reclaim_shards == 1 ? "" : "/?shard=${share}/${var.reclaim_shards}"
      }
    },
  )
}

resource "google_cloud_scheduler_job" "tick" {
  for_each = local.scheduled

  name             = "${var.prefix}-${each.key}"
  description      = "Starts a ${each.value.tick} tick of ${var.prefix}."
  region           = var.region
  schedule         = local.schedules[each.value.tick]
  time_zone        = "Etc/UTC"
  attempt_deadline = "${local.tick_seconds.attempt}s"
  paused           = var.ticks_paused

  # The next tick is the retry.
  retry_config {
    retry_count = 0
  }

  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.function[each.value.tick].uri}${each.value.query}"

    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = google_cloud_run_v2_service.function[each.value.tick].uri
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler]
}
