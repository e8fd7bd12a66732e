package dev.tickbox.source.form;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.ParsingFeedException;
import com.rometools.rome.io.WireFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.tickbox.Json;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import dev.tickbox.source.form.ParsedSource.Rows;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** RSS, Atom and JSON Feed: {@code link title date summary content author feed}, newest first. Markup is left out of texts. */
public final class FeedForm {
    private FeedForm() {}

    static Rows read(Fetched source) throws NotInForm {
        String start = new SourceText(source).described();
        return new Rows(newestFirst(start.equals("JSON") ? jsonFeed(source) : xmlFeed(source)));
    }

    /** What has no date comes last. The order is stable, so that equal dates stay as the feeds had them. */
    public static List<Map<String, @Nullable Object>> newestFirst(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(
                        (Map<String, @Nullable Object> row) ->
                                Objects.requireNonNullElse(row.get("date"), "").toString(),
                        Comparator.reverseOrder()))
                .toList();
    }

    private static List<Map<String, @Nullable Object>> xmlFeed(Fetched source) throws NotInForm {
        SyndFeed feed;
        try (XmlReader reader =
                new XmlReader(source.stream(), source.contentType().orElse(null), /* lenient= */ true)) {
            WireFeedInput input = new BoundedFeedInput();
            input.setAllowDoctypes(false); // No entity is expanded, and nothing else is read.
            input.setXmlHealerOn(true);
            feed = new SyndFeedImpl(input.build(reader));
        } catch (ParsingFeedException e) {
            if (e.getCause() instanceof BoundedFeedInput.TooMany many) {
                throw new NotInForm(String.valueOf(many.getMessage()));
            }
            throw notAFeed(source, ": " + e.getMessage());
        } catch (IllegalArgumentException | FeedException | IOException e) {
            throw notAFeed(source, "");
        }
        String name = plain(feed.getTitle());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SyndEntry entry : feed.getEntries()) {
            rows.add(row(
                    SourceLinks.plain(entry.getLink(), source.address())
                            .or(() -> SourceLinks.plain(entry.getUri(), "")),
                    plain(entry.getTitle()),
                    Optional.ofNullable(entry.getPublishedDate())
                            .or(() -> Optional.ofNullable(entry.getUpdatedDate()))
                            .map(date -> date.toInstant())
                            .orElse(null),
                    text(Stream.ofNullable(entry.getDescription())),
                    text(entry.getContents().stream()),
                    author(entry),
                    name));
        }
        return rows;
    }

    private static NotInForm notAFeed(Fetched source, String why) {
        String what = new SourceText(source).described();
        return new NotInForm("it is " + what + (what.equals("XML") ? ", not RSS or Atom" + why : ", not a feed"));
    }

    private static @Nullable String author(SyndEntry entry) {
        String names = entry.getAuthors().stream()
                .map(SyndPerson::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return plain(names.isBlank() ? entry.getAuthor() : names);
    }

    private static @Nullable String text(Stream<SyndContent> contents) {
        return plain(
                contents.map(SyndContent::getValue).filter(Objects::nonNull).collect(Collectors.joining("\n")));
    }

    private static List<Map<String, @Nullable Object>> jsonFeed(Fetched source) throws NotInForm {
        Map<String, Object> feed;
        try {
            feed = Json.parseObject(new SourceText(source).decoded());
        } catch (Json.Malformed e) {
            throw new NotInForm("it is JSON, not a feed: " + e.getMessage());
        }
        if (!(feed.get("version") instanceof String version)
                || !version.contains("jsonfeed.org/version")
                || !(feed.get("items") instanceof List<?> items)) {
            throw new NotInForm("it is JSON, but no JSON Feed");
        }
        ParsedSource.bounded(items.size());
        String name = plain(string(feed, "title"));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Object each : items) {
            if (!(each instanceof Map<?, ?> item)) {
                throw new NotInForm("it is a JSON Feed with an item that is no object");
            }
            String html = string(item, "content_html");
            rows.add(row(
                    SourceLinks.plain(string(item, "url"), source.address())
                            .or(() -> SourceLinks.plain(string(item, "id"), "")),
                    plain(string(item, "title")),
                    instant(Optional.ofNullable(string(item, "date_published"))
                            .orElseGet(() -> string(item, "date_modified"))),
                    plain(string(item, "summary")),
                    html == null ? string(item, "content_text") : plain(html),
                    author(item),
                    name));
        }
        return rows;
    }

    private static @Nullable String author(Map<?, ?> item) {
        Stream<?> all =
                item.get("authors") instanceof List<?> list ? list.stream() : Stream.ofNullable(item.get("author"));
        String names = all.filter(Map.class::isInstance)
                .map(each -> string((Map<?, ?>) each, "name"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return plain(names);
    }

    private static Map<String, @Nullable Object> row(
            Optional<String> link,
            @Nullable String title,
            @Nullable Instant date,
            @Nullable String summary,
            @Nullable String content,
            @Nullable String author,
            @Nullable String feed) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("link", link.orElse(null));
        row.put("title", title);
        // All of one length, so that their order is that of the texts.
        row.put(
                "date",
                date == null ? null : date.truncatedTo(ChronoUnit.SECONDS).toString());
        row.put("summary", summary);
        row.put("content", content);
        row.put("author", author);
        row.put("feed", feed);
        return row;
    }

    private static @Nullable String string(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String plain(@Nullable String markup) {
        if (markup == null || markup.isBlank()) {
            return null;
        }
        String text = PageForm.text(Jsoup.parseBodyFragment(markup).body());
        return text.isEmpty() ? null : text;
    }
}
