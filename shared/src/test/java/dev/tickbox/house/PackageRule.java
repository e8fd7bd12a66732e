package dev.tickbox.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which packages of the library a package may know, beside {@code dev.tickbox} itself.
 *
 * @param name without {@code dev.tickbox.}
 */
record PackageRule(String name, List<String> knows) {
    static final List<PackageRule> ALL = List.of(
            rule("dev.tickbox"),
            rule("jsonschema"),
            rule("approval"),
            rule("notice"),
            rule("web", "source"),
            rule("source"),
            rule("source.form", "source"),
            rule("source.web", "secret", "source", "web"),
            rule("source.simulated", "source"),
            rule("content", "approval", "generator", "notice", "source"),
            rule(
                    "content.reader",
                    "approval",
                    "content",
                    "generator",
                    "jsonschema",
                    "notice",
                    "screening",
                    "source",
                    "source.form"),
            rule("run"),
            rule("reservation", "generator"),
            rule("outbox"),
            rule("screening", "content", "outbox"),
            rule(
                    "ledger",
                    "approval",
                    "content",
                    "generator",
                    "money",
                    "notice",
                    "outbox",
                    "reservation",
                    "run",
                    "store"),
            rule(
                    "program",
                    "approval",
                    "content",
                    "generator",
                    "ledger",
                    "outbox",
                    "reservation",
                    "run",
                    "screening",
                    "source",
                    "source.form",
                    "store"),
            rule(
                    "tick",
                    "content",
                    "generator",
                    "inbox",
                    "ledger",
                    "notifier",
                    "store",
                    "tick.collect",
                    "tick.context",
                    "tick.housekeeping",
                    "tick.notify",
                    "tick.publish",
                    "tick.start",
                    "tick.submit",
                    "wake"),
            rule(
                    "tick.context",
                    "content",
                    "generator",
                    "ledger",
                    "money",
                    "program",
                    "publisher",
                    "run",
                    "source",
                    "store"),
            rule(
                    "tick.start",
                    "content",
                    "ledger",
                    "outbox",
                    "program",
                    "reservation",
                    "run",
                    "screening",
                    "store",
                    "tick.context",
                    "tick.submit"),
            rule(
                    "tick.submit",
                    "content",
                    "generator",
                    "ledger",
                    "money",
                    "reservation",
                    "store",
                    "tick.collect",
                    "tick.context"),
            rule(
                    "tick.collect",
                    "content",
                    "generator",
                    "inbox",
                    "jsonschema",
                    "ledger",
                    "money",
                    "reservation",
                    "run",
                    "store",
                    "tick.context"),
            rule(
                    "tick.publish",
                    "content",
                    "ledger",
                    "outbox",
                    "publisher",
                    "screening",
                    "store",
                    "tick.context",
                    "wake"),
            rule(
                    "tick.housekeeping",
                    "approval",
                    "content",
                    "ledger",
                    "operator",
                    "outbox",
                    "reservation",
                    "run",
                    "store",
                    "tick.context",
                    "tick.publish"),
            rule("tick.notify", "content", "ledger", "notice", "notifier", "store", "tick.context", "view"),
            rule("notifier", "content", "notice"),
            rule("notifier.mail", "content", "notice", "notifier", "secret", "web"),
            rule("notifier.web", "content", "notice", "notifier", "secret", "web"),
            rule(
                    "operator",
                    "approval",
                    "content",
                    "generator",
                    "jsonschema",
                    "ledger",
                    "outbox",
                    "program",
                    "reservation",
                    "run",
                    "store",
                    "tick.context",
                    "tick.start"),
            rule(
                    "view",
                    "approval",
                    "content",
                    "generator",
                    "ledger",
                    "money",
                    "notice",
                    "operator",
                    "outbox",
                    "program",
                    "reservation",
                    "run",
                    "screening",
                    "source",
                    "store",
                    "tick.context",
                    "tick.publish",
                    "tick.submit"),
            rule("money", "content", "generator"),
            rule("store"),
            rule("store.sqlite", "store"),
            rule("store.firestore", "store"),
            rule("generator"),
            rule("generator.simulated", "generator", "money"),
            rule("generator.gemini", "generator", "generator.gemini.webhook"),
            rule("generator.gemini.webhook"),
            rule("publisher", "outbox"),
            rule("publisher.folder", "outbox", "publisher"),
            rule("publisher.git", "outbox", "publisher", "secret"),
            rule("wake"),
            rule("inbox"),
            rule("pubsub", "inbox", "wake"),
            rule("secret"),
            rule("secret.manager", "secret"),
            rule("emulator"));

    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*(.*?[.])(\\s|\\s*\\*/)", Pattern.DOTALL);

    private static PackageRule rule(String name, String... knows) {
        return new PackageRule(name, List.of(knows));
    }

    String fullName() {
        return name.equals("dev.tickbox") ? name : "dev.tickbox." + name;
    }

    /** As the documentation has it: what a package is, its own page says. */
    String line() throws IOException {
        String known = knows.isEmpty()
                ? "–"
                : String.join(", ", knows.stream().map(each -> "`" + each + "`").toList());
        return "| `" + name + "` | " + description() + " | " + known + " |";
    }

    private String description() throws IOException {
        Path page = Stream.of("main", "tools")
                .map(part -> Sources.ROOT.resolve(
                        "shared/src/" + part + "/java/" + fullName().replace('.', '/') + "/package-info.java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Matcher sentence = FIRST_SENTENCE.matcher(Files.readString(page));
        if (!sentence.find()) {
            throw new IllegalStateException(page + " does not begin with a sentence");
        }
        return sentence.group(1)
                .replaceAll("\\s*\\*\\s+", " ")
                .replaceAll("\\{@(?:link|code) (?:dev\\.tickbox\\.)?([^}]*)\\}", "`$1`")
                .strip();
    }

    @Override
    public String toString() {
        return name + " knows only " + knows;
    }
}
