package dev.tickbox.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page that {@code tickbox --help} prints: the commands in groups, in the order in which a new user needs them. */
final class HelpPage {
    private static final int WIDTH = 110;
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Start", List.of("demo", "init", "check", "try", "push"));
        GROUPS.put("Run", List.of("up", "tick", "run", "backfill"));
        GROUPS.put("Look", List.of("status", "list", "explain", "text", "cost", "page", "doctor"));
        GROUPS.put("Decide", List.of("approve", "reject", "retry", "abandon", "forget", "pause", "resume", "restored"));
    }

    private HelpPage() {}

    static void addTo(CommandLine root) {
        root.setUsageHelpWidth(WIDTH);
        root.getHelpSectionMap()
                .put(
                        CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                        help -> commands(help.commandSpec().subcommands()));
        root.getSubcommands().values().forEach(HelpPage::addHelp);
    }

    /** Each command has a help page of its own. */
    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Print this help.")
                            .build());
        }
    }

    private static String commands(Map<String, CommandLine> commands) {
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((group, names) -> {
            String title = group;
            for (String name : names) {
                Optional<String> first = Optional.ofNullable(commands.get(name))
                        .map(command -> command.getCommandSpec().usageMessage().description()[0]);
                if (first.isPresent()) {
                    text.append(String.format("%-7s %-8s %s%n", title, name, sentence(first.get())));
                    title = "";
                }
            }
        });
        return text.toString();
    }

    /** The first sentence, without its full stop. */
    private static String sentence(String description) {
        String first = description.split("\\.(?= |$)", 2)[0];
        return first.length() <= WIDTH - 18 ? first : first.substring(0, WIDTH - 19) + "…";
    }
}
