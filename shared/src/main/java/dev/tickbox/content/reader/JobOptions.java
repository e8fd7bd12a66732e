package dev.tickbox.content.reader;

import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.generator.Mode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a job may take from the content's {@code defaults}. */
record JobOptions(
        Optional<String> site,
        ZoneId zone,
        boolean catchUpAll,
        OnUncertain onUncertain,
        OnIncomplete onIncomplete,
        Optional<Long> maxMicroUsd,
        RequestOptions request) {
    static final List<String> KEYS = List.of(
            "site",
            "zone",
            "model",
            "maxTokens",
            "thinking",
            "temperature",
            "mode",
            "system",
            "catchUp",
            "onUncertain",
            "onIncomplete",
            "maxUsd");

    /** What a job says for all of its requests, or a step for its own. */
    record RequestOptions(
            String model,
            int maxTokens,
            Optional<String> system,
            Optional<String> thinking,
            Optional<Double> temperature,
            Mode mode) {
        private static final RequestOptions DEFAULT = new RequestOptions(
                "?", Job.DEFAULT_MAX_TOKENS, Optional.empty(), Optional.empty(), Optional.empty(), Mode.BACKGROUND);

        static RequestOptions read(YamlMapping section, RequestOptions otherwise, ReaderContext reading) {
            return new RequestOptions(
                    section.or("model", otherwise.model(), reading::model),
                    section.or("maxTokens", otherwise.maxTokens(), ReaderContext::maxTokens),
                    section.find("system").flatMap(reading::system).or(otherwise::system),
                    section.find("thinking").flatMap(ReaderContext::thinking).or(otherwise::thinking),
                    section.find("temperature")
                            .flatMap(ReaderContext::temperature)
                            .or(otherwise::temperature),
                    section.or("mode", otherwise.mode(), reading::mode));
        }
    }

    static JobOptions read(YamlMapping section, ReaderContext reading) {
        return new JobOptions(
                section.find("site").flatMap(reading::site),
                section.or("zone", ZoneId.of("UTC"), CronReader::zone),
                section.or("catchUp", "latest", at -> at.oneOf(List.of("latest", "all")))
                        .equals("all"),
                OnUncertain.valueOf(word(section, "onUncertain", "resubmit", "hold")),
                OnIncomplete.valueOf(word(section, "onIncomplete", "hold", "publish", "retry")),
                section.find("maxUsd").flatMap(at -> maxUsd(at, reading.budget())),
                RequestOptions.read(section, RequestOptions.DEFAULT, reading));
    }

    private static Optional<Long> maxUsd(YamlValue at, Budget budget) {
        Optional<Long> most = SettingsReader.dollars(at);
        most.filter(each -> each > budget.dailyMicroUsd())
                .ifPresent(each -> at.problem(at.path() + " is more than the "
                        + BigDecimal.valueOf(budget.dailyMicroUsd(), 6)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " dollars that a day may cost; lower it, or raise budget.dailyUsd"));
        return most;
    }

    /** The first word is the default. */
    private static String word(YamlMapping section, String key, String... words) {
        return section.or(key, words[0], at -> at.oneOf(List.of(words))).toUpperCase(Locale.ROOT);
    }
}
