terraform {
  required_version = ">= 1.11"

  required_providers {
    # Exactly this one: there is no lock file in the repository, because it would name a registry's host.
    google = {
      source  = "hashicorp/google"
      version = "7.45.0"
    }
  }

  # The bucket is bootstrap's; `terraform init -backend-config=bucket=... -backend-config=prefix=...` names it.
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region

  # The billing budget's API wants to know whose quota it uses.
  user_project_override = true
  billing_project       = var.project

  default_labels = {
    tickbox = var.prefix
  }
}
