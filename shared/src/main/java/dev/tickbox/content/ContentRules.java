package dev.tickbox.content;

import dev.tickbox.FrontMatterNames;
import dev.tickbox.generator.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for single values of content. Reading a content folder reports what breaks them. A stored definition that breaks one is not
 * loaded: whoever can write the store must not get a value into a path, an address or a command that no content folder could contain.
 */
public final class ContentRules {
    private static final String ID = "[a-z][a-z0-9-]{0,39}";
    private static final String FIELD = "[A-Za-z][A-Za-z0-9_-]{0,39}";
    private static final String PROJECT = "([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";
    private static final String LOCATION = "[a-z][a-z0-9-]{1,39}";
    private static final String MODEL = "[a-z0-9][a-z0-9._-]{0,99}";

    private ContentRules() {}

    /** Of a site, a job, a step, or the name of a secret. */
    public static boolean isId(String text) {
        return text.matches(ID);
    }

    /** Of a variable, or of a field that a publication sets. */
    public static boolean isField(String text) {
        return text.matches(FIELD);
    }

    /** One of several sites that a step publishes on. */
    private static boolean isOfOneSite(Step.Publish step) {
        String ending = "." + step.site();
        return step.id().endsWith(ending)
                && isId(step.id().substring(0, step.id().length() - ending.length()));
    }

    public static boolean isProject(String text) {
        return text.matches(PROJECT);
    }

    public static boolean isLocation(String text) {
        return text.matches(LOCATION);
    }

    public static boolean isModel(String text) {
        return text.matches(MODEL);
    }

    public static boolean isHttps(String text) {
        try {
            URI uri = URI.create(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Of a host, as content names it: never with a port. */
    public static boolean isHost(String text) {
        return text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    }

    public static boolean isMailbox(String text) {
        return text.matches("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    }

    /** Of a user at a mail server. */
    public static boolean isLogin(String text) {
        return text.matches("[\\x21-\\x7e]{1,200}");
    }

    /** Of an address that ticks call: https, or http where the operator allows its host. */
    public static boolean isCalled(CalledAddress address) {
        String url = address.url();
        return isHttps(url)
                || (address.anywhere() && url.startsWith("http:") && isHttps(url.replaceFirst("http", "https")));
    }

    /** Whether it is clear before anything is rendered which host it leads to. */
    public static boolean hasLiteralHttpsHost(String address) {
        return address.matches("(?s)https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?].*)?");
    }

    /** Whether the host of an address is written in the content, in the address itself or in a variable. */
    public static boolean namesItsHost(String address) {
        String written = address.replaceAll("\\{\\{\\s*vars\\.[A-Za-z0-9_-]+\\s*}}", "v");
        return written.matches("(?s)(https?://[^/?#{]+|v)([/?#].*)?");
    }

    /** Of a query or a header. */
    public static boolean isParameter(String text) {
        return text.matches("[A-Za-z0-9_.-]{1,60}");
    }

    /** The text is never repeated, because it may contain a password. */
    public static Optional<String> problemOfRemote(String text) {
        if (text.matches("(?s).*[\\s\\p{Cntrl}].*") || text.startsWith("-")) {
            return Optional.of("is not the address of a git repository");
        }
        if (text.matches("https?://[^/]*@.*|[a-z+]+://[^/]*:[^/]*@.*")) {
            return Optional.of("has a user or a password in it; name it under secret instead");
        }
        return text.matches("((https?|git|file)://|/|~/).+")
                ? Optional.empty()
                : Optional.of(
                        "must begin with https://, http://, git:// or file://, or be a whole path from / or ~/ on; ssh is not supported");
    }

    public static Optional<String> problemOfBranch(String text) {
        boolean good = text.matches("[A-Za-z0-9][A-Za-z0-9._/-]*")
                && !text.matches(".*(\\.\\.|//|/\\.|\\./).*|.*(/|\\.|\\.lock)");
        return good ? Optional.empty() : Optional.of("is not the name of a branch: " + text);
    }

    /** @throws IllegalArgumentException that names the first value which breaks a rule */
    static Definition check(Definition definition) {
        definition.sites().forEach((id, site) -> check("sites." + id, site));
        definition.jobs().forEach((id, job) -> check("jobs." + id, job));
        VendorSettings vendor = definition.vendor();
        vendor.secret().ifPresent(name -> need(isId(name), "gemini.secret"));
        vendor.vertex().ifPresent(vertex -> {
            need(isProject(vertex.project()), "vertex.project");
            need(isLocation(vertex.location()), "vertex.location");
        });
        vendor.webhookUrl().ifPresent(url -> need(isHttps(url), "webhook.url"));
        vendor.prices().forEach((model, price) -> {
            need(isModel(model), "prices." + model);
            need(price.inputMicroUsd() >= 0 && price.outputMicroUsd() >= 0, "prices." + model);
        });
        need(definition.budget().dailyMicroUsd() >= 0, "budget.dailyUsd");
        definition.notices().channels().forEach((id, channel) -> check("notify." + id, channel));
        definition.notices().heartbeat().ifPresent(address -> need(isCalled(address), "heartbeat"));
        return definition;
    }

    private static void check(String path, Channel channel) {
        need(isId(channel.id()), path);
        switch (channel.target()) {
            case Channel.Slack slack -> need(isId(slack.secret()), path + ".slack");
            case Channel.Discord discord -> need(isId(discord.secret()), path + ".discord");
            case Channel.Webhook webhook -> {
                need(isCalled(webhook.address()), path + ".webhook");
                need(isId(webhook.secret()), path + ".secret");
            }
            case Channel.Mail mail -> {
                need(isMailbox(mail.to()) && isMailbox(mail.from()), path + ".mail");
                need(isHost(mail.host()) && mail.port() >= 1 && mail.port() <= 65_535, path + ".mail.host");
                need(isLogin(mail.user()), path + ".mail.user");
                need(mail.secret().stream().allMatch(ContentRules::isId), path + ".mail.secret");
            }
        }
    }

    private static void check(String path, Site site) {
        need(isId(site.id()), path);
        site.find("remote").ifPresent(text -> need(problemOfRemote(text).isEmpty(), path + ".remote"));
        site.find("branch").ifPresent(text -> need(problemOfBranch(text).isEmpty(), path + ".branch"));
        site.find("secret").ifPresent(text -> need(isId(text), path + ".secret"));
        need(Collections.disjoint(site.frontMatter().keySet(), FrontMatterNames.OURS), path + ".frontMatter");
        for (Map.Entry<String, String> setting : site.settings().entrySet()) {
            need(setting.getValue().codePoints().noneMatch(Character::isISOControl), path + "." + setting.getKey());
        }
    }

    private static void check(String path, Job job) {
        need(isId(job.id()), path);
        need(isId(job.site()), path + ".site");
        need(job.maxTokens() > 0, path + ".maxTokens");
        need(job.maxMicroUsd().filter(most -> most < 0).isEmpty(), path + ".maxUsd");
        List<String> ids = job.allSteps().stream().map(Step::id).toList();
        need(ids.size() == new HashSet<>(ids).size(), path + ".steps");
        for (Step step : job.allSteps()) {
            String at = path + ".steps." + step.id();
            need(isId(step.id()) || (step instanceof Step.Publish publish && isOfOneSite(publish)), at);
            switch (step) {
                case Step.Fetch fetch ->
                    fetch.request().secret().ifPresent(secret -> {
                        need(isId(secret.secret()) && isParameter(secret.name()), at + ".secret");
                        need(
                                fetch.request().addresses().stream().allMatch(ContentRules::hasLiteralHttpsHost),
                                at + ".fetch");
                    });
                case Step.Require require -> need(!require.values().isEmpty(), at);
                case Step.Approve approve -> need(isId(approve.of()), at);
                case Step.Each each -> check(at, each);
                case Step.Recent recent ->
                    need(isId(recent.site()) && recent.maxRows() >= 1 && recent.maxRows() <= Step.Recent.MAX_ROWS, at);
                case Step.Publish publish -> {
                    need(isId(publish.site()) && isId(publish.of()), at);
                    need(
                            publish.with().keySet().stream().allMatch(ContentRules::isField)
                                    && Collections.disjoint(publish.with().keySet(), Step.Publish.NEVER_SET),
                            at + ".with");
                }
                case Step.Generate generate -> {
                    need(isModel(generate.model()), at + ".model");
                    need(generate.maxTokens() > 0, at + ".maxTokens");
                    need(
                            generate.temperature()
                                    .filter(number -> number < 0 || number > 2 || generate.mode() != Mode.BATCH)
                                    .isEmpty(),
                            at + ".temperature");
                }
            }
        }
    }

    private static void check(String at, Step.Each each) {
        need(isRows(each.of()) && each.match().stream().allMatch(ContentRules::isRows), at);
        need(!each.key().isEmpty() && each.key().stream().noneMatch(String::isBlank), at + ".key");
        need(each.minRows() >= 0 && each.minRows() <= each.maxRows(), at + ".minRows");
        need(each.maxRows() >= 1 && each.maxRows() <= Step.Each.MAX_ROWS, at + ".maxRows");
        need(each.within().stream().allMatch(Duration::isPositive), at + ".within");
        need(!each.steps().isEmpty(), at + ".steps");
        for (Step step : each.steps()) {
            need(!StepNames.RESERVED.contains(step.id()), at + ".steps");
            need(!(step instanceof Step.Each), at + ".steps");
            need(!(step instanceof Step.Generate generate) || generate.mode() != Mode.BATCH, at + ".steps");
        }
    }

    private static boolean isRows(String path) {
        return path.matches("steps\\.[^.]+\\..+|vars\\.[^.]+");
    }

    private static void need(boolean good, String path) {
        if (!good) {
            throw new IllegalArgumentException("the stored definition has a value in " + path
                    + " that no content can have: somebody else wrote it; push the content again");
        }
    }
}
