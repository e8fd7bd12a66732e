package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** shared/docs/commands.md is the help of every command. */
class CommandsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tickbox.root", "..")).resolve("shared/docs/commands.md");

    static CommandLine commandLine() {
        return Tickbox.commandLine(new CliEnvironment(new ManualClock(World.START), Ids.system(), Map.of()));
    }

    @Test
    void the_manual_page_is_the_help_of_every_command() throws Exception {
        StringBuilder page = new StringBuilder("""
                # Commands
                The help of every command, as `tickbox COMMAND --help` prints it. `CommandsPageTest` writes this page.

                """);
        CommandLine root = commandLine();
        help("tickbox", root, page);
        root.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()
                    && !(command.getCommand() instanceof CommandLine.HelpCommand)) {
                help("tickbox " + name, command, page);
            }
        });
        if (System.getProperty("tickbox.golden", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale; to write it: mvn -pl shared,functions -am package -Dtest=CommandsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtickbox.golden=write")
                .isEqualTo(page.toString());
    }

    private static void help(String title, CommandLine command, StringBuilder page) {
        String usage = command.getUsageMessage(Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (a, b) -> a + b + "\n");
        page.append("## ").append(title).append("\n```text\n").append(usage).append("```\n\n");
    }
}
