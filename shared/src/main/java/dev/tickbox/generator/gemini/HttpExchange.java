package dev.tickbox.generator.gemini;

import dev.tickbox.Clock.Deadline;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of the SDK, as the wire saw it: whether its body may have left, and what came back, even where the SDK can make nothing of
 * it. The HTTP layer finds it in its thread; without one it sends nothing.
 */
final class HttpExchange {
    static final ScopedValue<HttpExchange> CURRENT = ScopedValue.newInstance();

    /** @param body its beginning, as far as it came through */
    record Answer(int status, Map<String, String> headers, String body) {
        Answer hidden(Access access) {
            return new Answer(status, headers, access.hide(body));
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    sealed interface Outcome<T> {}

    record Done<T>(T value, Optional<Answer> answer) implements Outcome<T> {}

    /**
     * The SDK threw.
     *
     * @param sent some of the body may have left; false is certain
     */
    record Failed<T>(RuntimeException cause, boolean sent, Optional<Answer> answer) implements Outcome<T> {}

    /** The window to send in is over: this is thrown before anything leaves. */
    static final class TooLate extends IOException {
        TooLate() {
            super("the send window was over; nothing was sent");
        }
    }

    private final Optional<Deadline> sendBy;
    private final AtomicBoolean sent = new AtomicBoolean();
    private volatile @Nullable Answer answer;

    private HttpExchange(Optional<Deadline> sendBy) {
        this.sendBy = sendBy;
    }

    /** A call that buys: at most one request, begun before the deadline. */
    static <T> Outcome<T> send(Deadline sendBy, Supplier<T> call) {
        return new HttpExchange(Optional.of(sendBy)).run(call);
    }

    /** A call that buys nothing. */
    static <T> Outcome<T> ask(Supplier<T> call) {
        return new HttpExchange(Optional.empty()).run(call);
    }

    private <T> Outcome<T> run(Supplier<T> call) {
        try {
            T value = ScopedValue.where(CURRENT, this).call(call::get);
            return new Done<>(value, Optional.ofNullable(answer));
        } catch (RuntimeException e) {
            return new Failed<>(e, sent.get(), Optional.ofNullable(answer));
        }
    }

    /** Asked with the connection up and nothing written. */
    void check() throws IOException {
        if (sendBy.isPresent() && sendBy.get().passed()) {
            throw new TooLate();
        }
    }

    /** Asked immediately before the body's first byte; a request whose body is missing is none. */
    void beginBody() throws IOException {
        check();
        if (sent.getAndSet(true) && sendBy.isPresent()) {
            throw new IOException("this request was sent once; it is not sent again");
        }
    }

    void answered(Answer wire) {
        answer = wire;
    }
}
