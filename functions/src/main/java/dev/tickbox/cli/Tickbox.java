package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.bench.BenchCommand;
import dev.tickbox.content.Suggestion;
import dev.tickbox.demo.DemoCommand;
import dev.tickbox.ledger.Control;
import dev.tickbox.store.Schema;
import dev.tickbox.store.StoreException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the command. */
@Command(
        name = "tickbox",
        version = "tickbox 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Every paid generation is bought once, stored, and published once.",
        customSynopsis = "tickbox COMMAND [--content DIR] [--store STORE] [--simulate] [--json] …",
        commandListHeading = "%n",
        footer = {
            "",
            "See it work:            tickbox demo",
            "First steps, for free:  tickbox init my-sites && cd my-sites && tickbox up --simulate --every 5",
            "From a crontab:         */2 * * * * tickbox tick --quiet --content /path/to/my-sites",
            "Help on a command:      tickbox COMMAND --help",
        })
public final class Tickbox implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    public static void main(String[] arguments) {
        // Errors are printed once, here; the logs of the client libraries would repeat them.
        LogManager.getLogManager().reset();
        System.exit(run(CliEnvironment.system(), utf8(System.out), utf8(System.err), arguments));
    }

    /** UTF-8 whatever the locale is: under cron the locale is often C, which would print question marks. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    static int run(CliEnvironment here, PrintWriter out, PrintWriter err, String... arguments) {
        int code = commandLine(here).setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    /** The commands are constructed by hand, so that each gets its dependencies. */
    static CommandLine commandLine(CliEnvironment here) {
        CommandLine root = new CommandLine(new Tickbox())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new InitCommand())
                .addSubcommand(new CheckCommand(here))
                .addSubcommand(new PushCommand(here))
                .addSubcommand(new UpCommand())
                .addSubcommand(new TickCommand(here))
                .addSubcommand(new RunCommand(here))
                .addSubcommand(new TryCommand(here))
                .addSubcommand(new BackfillCommand(here))
                .addSubcommand(new StatusCommand(here))
                .addSubcommand(new ListCommand(here))
                .addSubcommand(new ExplainCommand(here))
                .addSubcommand(new TextCommand(here))
                .addSubcommand(new CostCommand(here))
                .addSubcommand(new PageCommand(here))
                .addSubcommand(new DoctorCommand(here))
                .addSubcommand(new ApproveCommand(here))
                .addSubcommand(new RejectCommand(here))
                .addSubcommand(new RetryCommand(here))
                .addSubcommand(new AbandonCommand(here))
                .addSubcommand(new ForgetCommand(here))
                .addSubcommand(new PauseCommands.Pause(here))
                .addSubcommand(new PauseCommands.Resume(here))
                .addSubcommand(new RestoredCommand(here))
                .addSubcommand(new BenchCommand())
                .addSubcommand(new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Tickbox::wrong)
                .setExecutionExceptionHandler(Tickbox::failed);
        HelpPage.addTo(root);
        return root;
    }

    /** Wrong usage: the mistake, suggestions, and the help command. */
    private static int wrong(CommandLine.ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        CommandLine command = e.getCommandLine();
        if (e instanceof CommandLine.UnmatchedArgumentException unknown && command.getParent() == null) {
            String name = unknown.getUnmatched().getFirst();
            err.println("tickbox: there is no command " + name
                    + Suggestion.hint(name, command.getSubcommands().keySet()));
        } else {
            err.println("tickbox: " + e.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("for help: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        if (List.of(arguments).contains("--json")) {
            command.getOut().println(Json.write(Map.of("error", String.valueOf(e.getMessage()))));
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Prints an error that the user can fix as one message. Any other exception is a bug, and its stack trace is shown. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!isExpected(e)) {
            throw e;
        }
        command.getErr().println(Console.shown("tickbox: " + e.getMessage()));
        if (parsed.subcommand() != null && parsed.subcommand().hasMatchedOption("--json")) {
            command.getOut().println(Json.write(Map.of("error", String.valueOf(e.getMessage()))));
        }
        return e instanceof UsageError ? CommandLine.ExitCode.USAGE : 1;
    }

    static boolean isExpected(Exception e) {
        return e instanceof UserError
                || e instanceof UsageError
                || e instanceof StoreException
                || e instanceof UncheckedIOException
                || e instanceof Control.WrongGenerator
                || e instanceof Schema.Newer;
    }
}
