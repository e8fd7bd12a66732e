# Secrets without values: `gcloud secrets versions add` puts those in, so that they are in no plan and no state.
locals {
  secret_readers = merge(
    {
      for tick in local.gemini_secret == null ? [] : keys(local.schedules) :
      "${local.gemini_secret} ${tick}" => { secret = local.gemini_secret, service = tick }
    },
    {
      for id, site in local.sites :
      "${site.secret} publish/${id}" => { secret = site.secret, service = "publish/${id}" } if try(site.secret, null) != null
    },
  )
}

resource "google_secret_manager_secret" "secret" {
  for_each = toset([for reader in local.secret_readers : reader.secret])

  secret_id = "${var.prefix}-${each.key}"

  replication {
    auto {}
  }

  # A version that is destroyed by mistake can be had back for a day.
  version_destroy_ttl = "86400s"
}
