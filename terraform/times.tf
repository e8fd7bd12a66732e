# Each must end before the next: work, the service that does it, whoever waits for the answer, and the lease that fences it.
# The first and the last are the code's own: limits.json is written from it by a test.
locals {
  limits = jsondecode(file("${path.module}/limits.json"))

  tick_seconds = {
    work    = local.limits.tickBudgetSeconds
    service = 330
    attempt = 420
    lease   = local.limits.driveLeaseSeconds
  }

  publish_seconds = {
    work    = local.limits.publishTimeoutSeconds
    service = 180
    ack     = 240
    lease   = local.limits.publishLeaseSeconds
  }
}
