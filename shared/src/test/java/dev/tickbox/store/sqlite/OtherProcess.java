package dev.tickbox.store.sqlite;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.io.IOException;
import java.nio.file.Path;

/** A process of its own on a shared file. Waits for a line of input, then tells each of its applied creates on a line. */
final class OtherProcess {
    static final Ref COUNTER = Collection.of("control").ref("counter");

    private OtherProcess() {}

    /** Arguments: the file, this process's name, how many documents. */
    @SuppressWarnings("SystemOut") // the lines are this process's answer
    public static void main(String[] arguments) throws IOException {
        try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]), Ids.system())) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            for (int at = 0; at < Integer.parseInt(arguments[2]); at++) {
                Fields mine = Fields.NONE.with("state", arguments[1]);
                Write.Create create = new Write.Create(Collection.of("runs").ref("run-" + at), mine);
                if (store.commit(create) == Outcome.APPLIED) {
                    System.out.println(create.ref().id());
                    count(store);
                }
            }
        }
    }

    private static void count(SqliteStore store) {
        Outcome outcome;
        do {
            Document read = store.get(COUNTER).orElseThrow();
            Fields more = read.fields().with("count", read.fields().number("count") + 1);
            outcome = store.commit(new Write.Update(read, more));
        } while (outcome != Outcome.APPLIED);
    }
}
