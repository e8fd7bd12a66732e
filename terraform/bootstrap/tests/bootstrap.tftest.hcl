mock_provider "google" {}

variables {
  project    = "my-sites-123456"
  region     = "europe-west1"
  repository = "projects/my-sites-123456/locations/europe-west1/connections/github/repositories/me-sites"
  apply_images = {
    gcloud    = "gcr.io/google.com/cloudsdktool/google-cloud-cli@sha256:0000000000000000000000000000000000000000000000000000000000000000"
    terraform = "hashicorp/terraform@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  }
  environments = {
    tickbox = { content_file = "../content/tickbox.yaml", alert_email = "me@example.com", billing_account = "012345-6789AB-CDEF01" }
    staging = { content_file = "../content/tickbox.yaml", branch = "next" }
  }
}

run "states_and_plans_are_private_and_kept" {
  assert {
    condition = alltrue([for bucket in [google_storage_bucket.state, google_storage_bucket.plans] : (
      bucket.public_access_prevention == "enforced" && bucket.uniform_bucket_level_access && !bucket.force_destroy
    )])
    error_message = "a bucket can be made public, or be deleted with what is in it"
  }

  assert {
    condition     = google_storage_bucket.state.versioning[0].enabled && google_storage_bucket.plans.retention_policy[0].retention_period == "2592000"
    error_message = "a state cannot be had back, or a plan can be changed after it was read"
  }
}

run "whoever_pushes_changes_nothing" {
  assert {
    condition     = toset(values(google_project_iam_member.build)[*].role) == toset(["roles/iam.securityReviewer", "roles/logging.logWriter", "roles/serviceusage.serviceUsageConsumer", "roles/viewer"])
    error_message = "the account that any commit runs as may do more than read and log"
  }

  assert {
    condition     = google_storage_bucket_iam_member.build_reads_state.role == "roles/storage.objectViewer" && google_storage_bucket_iam_member.build_reads_state.member == google_service_account.build.member
    error_message = "a commit may write the state"
  }

  assert {
    condition     = toset([for grant in google_storage_bucket_iam_member.plans : grant.role if grant.member == google_service_account.build.member]) == toset(["roles/storage.objectCreator", "roles/storage.objectViewer"])
    error_message = "a commit may change or delete a plan"
  }
}

run "a_person_stands_between_plan_and_apply" {
  assert {
    condition = alltrue([for prefix in ["tickbox", "staging"] : (
      google_cloudbuild_trigger.kept_plan["${prefix}-apply"].approval_config[0].approval_required &&
      google_cloudbuild_trigger.kept_plan["${prefix}-apply"].service_account == google_service_account.apply.id
    )])
    error_message = "a plan is applied without an approval, or as another account"
  }

  assert {
    condition     = alltrue([for trigger in google_cloudbuild_trigger.plan : trigger.service_account == google_service_account.build.id])
    error_message = "a commit is built by an account that may change things"
  }

  assert {
    condition     = alltrue([for trigger in google_cloudbuild_trigger.kept_plan : length(trigger.repository_event_config) == 0])
    error_message = "a push applies something"
  }

  assert {
    condition = (
      google_project_iam_member.apply_grants.condition[0].expression == "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/datastore.user', 'roles/aiplatform.user'])" &&
      length(setintersection(values(google_project_iam_member.apply)[*].role, ["roles/owner", "roles/editor", "roles/resourcemanager.projectIamAdmin"])) == 0
    )
    error_message = "an approved plan could make somebody the project's owner"
  }
}

run "no_commit_and_no_starter_decides_what_an_approved_build_does" {
  assert {
    condition = alltrue([for trigger in google_cloudbuild_trigger.kept_plan : (
      trigger.filename == null && length(trigger.git_file_source) == 0 && toset(keys(trigger.substitutions)) == toset(["_PLAN"])
    )])
    error_message = "the steps are read from a commit, or a value can be changed by whoever starts the build"
  }

  assert {
    condition = (
      google_cloudbuild_trigger.kept_plan["tickbox-apply"].build[0].step[*].id == tolist(["fetch", "show", "apply"]) &&
      google_cloudbuild_trigger.kept_plan["tickbox-apply"].build[0].step[*].name == tolist([var.apply_images.gcloud, var.apply_images.terraform, var.apply_images.terraform])
    )
    error_message = "an image of the apply path is named by something that can be moved"
  }

  assert {
    condition = tolist(flatten(google_cloudbuild_trigger.kept_plan["staging-apply"].build[0].step[*].env)) == tolist([
      "COMMIT_SHA=$COMMIT_SHA", "PROJECT_ID=my-sites-123456", "_PLAN=$_PLAN", "_PLANNED_BY=${google_cloudbuild_trigger.plan["staging"].trigger_id}",
      "_BUILD_REGION=europe-west1", "_PLANS=my-sites-123456-tickbox-plans", "_STATES=my-sites-123456-tickbox-state", "_PREFIX=staging",
    ])
    error_message = "the plan of another trigger would be applied, or whoever starts the build chooses a bucket or a prefix"
  }

  assert {
    condition = (
      google_cloudbuild_trigger.kept_plan["tickbox-show"].build[0].step[*].id == tolist(["fetch", "show"]) &&
      google_cloudbuild_trigger.kept_plan["tickbox-show"].service_account == google_service_account.show.id &&
      toset(values(google_project_iam_member.show)[*].role) == toset(["roles/cloudbuild.builds.viewer", "roles/logging.logWriter"])
    )
    error_message = "printing a plan may do more than read it"
  }
}

run "an_image_of_the_apply_path_by_its_tag" {
  command = plan

  variables {
    apply_images = { gcloud = "gcr.io/google.com/cloudsdktool/google-cloud-cli:slim", terraform = "hashicorp/terraform:1.11" }
  }

  expect_failures = [var.apply_images]
}

run "builds_run_elsewhere_where_they_must" {
  variables {
    build_region = "us-central1"
    repository   = "projects/my-sites-123456/locations/us-central1/connections/github/repositories/me-sites"
  }

  assert {
    condition = (
      alltrue([for trigger in concat(values(google_cloudbuild_trigger.plan), values(google_cloudbuild_trigger.kept_plan)) : trigger.location == "us-central1"]) &&
      google_cloudbuild_trigger.plan["tickbox"].substitutions["_REGION"] == "europe-west1"
    )
    error_message = "builds are not where they must be, or what they deploy has moved with them"
  }
}

run "nobody_is_an_editor_by_default" {
  assert {
    condition     = google_project_default_service_accounts.off[0].action == "DISABLE"
    error_message = "the account that applies may act as the default account, which may be an editor"
  }
}

run "what_bootstrap_needs_is_on" {
  assert {
    condition     = length(setsubtract(["cloudbilling.googleapis.com", "containerscanning.googleapis.com"], keys(google_project_service.api))) == 0
    error_message = "a service is off: every call about billing goes through this project, and images are not scanned"
  }
}

run "the_owner_is_told_what_builds_may_not_do" {
  assert {
    condition = (
      strcontains(output.next_steps, "-backend-config=bucket=my-sites-123456-tickbox-state -backend-config=prefix=staging") &&
      strcontains(output.next_steps, "roles/cloudbuild.builds.approver --condition=None")
    )
    error_message = "the first plan would fail without a state, or the approver's command would ask for a condition"
  }
}

run "vertex_in_another_project" {
  variables {
    environments = { tickbox = { content_file = "../content/tickbox.yaml", vertex_project = "my-models-654321" } }
  }

  assert {
    condition = (
      google_project_iam_member.build_reads_vertex["my-models-654321"].role == "roles/iam.securityReviewer" &&
      google_project_iam_member.apply_grants_vertex["my-models-654321"].condition[0].expression == "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/aiplatform.user'])"
    )
    error_message = "a plan cannot read that project's policy, or an apply may grant more than the use of its models"
  }
}

run "the_prefix_of_this_folder" {
  command = plan

  variables {
    environments = { bootstrap = { content_file = "../content/tickbox.yaml" } }
  }

  expect_failures = [var.environments]
}

run "environments_build_their_own_branch_and_content" {
  assert {
    condition     = google_cloudbuild_trigger.plan["tickbox"].repository_event_config[0].push[0].branch == "^main$" && google_cloudbuild_trigger.plan["staging"].repository_event_config[0].push[0].branch == "^next$"
    error_message = "an environment is made from another's branch"
  }

  assert {
    condition = (
      google_cloudbuild_trigger.plan["staging"].substitutions["_PREFIX"] == "staging" &&
      google_cloudbuild_trigger.plan["tickbox"].substitutions["_CONTENT"] == "../content/tickbox.yaml" &&
      google_cloudbuild_trigger.plan["tickbox"].substitutions["_PLANS"] == "my-sites-123456-tickbox-plans" &&
      google_cloudbuild_trigger.plan["tickbox"].substitutions["_IMAGE"] == "europe-west1-docker.pkg.dev/my-sites-123456/tickbox/functions"
    )
    error_message = "a build is told something else than it needs"
  }
}

run "patches_of_the_base_image_arrive" {
  assert {
    condition = alltrue([for prefix, job in google_cloud_scheduler_job.rebuild : (
      job.http_target[0].uri == "https://cloudbuild.googleapis.com/v1/${google_cloudbuild_trigger.plan[prefix].id}:run" &&
      job.http_target[0].oauth_token[0].service_account_email == google_service_account.rebuild.email
    )]) && jsondecode(base64decode(google_cloud_scheduler_job.rebuild["staging"].http_target[0].body)).source.branchName == "next"
    error_message = "the rebuild does not start its environment's plan"
  }

  assert {
    condition     = google_service_account_iam_member.rebuild_acts_as_build.service_account_id == google_service_account.build.name
    error_message = "the rebuild may act as somebody else"
  }
}

run "somebody_hears_of_a_plan_that_waits" {
  assert {
    condition = (
      toset(keys(google_monitoring_alert_policy.build)) == toset(["tickbox"]) &&
      strcontains(google_monitoring_alert_policy.build["tickbox"].conditions[0].condition_matched_log[0].filter, "^(ERROR: build step|A plan waits)") &&
      strcontains(file("../../cloudbuild.yaml"), "echo \"A plan waits")
    )
    error_message = "the weekly rebuild ends in a plan that nobody hears of"
  }
}

run "images_are_kept_and_cannot_be_moved" {
  assert {
    condition     = google_artifact_registry_repository.images.docker_config[0].immutable_tags && contains([for policy in google_artifact_registry_repository.images.cleanup_policies : policy.action], "KEEP")
    error_message = "an image can be replaced, or what one may roll back to is removed"
  }
}

run "without_a_repository_there_is_nothing_to_trigger" {
  variables {
    repository = ""
  }

  assert {
    condition     = length(google_cloudbuild_trigger.plan) == 0 && length(google_cloudbuild_trigger.kept_plan) == 0 && length(google_cloud_scheduler_job.rebuild) == 0
    error_message = "a trigger without a repository"
  }

  assert {
    condition     = strcontains(output.substitutions["staging"], "_PREFIX=staging")
    error_message = "a person who builds by hand is not told with what"
  }
}

run "a_repository_in_another_region" {
  command = plan

  variables {
    region = "us-central1"
  }

  expect_failures = [var.repository]
}

run "a_repository_by_its_address" {
  command = plan

  variables {
    repository = "https://github.com/me/sites"
  }

  expect_failures = [var.repository]
}

run "no_environment" {
  command = plan

  variables {
    environments = {}
  }

  expect_failures = [var.environments]
}

run "a_prefix_with_a_dash" {
  command = plan

  variables {
    environments = { my-box = { content_file = "../content/tickbox.yaml" } }
  }

  expect_failures = [var.environments]
}

run "two_budgets_for_one_bill" {
  command = plan

  variables {
    environments = {
      tickbox = { content_file = "../content/tickbox.yaml", billing_account = "012345-6789AB-CDEF01" }
      staging = { content_file = "../content/tickbox.yaml", billing_account = "012345-6789AB-CDEF01" }
    }
  }

  expect_failures = [var.environments]
}

run "a_rebuild_that_never_comes" {
  command = plan

  variables {
    rebuild = "weekly"
  }

  expect_failures = [var.rebuild]
}
