locals {
  # Some projects may build in a few regions only.
  build_region = coalesce(var.build_region, var.region)

  triggered = var.repository == "" ? {} : var.environments

  substitutions = {
    for prefix, environment in var.environments : prefix => {
      _PREFIX          = prefix
      _REGION          = var.region
      _BUILD_REGION    = local.build_region
      _CONTENT         = environment.content_file
      _ALERT_EMAIL     = environment.alert_email
      _BILLING_ACCOUNT = environment.billing_account
      _IMAGE           = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}/functions"
      _STATES          = google_storage_bucket.state.name
      _PLANS           = google_storage_bucket.plans.name
      _GCLOUD_IMAGE    = var.apply_images.gcloud
      _TERRAFORM_IMAGE = var.apply_images.terraform
    }
  }

  # What happens after an approval is copied from this file now: no later commit changes it.
  apply = yamldecode(file("${path.module}/apply.yaml"))

  # Whoever starts a build can change each of its substitutions. So the plan's id is the only one.
  apply_values = {
    for prefix in keys(local.triggered) : prefix => merge(local.substitutions[prefix], {
      COMMIT_SHA  = "$COMMIT_SHA"
      PROJECT_ID  = var.project
      _PLAN       = "$_PLAN"
      _PLANNED_BY = google_cloudbuild_trigger.plan[prefix].trigger_id
    })
  }

  # Reading a plan needs no approval, and runs as an account that may do nothing else.
  kept_plan_builds = {
    for pair in setproduct(keys(local.triggered), ["show", "apply"]) : "${pair[0]}-${pair[1]}" => {
      prefix  = pair[0]
      steps   = [for step in local.apply.steps : step if pair[1] == "apply" || step.id != "apply"]
      account = pair[1] == "apply" ? google_service_account.apply.id : google_service_account.show.id
      asks    = pair[1] == "apply"
      says    = pair[1] == "apply" ? "Applies a kept plan of ${pair[0]}, once a person approves." : "Prints a kept plan of ${pair[0]}."
    }
  }
}

# Every commit of the branch is verified, built and planned. Nothing is changed.
resource "google_cloudbuild_trigger" "plan" {
  for_each = local.triggered

  name            = "${each.key}-plan"
  description     = "Verifies, builds the image and plans ${each.key}."
  location        = local.build_region
  filename        = "cloudbuild.yaml"
  service_account = google_service_account.build.id
  substitutions   = local.substitutions[each.key]

  repository_event_config {
    repository = var.repository

    push {
      branch = "^${each.value.branch}$"
    }
  }

  depends_on = [google_project_iam_member.build]
}

# Started by hand with the plan's build (_PLAN). What applies then waits for a person with roles/cloudbuild.builds.approver. The source is the
# commit that is named with --sha; the steps are those that bootstrap put here.
resource "google_cloudbuild_trigger" "kept_plan" {
  for_each = local.kept_plan_builds

  name            = each.key
  description     = each.value.says
  location        = local.build_region
  service_account = each.value.account
  substitutions   = { _PLAN = "" }

  source_to_build {
    repository = var.repository
    ref        = "refs/heads/${var.environments[each.value.prefix].branch}"
    repo_type  = var.repository_type
  }

  build {
    timeout = local.apply.timeout

    options {
      logging             = local.apply.options.logging
      substitution_option = local.apply.options.substitutionOption
    }

    dynamic "step" {
      for_each = each.value.steps

      content {
        id     = step.value.id
        name   = local.apply_values[each.value.prefix][trimprefix(step.value.name, "$")]
        script = step.value.script
        env = [
          for name in [for variable in try(step.value.env, []) : split("=", variable)[0]] : "${name}=${local.apply_values[each.value.prefix][name]}"
        ]
      }
    }
  }

  dynamic "approval_config" {
    for_each = each.value.asks ? [true] : []

    content {
      approval_required = true
    }
  }

  depends_on = [google_project_iam_member.apply, google_project_iam_member.show]
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
