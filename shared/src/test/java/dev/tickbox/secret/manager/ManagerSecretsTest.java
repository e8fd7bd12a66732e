package dev.tickbox.secret.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import dev.tickbox.secret.Secrets;
import dev.tickbox.world.ManualClock;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManagerSecretsTest {
    private static final String REMOTE = "https://example.com/kitchen.git";
    private static final String LATEST = "projects/p/secrets/tickbox-kitchen-git/versions/latest";

    private final SecretManagerServiceClient client = mock(SecretManagerServiceClient.class);
    private final AtomicInteger connections = new AtomicInteger();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final Secrets secrets = new ManagerSecrets("projects/p/secrets/tickbox", clock, () -> {
        connections.incrementAndGet();
        return client;
    });

    @Test
    void nobody_connects_before_a_secret_is_needed() {
        assertThat(connections).hasValue(0);
    }

    @Test
    void a_secret_is_asked_for_once_in_some_minutes() {
        when(client.accessSecretVersion(LATEST)).thenReturn(value("first\n"));
        assertThat(secrets.find("kitchen-git", REMOTE)).contains("first");
        clock.advance(Duration.ofMinutes(4));
        assertThat(secrets.find("kitchen-git", REMOTE)).contains("first");
        verify(client, times(1)).accessSecretVersion(anyString());
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_rotated_version_is_picked_up_by_itself() {
        when(client.accessSecretVersion(LATEST)).thenReturn(value("first"), value("second"));
        assertThat(secrets.find("kitchen-git", REMOTE)).contains("first");
        clock.advance(Duration.ofMinutes(6));
        assertThat(secrets.find("kitchen-git", REMOTE)).contains("second");
    }

    @Test
    void a_missing_one_is_named_with_the_place_where_a_person_would_put_it() {
        when(client.accessSecretVersion(LATEST)).thenThrow(refusal(Status.NOT_FOUND));
        assertThat(secrets.find("kitchen-git", REMOTE)).isEmpty();
        assertThatThrownBy(() -> secrets.need("kitchen-git", REMOTE))
                .isInstanceOf(Secrets.Missing.class)
                .hasMessageContaining("kitchen-git")
                .hasMessageContaining("projects/p/secrets/tickbox-kitchen-git");
    }

    @Test
    void one_whose_newest_version_is_disabled_is_missing_even_if_it_was_known() {
        when(client.accessSecretVersion(LATEST))
                .thenReturn(value("first"))
                .thenThrow(refusal(Status.FAILED_PRECONDITION));
        assertThat(secrets.find("kitchen-git", REMOTE)).contains("first");
        clock.advance(Duration.ofMinutes(6));
        assertThat(secrets.find("kitchen-git", REMOTE)).isEmpty();
    }

    @Test
    void one_that_cannot_be_read_now_is_not_missing_and_no_message_holds_a_value() {
        when(client.accessSecretVersion(LATEST))
                .thenReturn(value("old-value"))
                .thenThrow(refusal(Status.PERMISSION_DENIED));
        secrets.find("kitchen-git", REMOTE);
        clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> secrets.find("kitchen-git", REMOTE))
                .isInstanceOf(Secrets.Unavailable.class)
                .hasMessageContaining("kitchen-git")
                .hasMessageContaining("PERMISSION_DENIED")
                .hasMessageContaining("grant roles/secretmanager.secretAccessor")
                .hasMessageNotContaining("old-value");
    }

    private static AccessSecretVersionResponse value(String text) {
        return AccessSecretVersionResponse.newBuilder()
                .setPayload(SecretPayload.newBuilder().setData(ByteString.copyFromUtf8(text)))
                .build();
    }

    private static ApiException refusal(Status status) {
        return ApiExceptionFactory.createException(
                status.asRuntimeException(), GrpcStatusCode.of(status.getCode()), false);
    }
}
