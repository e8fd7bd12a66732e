# Whoever can push a commit can run anything as `build`. So it reads, and makes images and plans, but changes nothing.
resource "google_service_account" "build" {
  account_id   = "tickbox-build"
  display_name = "Tickbox: verifies, builds the image, plans"
  depends_on   = [google_project_service.api]
}

# Runs only what a person approved.
resource "google_service_account" "apply" {
  account_id   = "tickbox-apply"
  display_name = "Tickbox: applies an approved plan"
  depends_on   = [google_project_service.api]
}

# Prints a kept plan, from the plan itself.
resource "google_service_account" "show" {
  account_id   = "tickbox-show"
  display_name = "Tickbox: prints a plan"
  depends_on   = [google_project_service.api]
}

resource "google_service_account" "rebuild" {
  account_id   = "tickbox-rebuild"
  display_name = "Tickbox: starts the scheduled rebuild"
  depends_on   = [google_project_service.api]
}

locals {
  build_roles = toset([
    "roles/iam.securityReviewer",
    "roles/logging.logWriter",
    "roles/serviceusage.serviceUsageConsumer",
    "roles/viewer",
  ])

  # Who made the plan is read from its build.
  show_roles = toset(["roles/cloudbuild.builds.viewer", "roles/logging.logWriter"])

  apply_roles = toset([
    "roles/cloudbuild.builds.viewer",
    "roles/cloudscheduler.admin",
    "roles/datastore.owner",
    "roles/iam.serviceAccountAdmin",
    "roles/iam.serviceAccountUser",
    "roles/logging.configWriter",
    "roles/logging.logWriter",
    "roles/monitoring.admin",
    "roles/pubsub.admin",
    "roles/run.admin",
    "roles/secretmanager.admin",
    "roles/serviceusage.serviceUsageConsumer",
  ])

  # What terraform/iam.tf grants on the project, and nothing beyond it.
  granted_roles = ["roles/datastore.user", "roles/aiplatform.user"]

  vertex_projects  = toset(compact([for environment in values(var.environments) : environment.vertex_project]))
  billing_accounts = toset(compact([for environment in values(var.environments) : environment.billing_account]))
}

resource "google_project_iam_member" "build" {
  for_each = local.build_roles

  project = var.project
  role    = each.key
  member  = google_service_account.build.member
}

resource "google_project_iam_member" "apply" {
  for_each = local.apply_roles

  project = var.project
  role    = each.key
  member  = google_service_account.apply.member
}

resource "google_project_iam_member" "show" {
  for_each = local.show_roles

  project = var.project
  role    = each.key
  member  = google_service_account.show.member
}

resource "google_project_iam_member" "apply_grants" {
  project = var.project
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = google_service_account.apply.member

  condition {
    title      = "only-the-functions-roles"
    expression = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${join(", ", [for role in local.granted_roles : "'${role}'"])}])"
  }
}

# Vertex AI in another project: the plan reads that project's policy, and the apply grants one role in it.
resource "google_project_iam_member" "build_reads_vertex" {
  for_each = local.vertex_projects

  project = each.key
  role    = "roles/iam.securityReviewer"
  member  = google_service_account.build.member
}

resource "google_project_iam_member" "apply_grants_vertex" {
  for_each = local.vertex_projects

  project = each.key
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = google_service_account.apply.member

  condition {
    title      = "only-vertex-users"
    expression = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/aiplatform.user'])"
  }
}

# The apply account may use every service account of this project. So none of them may be an editor: the default ones are switched off.
resource "google_project_default_service_accounts" "off" {
  count = var.disable_default_accounts ? 1 : 0

  project        = var.project
  action         = "DISABLE"
  restore_policy = "REVERT_AND_IGNORE_FAILURE"
  depends_on     = [google_project_service.api]
}

resource "google_billing_account_iam_member" "apply" {
  for_each = local.billing_accounts

  billing_account_id = each.key
  role               = "roles/billing.costsManager"
  member             = google_service_account.apply.member
}

resource "google_billing_account_iam_member" "build" {
  for_each = local.billing_accounts

  billing_account_id = each.key
  role               = "roles/billing.viewer"
  member             = google_service_account.build.member
}

# It plans without a lock, because it may not write the state; a plan that is out of date is refused when it is applied.
resource "google_storage_bucket_iam_member" "build_reads_state" {
  bucket = google_storage_bucket.state.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.build.member
}

resource "google_storage_bucket_iam_member" "apply_writes_state" {
  bucket = google_storage_bucket.state.name
  role   = "roles/storage.objectUser"
  member = google_service_account.apply.member
}

resource "google_storage_bucket_iam_member" "plans" {
  for_each = {
    build_adds  = { role = "roles/storage.objectCreator", member = google_service_account.build.member }
    build_reads = { role = "roles/storage.objectViewer", member = google_service_account.build.member }
    apply_reads = { role = "roles/storage.objectViewer", member = google_service_account.apply.member }
    show_reads  = { role = "roles/storage.objectViewer", member = google_service_account.show.member }
  }

  bucket = google_storage_bucket.plans.name
  role   = each.value.role
  member = each.value.member
}

resource "google_artifact_registry_repository_iam_member" "images" {
  for_each = {
    build_pushes = { role = "roles/artifactregistry.writer", member = google_service_account.build.member }
    # Cloud Run asks whether whoever deploys an image may read it.
    apply_reads = { role = "roles/artifactregistry.reader", member = google_service_account.apply.member }
  }

  repository = google_artifact_registry_repository.images.name
  location   = var.region
  role       = each.value.role
  member     = each.value.member
}

resource "google_project_iam_member" "rebuild" {
  project = var.project
  role    = "roles/cloudbuild.builds.editor"
  member  = google_service_account.rebuild.member
}

# Starting a trigger needs the right to act as the account that it builds with.
resource "google_service_account_iam_member" "rebuild_acts_as_build" {
  service_account_id = google_service_account.build.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.rebuild.member
}
