resource "google_cloud_scheduler_job" "tick" {
  for_each = local.schedules

  name             = "${var.prefix}-${each.key}"
  description      = "Starts a ${each.key} tick of ${var.prefix}."
  region           = var.region
  schedule         = each.value
  time_zone        = "Etc/UTC"
  attempt_deadline = "${local.tick_seconds.attempt}s"
  paused           = var.ticks_paused

  # The next tick is the retry.
  retry_config {
    retry_count = 0
  }

  http_target {
    http_method = "POST"
    uri         = google_cloud_run_v2_service.function[each.key].uri

    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = google_cloud_run_v2_service.function[each.key].uri
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler]
}
