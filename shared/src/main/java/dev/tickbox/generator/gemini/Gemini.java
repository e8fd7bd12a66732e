package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.generator.gemini.SafeHttp.SafeClient;
import java.time.Duration;
import java.util.Optional;

/** One vendor with two counters: which one is asked follows from the mode, and afterwards from the handle's form. */
public record Gemini(Access access, Generator background, Generator batch) implements Generator {
    static final String BATCH_HANDLE = "batches/";
    private static final String NO_BATCHES =
            "Vertex AI takes batches from Cloud Storage only: buy with mode: background, or with a Gemini key";

    /**
     * @param callTimeout the longest that one call may take
     * @param webhookUrl where the vendor calls when an interaction ends
     */
    public static Generator open(Access access, Clock clock, Duration callTimeout, Optional<String> webhookUrl) {
        FailedPurchase verdict = new FailedPurchase(access, clock);
        String kind = access.kind();
        return switch (access.who()) {
            case Access.Key key -> {
                Client client = SafeClient.open(access, callTimeout);
                yield new Gemini(
                        access,
                        new Interactions(kind, client, verdict, webhookUrl, Optional.empty()),
                        new Batches(kind, client, verdict));
            }
            case Access.Vertex vertex -> {
                GoogleCredentials credentials = vertex.credentials().orElseGet(SafeClient::defaultCredentials);
                Client client = SafeClient.open(access.with(credentials), callTimeout);
                VertexListing listing =
                        VertexListing.of(SafeHttp.client(callTimeout), vertex, credentials, access.host());
                yield new Gemini(
                        access,
                        new Interactions(kind, client, verdict, Optional.empty(), Optional.of(listing)),
                        new UnavailableGenerator(kind, new Refused(NO_BATCHES, true, Optional.empty())));
            }
        };
    }

    public static Generator open(Access access, Clock clock, Duration callTimeout) {
        return open(access, clock, callTimeout, Optional.empty());
    }

    @Override
    public String kind() {
        return access.kind();
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return of(label.mode()).submit(request, label, sendBy);
    }

    @Override
    public Listing list(Mode mode) {
        return of(mode).list(mode);
    }

    @Override
    public Look look(String handle) {
        return switch (of(handle).look(handle)) {
            case Finished f ->
                new Finished(f.ending(), access.hide(f.why()), f.text(), f.model(), f.usage(), f.label());
            case Unreachable u -> new Unreachable(access.hide(u.why()));
            case Pending p -> p;
            case Missing m -> m;
        };
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
