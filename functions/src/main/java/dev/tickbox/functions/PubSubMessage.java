package dev.tickbox.functions;

import dev.tickbox.Json;
import dev.tickbox.wake.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A message that Pub/Sub pushes, with its data in Base64. */
final class PubSubMessage {
    private static final int LONGEST_BYTES = 1 << 20;

    private PubSubMessage() {}

    /** @throws IllegalArgumentException if the message can never be used; says why, without quoting it */
    static Notice read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length > LONGEST_BYTES) {
            throw new IllegalArgumentException("an envelope of over " + LONGEST_BYTES + " bytes");
        }
        Map<String, Object> envelope = Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
        if (!(envelope.get("message") instanceof Map<?, ?> message) || !(message.get("data") instanceof String data)) {
            throw new IllegalArgumentException("an envelope without message.data");
        }
        return Notice.parse(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
    }
}
