output "store" {
  description = "For every `tickbox` command: --store, or nothing would be found."
  value       = local.store
}

output "secrets" {
  description = "The secrets that must have a value: `gcloud secrets versions add NAME --data-file=-`."
  value       = sort([for secret in google_secret_manager_secret.secret : secret.secret_id])
}

output "services" {
  description = "Each function's address."
  value       = { for key, service in google_cloud_run_v2_service.function : key => service.uri }
}

output "next_steps" {
  description = "What a person does now."
  value       = <<-EOT
    1. Give each secret its value (again only to rotate it):
    %{for secret in google_secret_manager_secret.secret~}
       gcloud secrets versions add ${secret.secret_id} --project ${var.project} --data-file=-
    %{endfor~}
    2. Put the content in place (again after every edit of a prompt, a job or a site):
       ./tickbox push --store ${local.store} --content ${dirname(var.content_file)}
    3. Buy one article now instead of waiting for its slot, and look at it:
       ./tickbox run JOB --store ${local.store} --content ${dirname(var.content_file)}
       ./tickbox list --store ${local.store}
    %{if local.webhook~}
    4. The content's webhook url must lead to: ${google_cloud_run_v2_service.function["webhook"].uri}
    %{endif~}
    The dashboard: https://console.cloud.google.com/monitoring/dashboards?project=${var.project}
  EOT
}
