# What the content file says, with the same defaults as `tickbox check`.
locals {
  content = yamldecode(file(var.content_file))
  sites   = local.content.sites

  schedules = {
    submit  = try(local.content.ticks.submit, "*/5 * * * *")
    reclaim = try(local.content.ticks.reclaim, "*/2 * * * *")
  }

  # With Vertex AI the service accounts are the key.
  vertex_project = try(local.content.vertex.project, null)
  gemini_secret  = local.vertex_project == null ? try(local.content.gemini.secret, "gemini-key") : null

  webhook = can(local.content.webhook.url)

  # The content names the host, the deployment adds a path that nobody can guess.
  webhook_url = local.webhook ? "${trimsuffix(local.content.webhook.url, "/")}/${one(terraform_data.webhook_path).output}" : null

  max_daily_usd = coalesce(var.max_daily_usd, try(local.content.budget.dailyUsd, 5))

  # A list, or the name of a file that has it; so have the steps of rows.
  own_steps = { for id, job in try(local.content.jobs, {}) : id => try(yamldecode(file("${dirname(var.content_file)}/${job.steps}")), job.steps, []) }
  steps = {
    for id, steps in local.own_steps : id => concat(steps, flatten([
      for step in steps : try(yamldecode(file("${dirname(var.content_file)}/${step.steps}")), step.steps, [])
    ]))
  }

  # A batch may take a day and expires after two; anything else is done in minutes.
  buys_batches = anytrue(flatten([
    for id, job in try(local.content.jobs, {}) : [
      for part in concat([job], local.steps[id]) : try(part.mode, "") == "batch"
    ]
  ]))

  # What steps fetch with a secret, and from where.
  fetched_with_secrets = flatten([
    for id, steps in local.steps : [
      for step in steps : [
        for address in flatten([try(step.fetch, [])]) : {
          secret = step.secret.name
          origin = lower(trimsuffix(regex("^https://[^/?]+", address), ":443"))
        } if can(step.secret.name) && can(regex("^https://[^/?]+", address))
      ]
    ]
  ])

  # What the reclaim tick tells people with a secret, and where.
  told_with_secrets = concat(
    [for channel in values(try(local.content.notify, {})) : { secret = channel.slack, origin = "https://hooks.slack.com" } if can(channel.slack)],
    [for channel in values(try(local.content.notify, {})) : { secret = channel.discord, origin = "https://discord.com" } if can(channel.discord)],
    [
      for channel in values(try(local.content.notify, {})) : {
        secret = channel.secret
        origin = lower(trimsuffix(regex("^https?://[^/?]+", channel.webhook), ":443"))
      } if can(channel.secret) && can(channel.webhook)
    ],
    [
      for channel in values(try(local.content.notify, {})) : {
        secret = channel.mail.secret
        origin = "smtp://${lower(channel.mail.host)}:${try(channel.mail.port, 587)}"
      } if can(channel.mail.secret)
    ],
  )

  # One name for a site's service, account and subscription. A long one is cut, and told apart by a hash.
  publishers = {
    for id in keys(local.sites) : id => (
      length("${var.prefix}-pub-${id}") <= 30
      ? "${var.prefix}-pub-${id}"
      : "${var.prefix}-pub-${trimsuffix(substr(id, 0, 18 - length(var.prefix)), "-")}-${substr(sha256(id), 0, 6)}"
    )
  }
}
