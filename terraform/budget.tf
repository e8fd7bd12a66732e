# The bill of the whole project, Gemini included where it is bought through this billing account.
# It tells; what stops buying is `budget:` in the content file.
resource "google_billing_budget" "project" {
  for_each = toset(var.billing_account == "" ? [] : [var.billing_account])

  billing_account = each.key
  display_name    = "Tickbox (${var.prefix}): ${var.project}"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      units = tostring(var.monthly_budget)
    }
  }

  threshold_rules {
    threshold_percent = 0.5
  }

  threshold_rules {
    threshold_percent = 0.9
  }

  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = local.channels
    # Without a channel, the billing account's own people are told.
    disable_default_iam_recipients = length(local.channels) > 0
  }
}
