locals {
  charts = [
    {
      title = "Ticks that ended, in five minutes"
      query = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.ticks.name}\" resource.type=\"cloud_run_revision\""
      align = "ALIGN_DELTA", reduce = "REDUCE_SUM", by = ["metric.label.tick"]
    },
    {
      title = "Oldest generation not yet settled, seconds"
      query = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.report["oldest_reservation_seconds"].name}\" resource.type=\"cloud_run_revision\""
      align = "ALIGN_PERCENTILE_99", reduce = "REDUCE_MAX", by = []
    },
    {
      title = "Of the day's generation budget, percent"
      query = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.report["budget_used_percent"].name}\" resource.type=\"cloud_run_revision\""
      align = "ALIGN_PERCENTILE_99", reduce = "REDUCE_MAX", by = []
    },
    {
      title = "Answers, by service and class"
      query = "metric.type=\"run.googleapis.com/request_count\" resource.type=\"cloud_run_revision\" resource.label.service_name=monitoring.regex.full_match(\"${local.service_names}\")"
      align = "ALIGN_DELTA", reduce = "REDUCE_SUM", by = ["resource.label.service_name", "metric.label.response_code_class"]
    },
    {
      title = "How long an answer takes, 95 %, milliseconds"
      query = "metric.type=\"run.googleapis.com/request_latencies\" resource.type=\"cloud_run_revision\" resource.label.service_name=monitoring.regex.full_match(\"${local.service_names}\")"
      align = "ALIGN_PERCENTILE_95", reduce = "REDUCE_MAX", by = ["resource.label.service_name"]
    },
    {
      title = "Messages not yet taken, dead letters included"
      query = "metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" resource.type=\"pubsub_subscription\" resource.label.subscription_id=monitoring.regex.full_match(\"${local.subscription_names}\")"
      align = "ALIGN_MAX", reduce = "REDUCE_MAX", by = ["resource.label.subscription_id"]
    },
  ]

  service_names      = join("|", [for service in local.services : service.name])
  subscription_names = join("|", concat(values(local.publishers), [google_pubsub_subscription.dead_letters.name]))

  # The API leaves out what is zero. Here it is left out, too, so that a plan without changes shows none.
  places = [
    for at in range(length(local.charts)) : {
      for axis, value in { xPos = at % 2 * 24, yPos = floor(at / 2) * 16 } : axis => value if value != 0
    }
  ]

  chart_tiles = [
    for at, chart in local.charts : merge(local.places[at], {
      width = 24, height = 16
      widget = {
        title = chart.title
        xyChart = {
          dataSets = [{
            plotType = "LINE"
            timeSeriesQuery = {
              timeSeriesFilter = {
                filter = chart.query
                aggregation = {
                  alignmentPeriod    = "300s"
                  perSeriesAligner   = chart.align
                  crossSeriesReducer = chart.reduce
                  groupByFields      = chart.by
                }
              }
            }
          }]
        }
      }
    })
  ]

  log_tile = {
    yPos = 48, width = 48, height = 20
    widget = {
      title = "What needs a person"
      logsPanel = {
        filter        = "${local.our_logs} AND ${local.log_filters.needs_a_person}"
        resourceNames = ["projects/${var.project}"]
      }
    }
  }
}

resource "google_monitoring_dashboard" "tickbox" {
  dashboard_json = jsonencode({
    displayName  = "Tickbox (${var.prefix})"
    mosaicLayout = { columns = 48, tiles = concat(local.chart_tiles, [local.log_tile]) }
  })
}
