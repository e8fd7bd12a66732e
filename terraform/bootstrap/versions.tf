terraform {
  required_version = ">= 1.11"

  required_providers {
    # Exactly this one: there is no lock file in the repository, because it would name a registry's host.
    google = {
      source  = "hashicorp/google"
      version = "7.45.0"
    }
  }
}

provider "google" {
  project               = var.project
  region                = var.region
  user_project_override = true
  billing_project       = var.project
}
