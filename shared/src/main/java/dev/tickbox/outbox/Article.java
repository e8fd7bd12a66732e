package dev.tickbox.outbox;

/** What a site publishes. The slug is safe in a file name and in a URL. */
public record Article(String title, String slug, String summary, String markdown) {}
