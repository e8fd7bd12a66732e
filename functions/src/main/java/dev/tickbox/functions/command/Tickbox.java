package dev.tickbox.functions.command;

import dev.tickbox.functions.command.demo.Demo;
import dev.tickbox.store.Schema;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.Control;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command's entrance. */
@Command(
        name = "tickbox",
        version = "tickbox 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Every paid generation is bought once, kept, and published once.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "First steps: tickbox demo · tickbox init my-sites · cd my-sites · tickbox up --simulate",
            "From a crontab: */2 * * * * tickbox tick --content /path/to/my-sites",
        },
        subcommands = {Demo.class, Up.class, Tick.class, CommandLine.HelpCommand.class})
public final class Tickbox implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Tickbox())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Tickbox::failed)
                .execute(arguments);
    }

    /** What a person can mend is one message; anything else is a bug, and shows where. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        boolean mendable = e instanceof Complaint
                || e instanceof StoreException
                || e instanceof Control.WrongGenerator
                || e instanceof Schema.Newer;
        if (!mendable) {
            throw e;
        }
        command.getErr().println("tickbox: " + e.getMessage());
        return 1;
    }
}
