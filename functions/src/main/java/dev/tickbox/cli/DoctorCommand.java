package dev.tickbox.cli;

import dev.tickbox.doctor.Examination;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Finding.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Looks for whatever keeps ticks from working, and prints what to do about it.",
            "It looks at the program, the content, the store, the clock, the key, the models and the sites: the key by a",
            "free call that lists models, each git site by a push that ends before it changes anything.",
            "With --store firestore:… it looks instead at what is deployed: the database and its indexes, secrets, the",
            "schedules and how their last ticks ended, the publishers and who may call them, and dead letters.",
            "It changes nothing and creates nothing, neither here nor there."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is bad; there may be warnings", "1:something is bad"},
        footer = {
            "",
            "Example: tickbox doctor --content my-sites",
            "Example: tickbox doctor --content my-sites --store firestore:my-project/tickbox --region europe-west1"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int NARROW = 8;

    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Wait at most this long for the answers of others (default: 20).")
    private int timeoutSeconds = 20;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Where the services are deployed (default: the region of the database).")
    private @Nullable String region;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "What the names of the deployment begin with (default: the name of the database).")
    private @Nullable String prefix;

    @Option(
            names = "--with-secrets",
            description = {
                "Also try the key and the sites of the folder with the deployed secrets, if you may read",
                "them. No value is printed or stored."
            })
    private boolean withSecrets;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DoctorCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        UsageChecks.unlessAtLeastOne(spec, "--timeout", timeoutSeconds);
        Examination examination = new Examination(Duration.ofSeconds(timeoutSeconds));
        DoctorLooks looks = new DoctorLooks(where, here, examination);
        List<Finding> found = new ArrayList<>(
                where.onFirestore()
                        ? looks.cloud(Optional.ofNullable(prefix), Optional.ofNullable(region), withSecrets)
                        : looks.desk());
        Console voice = Console.of(spec, where.json);
        print(voice, found);
        return count(found, Verdict.BAD) == 0 ? 0 : 1;
    }

    private static void print(Console voice, List<Finding> found) {
        int width = found.stream().mapToInt(each -> each.area().length()).max().orElse(0);
        for (Finding each : found) {
            voice.say(padded(each.verdict().word(), NARROW) + " " + padded(each.area(), width) + "  " + each.text());
            each.mend().ifPresent(mend -> voice.say(" ".repeat(NARROW + width + 3) + "→ " + mend));
        }
        voice.say("");
        voice.say(summary(found));
        Map<String, Object> map = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            map.put(verdict.word(), count(found, verdict));
        }
        map.put("findings", found.stream().map(Finding::toMap).toList());
        voice.object(map);
    }

    private static String summary(List<Finding> found) {
        long bad = count(found, Verdict.BAD);
        long warnings = count(found, Verdict.WARNING);
        return bad == 0 && warnings == 0
                ? "Everything is well."
                : bad + " bad, " + warnings + (warnings == 1 ? " warning." : " warnings.");
    }

    private static long count(List<Finding> found, Verdict verdict) {
        return found.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
