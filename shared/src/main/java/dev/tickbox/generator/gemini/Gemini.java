package dev.tickbox.generator.gemini;

import com.google.genai.Client;
import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import java.time.Duration;

/** One vendor with two counters: which one is asked follows from the mode, and afterwards from the handle's form. */
public record Gemini(String kind, Generator background, Generator batch) implements Generator {
    static final String BATCH_HANDLE = "batches/";

    /** @param callTimeout the longest that one call may take */
    public static Generator open(Access access, Clock clock, Duration callTimeout) {
        Client client = SafeClient.open(access, callTimeout);
        Verdict verdict = new Verdict(access, clock);
        return new Gemini(
                access.kind(),
                new Interactions(access.kind(), client, verdict),
                switch (access.who()) {
                    case Access.Key key -> new Batches(access.kind(), client, verdict);
                    case Access.Vertex vertex ->
                        new NotOffered(
                                access.kind(),
                                "Vertex AI takes batches from Cloud Storage only: buy with mode: background, or with a"
                                        + " Gemini key");
                });
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return of(label.mode()).submit(request, label, sendBy);
    }

    @Override
    public Found find(Label label) {
        return of(label.mode()).find(label);
    }

    @Override
    public Look look(String handle) {
        return of(handle).look(handle);
    }

    @Override
    public void cancel(String handle) {
        of(handle).cancel(handle);
    }

    private Generator of(Mode mode) {
        return switch (mode) {
            case BACKGROUND -> background;
            case BATCH -> batch;
        };
    }

    private Generator of(String handle) {
        return handle.startsWith(BATCH_HANDLE) ? batch : background;
    }
}
