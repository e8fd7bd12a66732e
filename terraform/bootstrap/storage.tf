# A state names everything that there is, and a plan everything that will be; neither holds a secret's value.
resource "google_storage_bucket" "state" {
  name     = "${var.project}-tickbox-state"
  location = var.region

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  # Any earlier state can be had back.
  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      num_newer_versions = 50
      with_state         = "ARCHIVED"
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_storage_bucket" "plans" {
  name     = "${var.project}-tickbox-plans"
  location = var.region

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  # What a person approved is what is applied: no account of ours changes a plan that is here. Until the policy is locked, an owner can lift it.
  retention_policy {
    retention_period = "2592000"
    is_locked        = var.lock_plans
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age = 90
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "tickbox"
  location      = var.region
  format        = "DOCKER"
  description   = "The functions' image, one for each build."

  docker_config {
    immutable_tags = true
  }

  cleanup_policies {
    id     = "keep-what-one-may-roll-back-to"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-the-rest"
    action = "DELETE"

    condition {
      tag_state  = "ANY"
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.api]
}
