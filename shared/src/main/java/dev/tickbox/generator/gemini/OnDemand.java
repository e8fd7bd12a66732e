package dev.tickbox.generator.gemini;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.generator.gemini.VendorError.VendorText;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A vendor whose SDK is loaded and opened at the first call: most ticks have nothing to say to it, and start faster without. */
public final class OnDemand implements Generator {
    private static final int WHY_CHARACTERS = 500;

    private final String kind;
    private final Supplier<Generator> open;
    private @Nullable Generator opened;

    /** @param open may throw: then nothing is sent, and everybody who asks hears why */
    public OnDemand(String kind, Supplier<Generator> open) {
        this.kind = kind;
        this.open = open;
    }

    /** What could not be opened is tried again at the next call. */
    private synchronized Generator vendor() {
        if (opened == null) {
            try {
                opened = open.get();
            } catch (RuntimeException e) {
                // As without credentials: a person has to see to it.
                String why = VendorText.shortened(String.valueOf(e.getMessage()), WHY_CHARACTERS);
                return new UnavailableGenerator(kind, new Refused(why, false, Whom.ACCOUNT, Optional.empty()));
            }
        }
        return opened;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return vendor().submit(request, label, sendBy);
    }

    @Override
    public Look look(String handle) {
        return vendor().look(handle);
    }

    @Override
    public Listing list(Mode mode) {
        return vendor().list(mode);
    }

    @Override
    public void cancel(String handle) {
        vendor().cancel(handle);
    }
}
