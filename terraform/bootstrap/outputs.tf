output "state_bucket" {
  description = "For `terraform init -backend-config=bucket=...`."
  value       = google_storage_bucket.state.name
}

output "plan_bucket" {
  description = "Plans are kept here by commit and build."
  value       = google_storage_bucket.plans.name
}

output "image" {
  description = "What the functions' image is called, without a digest."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}/functions"
}

output "substitutions" {
  description = "By environment: what a build that is started by hand needs, for `gcloud builds submit --substitutions`."
  value = {
    for prefix, values in local.substitutions : prefix => join(",", [for name, value in values : "${name}=${value}" if value != ""])
  }
}

output "next_steps" {
  description = "What a person does now."
  value       = <<-EOT
    %{if var.repository == ""~}
    No repository is connected: start builds by hand, as terraform/README.md says.
    %{else~}
    Push a commit: %{for prefix, environment in var.environments~}${prefix} is planned from ${environment.branch}. %{endfor}
    The plan's build ends with the command that applies it.
    %{endif~}
    Each environment's first state, made once by you, since builds that plan may not write it:
    %{for prefix in keys(var.environments)~}
      terraform -chdir=terraform init -reconfigure -backend-config=bucket=${google_storage_bucket.state.name} -backend-config=prefix=${prefix}
    %{endfor~}
    Who may approve: gcloud projects add-iam-policy-binding ${var.project} --member user:ADDRESS --role roles/cloudbuild.builds.approver --condition=None
  EOT
}
