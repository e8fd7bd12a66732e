# Secrets without values: `gcloud secrets versions add` puts those in, so that they are in no plan and no state.
locals {
  vertex_location = try(local.content.vertex.location, "global")
  vertex_host = (
    local.vertex_location == "global" ? "https://aiplatform.googleapis.com" :
    contains(["us", "eu"], local.vertex_location) ? "https://aiplatform.${local.vertex_location}.rep.googleapis.com" :
    "https://${local.vertex_location}-aiplatform.googleapis.com"
  )

  # Where each service may send its credentials. The content in the ledgers names addresses, too, but every service can write the ledgers.
  vendor_destinations = {
    (local.vertex_project == null ? local.gemini_secret : "vertex") = [
      local.vertex_project == null ? "https://generativelanguage.googleapis.com" : "${local.vertex_host}/projects/${local.vertex_project}/locations/${local.vertex_location}"
    ]
  }
  # Both ticks fetch, and the reclaim tick tells people.
  sent_by = {
    submit  = local.fetched_with_secrets
    reclaim = concat(local.fetched_with_secrets, local.told_with_secrets)
  }
  tick_destinations = {
    for tick, sent in local.sent_by : tick => {
      for secret in toset([for each in sent : each.secret]) :
      secret => sort(distinct([for each in sent : each.origin if each.secret == secret]))
    }
  }
  site_destinations = {
    for id, site in local.sites : id => { for secret in compact([try(site.secret, "")]) : secret => [site.remote] }
  }

  secret_readers = merge(
    {
      for tick in local.gemini_secret == null ? [] : keys(local.schedules) :
      "${local.gemini_secret} ${tick}" => { secret = local.gemini_secret, service = tick }
    },
    merge([
      for tick, destinations in local.tick_destinations : {
        for secret in keys(destinations) : "${secret} ${tick}" => { secret = secret, service = tick }
      }
    ]...),
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
