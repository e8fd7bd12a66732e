package dev.tickbox.ledger;

import dev.tickbox.Hash;
import dev.tickbox.Shortened;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts of a run, named by their hash: {@code runs/{run}/bodies/{sha}}, in parts where one would be too large for a document. A
 * text that is there is whole, since its parts are written before it. It goes with its run, so references need not be counted.
 */
public record Bodies(Store store, int maxBytes) {
    private static final int PART_CHARS = 200_000;

    public static Collection of(String run) {
        return RunDocument.ref(run).collection("bodies");
    }

    /** Keeps it, and answers only when it is durable. */
    public String keep(String run, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException("a text of " + bytes + " bytes is over the limit of " + maxBytes);
        }
        String sha = Hash.sha256(text);
        List<String> parts = parts(text);
        for (int i = 1; i < parts.size(); i++) {
            create(new Write.Create(of(run).ref(sha + "." + i), Schema.begin().with("text", parts.get(i))));
        }
        create(new Write.Create(
                of(run).ref(sha),
                Schema.begin()
                        .with("text", parts.getFirst())
                        .with("parts", (long) parts.size())
                        .with("bytes", (long) bytes)));
        return sha;
    }

    /** A conflict means that the same text is there already: its name is its hash. */
    private void create(Write.Create write) {
        if (store.commit(write) == Outcome.UNKNOWN) {
            throw new StoreException(write.ref() + ": the store did not say whether it was kept");
        }
    }

    public Optional<String> find(String run, String sha) {
        Optional<Document> first = store.get(of(run).ref(sha));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(first.get().fields().text("text"));
        long parts = first.get().fields().number("parts");
        for (int i = 1; i < parts; i++) {
            text.append(
                    store.get(of(run).ref(sha + "." + i)).orElseThrow().fields().text("text"));
        }
        return Optional.of(text.toString());
    }

    public String load(String run, String sha) {
        return find(run, sha).orElseThrow(() -> new IllegalStateException("run " + run + " has no text " + sha));
    }

    /** Never between the halves of a character. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        do {
            String part = Shortened.start(rest, PART_CHARS);
            parts.add(part);
            rest = rest.substring(part.length());
        } while (!rest.isEmpty());
        return parts;
    }
}
