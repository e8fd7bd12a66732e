package dev.tickbox.doctor.cloud;

/** A permission that a look needs, and the smallest of Google's roles for looking that has it. */
record Right(String permission, String role) {
    static final Right DATABASE = new Right("datastore.databases.getMetadata", "roles/datastore.viewer");
    static final Right INDEXES = new Right("datastore.indexes.list", "roles/datastore.viewer");
    static final Right SECRETS = new Right("secretmanager.versions.get", "roles/secretmanager.viewer");
    static final Right SCHEDULES = new Right("cloudscheduler.jobs.list", "roles/cloudscheduler.viewer");
    static final Right SERVICES = new Right("run.services.list", "roles/run.viewer");
    static final Right CALLERS = new Right("run.services.getIamPolicy", "roles/run.viewer");
    static final Right SUBSCRIPTIONS = new Right("pubsub.subscriptions.list", "roles/pubsub.viewer");
    static final Right METRICS = new Right("monitoring.timeSeries.list", "roles/monitoring.viewer");
}
