variable "project" {
  description = "The project's id."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "project must be a project's id, as in my-sites-123456, not its name or number."
  }
}

variable "region" {
  description = "Where images, plans, states and builds are."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region must be a region such as europe-west1; a zone such as europe-west1-b is too narrow."
  }
}

variable "build_region" {
  description = "Where builds run, and where the repository is connected, if that is not `region`: some projects may build in a few regions only."
  type        = string
  default     = null

  validation {
    condition     = var.build_region == null || can(regex("^[a-z]+-[a-z]+[0-9]+$", var.build_region))
    error_message = "build_region must be a region such as europe-west1."
  }
}

variable "apply_images" {
  description = "The two images that run as the account that deploys, by digest: terraform/README.md has the command that finds them."
  type = object({
    gcloud    = string
    terraform = string
  })

  # A tag can be moved to another image, which would then run with the rights of this account.
  validation {
    condition     = alltrue([for image in values(var.apply_images) : can(regex("^[a-z0-9./:_-]+@sha256:[0-9a-f]{64}$", image))])
    error_message = "apply_images: each must end with a digest, as in hashicorp/terraform@sha256:<64 hex digits>."
  }
}

variable "adopt_buckets" {
  description = "Takes up the two buckets that a take-down left, instead of creating them."
  type        = bool
  default     = false
}

variable "lock_plans" {
  description = "Locks the 30 days for which a plan cannot be changed, so that not even an owner can shorten them. It can never be undone."
  type        = bool
  default     = false
}

variable "repository" {
  description = "The connected repository, as `gcloud builds repositories describe --format='value(name)'` shows it. Empty: no triggers, builds are started by hand."
  type        = string
  default     = ""

  validation {
    condition     = var.repository == "" || can(regex("^projects/[^/]+/locations/[^/]+/connections/[^/]+/repositories/[^/]+$", var.repository))
    error_message = "repository must look like projects/P/locations/R/connections/C/repositories/N: a repository is connected to Cloud Build first."
  }

  validation {
    condition     = var.repository == "" || strcontains(var.repository, "/locations/${coalesce(var.build_region, var.region)}/")
    error_message = "repository is in another region than the builds (`build_region`, else `region`): a trigger and its repository must be in the same one."
  }
}

variable "repository_type" {
  description = "GITHUB, or UNKNOWN for every other host."
  type        = string
  default     = "GITHUB"

  validation {
    condition     = contains(["GITHUB", "UNKNOWN"], var.repository_type)
    error_message = "repository_type must be GITHUB, or UNKNOWN for every other host."
  }
}

variable "environments" {
  description = "By prefix: the branch that makes it, its content file (seen from terraform/), who gets its alerts; the project of its Vertex AI, if that is another one."
  type = map(object({
    branch          = optional(string, "main")
    content_file    = string
    alert_email     = optional(string, "")
    billing_account = optional(string, "")
    vertex_project  = optional(string, "")
  }))

  validation {
    condition     = length(var.environments) > 0
    error_message = "environments is empty; it needs at least one, as in { tickbox = { content_file = \"../content/tickbox.yaml\" } }."
  }

  validation {
    condition     = alltrue([for prefix in keys(var.environments) : can(regex("^[a-z][a-z0-9]{3,11}$", prefix))])
    error_message = "environments: a prefix must be 4 to 12 small letters and digits, beginning with a letter, as in tickbox or staging."
  }

  # The state of this folder lies under this prefix.
  validation {
    condition     = !contains(keys(var.environments), "bootstrap")
    error_message = "environments: the prefix bootstrap is taken by this folder's own state; an environment of that name would destroy what is made here."
  }

  validation {
    condition     = length(compact([for environment in values(var.environments) : environment.billing_account])) <= 1
    error_message = "environments: name the billing account in one environment only; its budget watches the whole project."
  }
}

variable "disable_default_accounts" {
  description = "Switches the project's default service accounts off. Set it to false only where something else in this project runs as one of them."
  type        = bool
  default     = true
}

variable "rebuild" {
  description = "When the image is built anew, so that patches of its base image arrive. Cron, UTC."
  type        = string
  default     = "23 4 * * MON"

  validation {
    condition     = length(split(" ", var.rebuild)) == 5
    error_message = "rebuild must have five fields: minute hour day-of-month month day-of-week, as in \"23 4 * * MON\"."
  }
}
