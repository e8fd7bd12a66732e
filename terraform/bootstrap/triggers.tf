locals {
  triggered = var.repository == "" ? {} : var.environments

  substitutions = {
    for prefix, environment in var.environments : prefix => {
      _PREFIX          = prefix
      _REGION          = var.region
      _CONTENT         = environment.content_file
      _ALERT_EMAIL     = environment.alert_email
      _BILLING_ACCOUNT = environment.billing_account
      _IMAGE           = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}/functions"
      _STATES          = google_storage_bucket.state.name
      _PLANS           = google_storage_bucket.plans.name
    }
  }
}

# Every commit of the branch is verified, built and planned. Nothing is changed.
resource "google_cloudbuild_trigger" "plan" {
  for_each = local.triggered

  name            = "${each.key}-plan"
  description     = "Verifies, builds the image and plans ${each.key}."
  location        = var.region
  filename        = "cloudbuild.yaml"
  service_account = google_service_account.build.id
  substitutions   = merge(local.substitutions[each.key], { _STEP = "plan" })

  repository_event_config {
    repository = var.repository

    push {
      branch = "^${each.value.branch}$"
    }
  }

  depends_on = [google_project_iam_member.build]
}

# Started by hand with the plan's build (_PLAN), and then waits for a person with roles/cloudbuild.builds.approver.
resource "google_cloudbuild_trigger" "apply" {
  for_each = local.triggered

  name            = "${each.key}-apply"
  description     = "Applies a kept plan of ${each.key}, once a person approves."
  location        = var.region
  service_account = google_service_account.apply.id
  substitutions   = merge(local.substitutions[each.key], { _STEP = "apply", _PLAN = "" })

  source_to_build {
    repository = var.repository
    ref        = "refs/heads/${each.value.branch}"
    repo_type  = var.repository_type
  }

  git_file_source {
    path       = "cloudbuild.yaml"
    repository = var.repository
    revision   = "refs/heads/${each.value.branch}"
    repo_type  = var.repository_type
  }

  approval_config {
    approval_required = true
  }

  depends_on = [google_project_iam_member.apply]
}

# An image on Cloud Run gets no patches by itself. This builds and plans it anew; a person applies it as any other plan.
resource "google_cloud_scheduler_job" "rebuild" {
  for_each = local.triggered

  name             = "${each.key}-rebuild"
  description      = "Builds ${each.key} anew, on a base image with the latest patches."
  region           = var.region
  schedule         = var.rebuild
  time_zone        = "Etc/UTC"
  attempt_deadline = "60s"

  http_target {
    http_method = "POST"
    uri         = "https://cloudbuild.googleapis.com/v1/${google_cloudbuild_trigger.plan[each.key].id}:run"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ source = { branchName = each.value.branch } }))

    # A Google API wants an access token; OIDC is for our own services.
    oauth_token {
      service_account_email = google_service_account.rebuild.email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  depends_on = [google_project_iam_member.rebuild, google_service_account_iam_member.rebuild_acts_as_build]
}
