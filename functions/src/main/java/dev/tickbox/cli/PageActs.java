package dev.tickbox.cli;

import dev.tickbox.page.Acts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Carries out what is clicked on a page: types the command, and gives what it said. */
record PageActs(StoreOptions where, CliEnvironment here) implements Acts {
    @Override
    public Outcome perform(Act act) {
        if (act.text().isEmpty()) {
            return typed(act, act.options());
        }
        EditedText edited = act.text().get();
        try {
            Path file = Files.createTempFile("tickbox-", edited.isJson() ? ".json" : ".md");
            try {
                Files.writeString(file, edited.text());
                return typed(act, List.of("--with=" + file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return new Outcome(false, List.of("the edited text cannot be written into a file: " + e));
        }
    }

    /** The id is no option and no file with arguments, whatever it begins with. */
    private Outcome typed(Act act, List<String> options) {
        List<String> words = new ArrayList<>(List.of(act.word()));
        words.addAll(options);
        words.addAll(where.again());
        act.id().ifPresent(id -> words.addAll(List.of("--", id)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        // Nobody is asked at the terminal: it is another person's, perhaps.
        CliEnvironment nobody = new CliEnvironment(here.clock(), here.ids(), here.environment());
        int code = Tickbox.commandLine(nobody)
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        return new Outcome(
                code == 0,
                Stream.of(out, err).flatMap(text -> text.toString().lines()).toList());
    }
}
