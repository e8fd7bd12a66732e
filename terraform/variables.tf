variable "project" {
  description = "The project's id."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "project must be a project's id, as in my-sites-123456, not its name or number."
  }
}

variable "region" {
  description = "Where the services, the ticks and, if nothing else is said, the ledgers are."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region must be a region such as europe-west1; a zone such as europe-west1-b is too narrow."
  }
}

variable "firestore_location" {
  description = "Where the ledgers are: a region, or a multi-region such as nam5 or eur3. It can never be changed. Default: region."
  type        = string
  default     = null
}

variable "prefix" {
  description = "Begins every name, so that several environments can live in one project. It can never be changed."
  type        = string
  default     = "tickbox"

  # No dash: a dash ends the prefix, so that no two environments can ever make the same name.
  # At most 12: a service account's id has at most 30 characters. At least 4: so does a database's id.
  validation {
    condition     = can(regex("^[a-z][a-z0-9]{3,11}$", var.prefix))
    error_message = "prefix must be 4 to 12 small letters and digits, beginning with a letter, as in tickbox or staging."
  }

  validation {
    condition     = var.prefix != "bootstrap"
    error_message = "prefix: the state under the prefix bootstrap is that of terraform/bootstrap; an environment of that name would destroy it."
  }
}

variable "content_file" {
  description = "The path of the content's tickbox.yaml. Its sites, ticks, secrets and webhook decide what is made here."
  type        = string

  validation {
    condition     = fileexists(var.content_file)
    error_message = "content_file: there is no file ${var.content_file}; give the path of your tickbox.yaml, seen from this folder."
  }

  validation {
    condition     = !fileexists(var.content_file) || can(yamldecode(file(var.content_file)).sites)
    error_message = "content_file: ${var.content_file} is not a content file: it has no sites. `tickbox check` says more."
  }

  validation {
    condition = alltrue([
      for site in try(values(yamldecode(file(var.content_file)).sites), []) : try(site.publisher, "") != "folder"
    ])
    error_message = "content_file: a folder site needs one machine, and nobody sees a folder in the cloud. Use `publisher: git` for: ${join(", ", [
      for id, site in try(yamldecode(file(var.content_file)).sites, {}) : id if try(site.publisher, "") == "folder"
    ])}."
  }

  validation {
    condition = alltrue([
      for id in try(keys(yamldecode(file(var.content_file)).sites), []) : can(regex("^[a-z][a-z0-9-]{0,39}$", id))
    ])
    error_message = "content_file: a site's id is a small letter, then at most 39 small letters, digits and dashes."
  }

  validation {
    condition = !contains(
      [for site in try(values(yamldecode(file(var.content_file)).sites), []) : try(site.secret, null)],
      try(yamldecode(file(var.content_file)).gemini.secret, "gemini-key")
    )
    error_message = "content_file: a site's secret has the name of the Gemini key, so that site's publisher could read the key. Give it another name."
  }
}

variable "image" {
  description = "The functions' image, with its digest, as in REGION-docker.pkg.dev/PROJECT/tickbox/functions@sha256:..."
  type        = string

  # A tag can be moved after the plan was read; a digest cannot.
  validation {
    condition     = can(regex("^[a-z0-9./:_-]+@sha256:[0-9a-f]{64}$", var.image))
    error_message = "image must end with a digest, as in europe-west1-docker.pkg.dev/my-project/tickbox/functions@sha256:<64 hex digits>."
  }
}

variable "database" {
  description = "The ledgers' database. Default: the prefix. Only a restore gives it another name."
  type        = string
  default     = null

  validation {
    condition     = var.database == null || can(regex("^[a-z][a-z0-9-]{2,61}[a-z0-9]$", var.database))
    error_message = "database must be 4 to 63 small letters, digits and dashes, beginning with a letter."
  }
}

variable "adopt_database" {
  description = "Takes up a database that exists already, after a take-down or a restore. Otherwise it is created, which fails where it exists."
  type        = bool
  default     = false
}

variable "backup_days" {
  description = "How long a daily backup is kept."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 98 && floor(var.backup_days) == var.backup_days
    error_message = "backup_days must be a whole number from 1 to 98: Firestore keeps a backup for at most 14 weeks."
  }
}

variable "memory" {
  description = "Memory of one instance."
  type        = string
  default     = "1Gi"

  validation {
    condition     = contains(["512Mi", "1Gi", "2Gi", "4Gi"], var.memory)
    error_message = "memory must be 512Mi, 1Gi, 2Gi or 4Gi: that is what one vCPU may have and a JVM needs."
  }
}

variable "max_daily_usd" {
  description = "What a day may cost at most, whatever budget.dailyUsd a pushed content sets. Without it, the budget of content_file."
  type        = number
  default     = null

  validation {
    condition     = var.max_daily_usd == null || try(var.max_daily_usd >= 0 && var.max_daily_usd <= 100000, false)
    error_message = "max_daily_usd must be dollars from 0 to 100000."
  }
}

variable "webhook_instances" {
  description = "How many instances of the webhook may run at once. Anybody may call it: this is what bounds its cost, see shared/docs/cloud.md."
  type        = number
  default     = 2

  validation {
    condition     = var.webhook_instances >= 1 && var.webhook_instances <= 10 && floor(var.webhook_instances) == var.webhook_instances
    error_message = "webhook_instances must be a whole number from 1 to 10: one instance takes several hundred notifications a second."
  }
}

variable "reclaim_shards" {
  description = "How many reclaim ticks share what is out, side by side. Each costs queries of its own: see shared/docs/scale.md."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2, 4, 8, 16], var.reclaim_shards)
    error_message = "reclaim_shards must be 1, 2, 4, 8 or 16: the ledger has sixteen groups."
  }
}

variable "tick_instances" {
  description = "How many ticks of one kind may run at once. More than that are refused and come again with the next tick."
  type        = number
  default     = 3

  validation {
    condition     = var.tick_instances >= 2 && var.tick_instances <= 100
    error_message = "tick_instances must be from 2 to 100: with 1, a tick that hangs would keep all others out until its timeout."
  }
}

variable "ticks_paused" {
  description = "Stops the schedules, for a restore. To stop buying and publishing, `tickbox pause` is better: what is out is still collected."
  type        = bool
  default     = false
}

variable "alert_email" {
  description = "The address that gets the alerts. Empty: none; see also notification_channels."
  type        = string
  default     = ""

  validation {
    condition     = var.alert_email == "" || can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alert_email))
    error_message = "alert_email must be one address, as in me@example.com."
  }
}

variable "notification_channels" {
  description = "Channels of Cloud Monitoring that get the alerts, too: Slack, PagerDuty, SMS, a webhook. Each is made by hand, since it holds a secret."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for channel in var.notification_channels : can(regex("^projects/[^/]+/notificationChannels/[0-9]+$", channel))])
    error_message = "notification_channels: each must look like projects/P/notificationChannels/123; `gcloud beta monitoring channels list --format='value(name)'` shows them."
  }
}

variable "billing_account" {
  description = "For a budget on the project's bill, as in 012345-6789AB-CDEF01. Empty: none. Name it in one environment of a project only."
  type        = string
  default     = ""

  validation {
    condition     = var.billing_account == "" || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "billing_account must look like 012345-6789AB-CDEF01: `gcloud billing accounts list` shows it."
  }
}

variable "monthly_budget" {
  description = "What the project may cost in a month, in whole units of the billing account's currency. It warns; it stops nothing."
  type        = number
  default     = 20

  validation {
    condition     = var.monthly_budget >= 1 && floor(var.monthly_budget) == var.monthly_budget
    error_message = "monthly_budget must be a whole number, at least 1."
  }
}
