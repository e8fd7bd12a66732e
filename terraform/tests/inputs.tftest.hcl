# What is wrong is said before anything is made.
mock_provider "google" {
  source = "./tests/google"
}

run "a_folder_site" {
  command = plan

  variables {
    content_file = "tests/content/folder.yaml"
  }

  expect_failures = [var.content_file]
}

run "a_site_that_names_the_gemini_key" {
  command = plan

  variables {
    content_file = "tests/content/key-shared.yaml"
  }

  expect_failures = [var.content_file]
}

run "a_site_that_names_the_gemini_key_by_its_default_name" {
  command = plan

  variables {
    content_file = "tests/content/key-named.yaml"
  }

  expect_failures = [var.content_file]
}

run "content_without_sites" {
  command = plan

  variables {
    content_file = "tests/content/no-sites.yaml"
  }

  expect_failures = [var.content_file]
}

run "no_such_content" {
  command = plan

  variables {
    content_file = "tests/content/absent.yaml"
  }

  expect_failures = [var.content_file]
}

run "a_tag_instead_of_a_digest" {
  command = plan

  variables {
    image = "europe-west1-docker.pkg.dev/my-sites-123456/tickbox/functions:latest"
  }

  expect_failures = [var.image]
}

run "a_prefix_with_a_dash" {
  command = plan

  variables {
    prefix = "my-box"
  }

  expect_failures = [var.prefix]
}

run "a_prefix_too_long" {
  command = plan

  variables {
    prefix = "tickboxstaging"
  }

  expect_failures = [var.prefix]
}

run "a_prefix_too_short_for_a_database" {
  command = plan

  variables {
    prefix = "tic"
  }

  expect_failures = [var.prefix]
}

run "a_zone_instead_of_a_region" {
  command = plan

  variables {
    region = "europe-west1-b"
  }

  expect_failures = [var.region]
}

run "a_project_number" {
  command = plan

  variables {
    project = "123456789012"
  }

  expect_failures = [var.project]
}

run "one_tick_at_a_time" {
  command = plan

  variables {
    tick_instances = 1
  }

  expect_failures = [var.tick_instances]
}

run "a_webhook_without_a_bound" {
  command = plan

  variables {
    webhook_instances = 1000
  }

  expect_failures = [var.webhook_instances]
}

run "backups_for_a_year" {
  command = plan

  variables {
    backup_days = 365
  }

  expect_failures = [var.backup_days]
}

run "too_little_memory" {
  command = plan

  variables {
    memory = "256Mi"
  }

  expect_failures = [var.memory]
}

run "two_addresses" {
  command = plan

  variables {
    alert_email = "me@example.com you@example.com"
  }

  expect_failures = [var.alert_email]
}

run "a_billing_account_by_name" {
  command = plan

  variables {
    billing_account = "My Billing Account"
  }

  expect_failures = [var.billing_account]
}

run "a_budget_of_nothing" {
  command = plan

  variables {
    monthly_budget = 0
  }

  expect_failures = [var.monthly_budget]
}

run "a_database_in_capitals" {
  command = plan

  variables {
    database = "Tickbox"
  }

  expect_failures = [var.database]
}

run "the_prefix_of_the_foundation" {
  command = plan

  variables {
    prefix = "bootstrap"
  }

  expect_failures = [var.prefix]
}
