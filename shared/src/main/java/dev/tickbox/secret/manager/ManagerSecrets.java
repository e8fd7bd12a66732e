package dev.tickbox.secret.manager;

import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The newest version of each secret, asked for again after some minutes, so that a rotated one is picked up by itself. */
public final class ManagerSecrets implements Secrets {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String prefix;
    private final Clock clock;
    private final Supplier<SecretManagerServiceClient> connect;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private @Nullable SecretManagerServiceClient client;

    /** Not a record: what has a {@code toString} is printed one day. */
    private static final class Kept {
        final String value;
        final Deadline until;

        Kept(String value, Deadline until) {
            this.value = value;
            this.until = until;
        }
    }

    /**
     * @param prefix {@code projects/P/secrets/PREFIX}: the secret {@code kitchen-git} is {@code projects/P/secrets/PREFIX-kitchen-git}
     * @param connect called when a secret is first asked for
     */
    public ManagerSecrets(String prefix, Clock clock, Supplier<SecretManagerServiceClient> connect) {
        this.prefix = prefix;
        this.clock = clock;
        this.connect = connect;
    }

    public static ManagerSecrets at(String prefix, Clock clock) {
        return new ManagerSecrets(prefix, clock, ManagerSecrets::connect);
    }

    private static SecretManagerServiceClient connect() {
        SecretManagerServiceSettings.Builder settings = SecretManagerServiceSettings.newBuilder();
        RetrySettings patience = settings.accessSecretVersionSettings().getRetrySettings().toBuilder()
                .setTotalTimeoutDuration(PATIENCE)
                .build();
        settings.accessSecretVersionSettings().setRetrySettings(patience);
        try {
            return SecretManagerServiceClient.create(settings.build());
        } catch (IOException e) {
            throw new UncheckedIOException("Secret Manager cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> find(String name, String address) {
        Kept known = kept.get(name);
        if (known != null && !known.until.passed()) {
            return Optional.of(known.value);
        }
        Optional<String> read = read(name);
        read.ifPresentOrElse(value -> kept.put(name, new Kept(value, clock.deadline(KEPT))), () -> kept.remove(name));
        return read;
    }

    private Optional<String> read(String name) {
        try {
            String value = client().accessSecretVersion(where(name) + "/versions/latest")
                    .getPayload()
                    .getData()
                    .toStringUtf8();
            return Optional.of(value.strip()).filter(text -> !text.isEmpty());
        } catch (NotFoundException | FailedPreconditionException e) {
            return Optional.empty(); // No such secret, none of its versions, or the newest one is disabled.
        } catch (ApiException e) {
            throw new Unavailable(
                    "the secret " + name + " (" + where(name) + ") cannot be read: "
                            + e.getStatusCode().getCode()
                            + (e instanceof PermissionDeniedException
                                    ? ": grant roles/secretmanager.secretAccessor on it to the account that runs this"
                                    : ""),
                    e);
        } catch (UncheckedIOException e) {
            throw new Unavailable("the secret " + name + " (" + where(name) + ") cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized SecretManagerServiceClient client() {
        SecretManagerServiceClient open = client == null ? connect.get() : client;
        client = open;
        return open;
    }

    @Override
    public String where(String name) {
        return prefix + "-" + name;
    }
}
