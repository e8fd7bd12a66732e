package dev.tickbox.content.reader;

import dev.tickbox.content.Condition;
import dev.tickbox.content.ContentRules;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.FetchRequest.InlinedFile;
import dev.tickbox.content.StepShapes;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.source.PublicAddresses;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import dev.tickbox.source.form.ParsedSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a step fetches.
 *
 * @param vars of the job, so that a list among them stands for its addresses
 * @param generated what a model writes
 */
record FetchReader(
        ReaderContext reading, TemplateScope scope, Map<String, VarValue> vars, ModelValues generated, String user) {
    static final String[] KEYS = {
        "id", "fetch", "as", "onFailure", "where", "maxChars", "rows", "columns", "numbers", "secret"
    };

    private static final Pattern KEY = Pattern.compile("(?i)[?&](api_?-?)?(key|token|secret|password)=");
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?#{]+(?=[/?#]|$)");
    private static final Pattern WHOLE_VARIABLE = Pattern.compile("\\{\\{\\s*vars\\.([A-Za-z0-9_-]+)\\s*}}");

    Optional<FetchRequest> read(String id, YamlMapping section) {
        YamlValue at = section.find("fetch").orElseThrow();
        Optional<SourceForm> form = section.need("as").flatMap(word -> new SourceFormReader(section).read(word));
        boolean skip = section.find("onFailure")
                .flatMap(value -> value.oneOf(List.of("wait", "skip")))
                .filter("skip"::equals)
                .isPresent();
        boolean isFile = isFile(at);
        Optional<InlinedFile> file = isFile ? form.flatMap(each -> file(at, each)) : Optional.empty();
        List<String> addresses = isFile ? List.of() : addresses(at);
        Optional<SourceSecret> secret = section.find("secret").flatMap(value -> secret(value, addresses));
        form.filter(each -> !each.isTable() && addresses.size() > 1)
                .ifPresent(each -> at.problem("the step " + id + " has " + addresses.size() + " addresses, and as: "
                        + each.word() + " gives one record of one address; fetch each in a step of its own"));
        if (isFile && (secret.isPresent() || skip)) {
            at.problem("the step " + id + " reads a file, which needs no onFailure and no secret");
        }
        SortedMap<String, List<Condition>> where =
                section.find("where").map(value -> where(value, form, file)).orElseGet(TreeMap::new);
        if (form.isEmpty() || (file.isEmpty() && addresses.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new FetchRequest(
                addresses, file, form.get(), skip, where, secret, isFile ? Set.of() : reading.allowedHosts()));
    }

    /** What is neither an address nor begins with a variable. */
    private static boolean isFile(YamlValue at) {
        return at.isText()
                && at.written()
                        .filter(text -> !text.contains("://") && !text.startsWith("{{"))
                        .isPresent();
    }

    private Optional<InlinedFile> file(YamlValue at, SourceForm form) {
        return reading.files().read(at).flatMap(file -> {
            Optional<List<String>> columns = switch (ParsedSource.of(form, file.name(), file.text())) {
                case ParsedSource.Rows rows
                when rows.rows().isEmpty() ->
                    Optional.of(form.columns().map(List::copyOf).orElse(List.of()));
                case ParsedSource.Rows rows ->
                    Optional.of(List.copyOf(rows.rows().getFirst().keySet()));
                case ParsedSource.OneRecord one ->
                    Optional.of(List.copyOf(one.values().keySet()));
                case ParsedSource.Unreadable unreadable -> {
                    at.problem("the file " + file.name() + " cannot be used: " + unreadable.why()
                            + "; correct it, or read it with another as:");
                    yield Optional.empty();
                }
            };
            return columns.map(known -> new InlinedFile(file.name(), file.text(), known));
        });
    }

    private List<String> addresses(YamlValue at) {
        List<String> addresses = new ArrayList<>();
        List<YamlValue> all = at.isList() ? at.items() : List.of(at);
        if (at.isList() && all.isEmpty()) {
            at.problem(at.path() + " has no address");
        }
        for (YamlValue each : all) {
            each.text().ifPresent(text -> {
                for (String address : expanded(each, text)) {
                    check(each, address);
                    refused(address).ifPresent(why -> each.problem(each.path() + " leads to " + why));
                    addresses.add(address);
                }
            });
        }
        if (addresses.size() > FetchRequest.ADDRESSES_AT_MOST) {
            at.problem(at.path() + " has " + addresses.size() + " addresses, and the limit is "
                    + FetchRequest.ADDRESSES_AT_MOST);
        }
        return addresses;
    }

    /** A list among the variables stands for all of its addresses. */
    private List<String> expanded(YamlValue at, String text) {
        Matcher whole = WHOLE_VARIABLE.matcher(text.strip());
        if (whole.matches() && vars.get(whole.group(1)) instanceof VarValue.Many many) {
            if (many.texts().isEmpty()) {
                at.problem("vars." + whole.group(1) + " has no address");
            }
            return many.texts();
        }
        return List.of(text.strip());
    }

    private void check(YamlValue at, String address) {
        scope.check(reading.problems(), at.file(), at.line() - 1, user, address, List.of());
        generated
                .in(address)
                .ifPresent(name -> at.problem(at.path() + " is made of {{" + name
                        + "}}, which a model writes: it could name any address, and put what it has read into it. Let the"
                        + " model choose among rows that a source gave, and join them by an each step with match:"
                        + " steps.ID.rows"));
        if (address.matches("(?is)[a-z]+://[^/?#]*@.*")) {
            at.problem(at.path()
                    + " has a user or a password in it, which would be stored and printed; take it out, and name"
                    + " it under secret, as in {name: NAME, header: Authorization}");
        } else if (!address.startsWith("{{") && !address.matches("(?s)https?://\\S.*")) {
            at.problem(at.path() + " is not an address that begins with https:// or http://");
        } else if (address.matches("(?s).*[\\s,](https?://.*)?") && !address.contains("{{")) {
            at.problem(at.path()
                    + " has a space or a comma in it; write several addresses as a list, each on a line of its"
                    + " own after a dash");
        }
        if (KEY.matcher(address).find()) {
            at.warning(
                    "the address has what seems to be a key in it, which is stored and printed; take it out, and name it"
                            + " under secret, as in {name: NAME, query: api_key}");
        }
    }

    /** Why every fetch of it would be refused, where no name has to be looked up for that. */
    private Optional<String> refused(String address) {
        Matcher origin = ORIGIN.matcher(withVariables(address));
        if (!origin.find()) {
            return Optional.empty(); // Its host is a template, or it is no address, which is reported elsewhere.
        }
        URI uri;
        try {
            uri = URI.create(origin.group());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String host = Optional.ofNullable(uri.getHost())
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""))
                .orElse("");
        if (host.isEmpty() || reading.allowedHosts().contains(host)) {
            return Optional.empty();
        }
        Optional<String> why = PublicAddresses.isSurelyPrivate(host)
                ? Optional.of(host + ", which is not public")
                : Optional.of(uri.getPort())
                        .filter(port -> port > 0 && !PublicAddresses.PORTS.contains(port))
                        .map(port -> "port " + port + " of " + host + ", which is neither 80 nor 443");
        return why.map(text -> text + ", and would be refused; to fetch from it, list the host under sources: {allow: ["
                + host + "]}");
    }

    private String withVariables(String address) {
        String text = address;
        for (Map.Entry<String, VarValue> each : vars.entrySet()) {
            if (each.getValue() instanceof VarValue.One one) {
                text = text.replaceAll(
                        "\\{\\{\\s*vars\\." + each.getKey() + "\\s*}}", Matcher.quoteReplacement(one.text()));
            }
        }
        return text;
    }

    private Optional<SourceSecret> secret(YamlValue at, List<String> addresses) {
        return at.section().flatMap(section -> {
            section.only("name", "query", "header");
            if (addresses.stream().anyMatch(address -> !ContentRules.hasLiteralHttpsHost(address))) {
                at.problem(at.path()
                        + " is sent only to an address that begins with https:// and a host without variables");
            }
            Optional<String> name = section.need("name")
                    .flatMap(value -> value.text().filter(text -> YamlMapping.checkId(text, value)));
            Optional<YamlValue> query = section.find("query");
            Optional<YamlValue> header = section.find("header");
            if (query.isPresent() == header.isPresent()) {
                at.problem(at.path() + " needs exactly one of query and header");
                return Optional.empty();
            }
            YamlValue parameter = query.or(() -> header).orElseThrow();
            return parameter.text().flatMap(text -> {
                if (!ContentRules.isParameter(text)) {
                    parameter.problem(parameter.path() + " is no name of a query parameter or a header");
                    return Optional.empty();
                }
                return name.map(each -> new SourceSecret(each, query.isPresent() ? Place.QUERY : Place.HEADER, text));
            });
        });
    }

    private static SortedMap<String, List<Condition>> where(
            YamlValue at, Optional<SourceForm> form, Optional<InlinedFile> file) {
        SortedMap<String, List<Condition>> where = new TreeMap<>();
        at.section()
                .ifPresent(section -> section.entries().forEach((column, value) -> {
                    file.<Set<String>>map(each -> Set.copyOf(each.columns()))
                            .or(() -> form.flatMap(SourceForm::columns))
                            .filter(columns -> !columns.contains(column))
                            .ifPresent(columns -> {
                                String hint = Suggestion.hint(column, columns);
                                value.problem("there is no column " + column
                                        + (hint.isEmpty() ? "; known: " + String.join(", ", columns) : hint));
                            });
                    where.put(
                            column,
                            ConditionReader.read(
                                    value,
                                    form.map(each -> compared(each, column)).orElseGet(ComparedValue::unknown)));
                }));
        if (form.filter(each -> !each.isTable()).isPresent()) {
            at.problem(at.path() + " takes rows out of many, and as: "
                    + form.orElseThrow().word() + " gives one record; use require");
        }
        return where;
    }

    private static ComparedValue compared(SourceForm form, String column) {
        return new ComparedValue(
                column,
                StepShapes.column(form, column),
                form instanceof SourceForm.Csv
                        ? "write numbers: [" + column + "] beside as: csv, as the columns of a CSV are texts"
                        : "a text has a bare text, not, contains, newerThan and olderThan");
    }
}
