package dev.tickbox.doctor;

import dev.tickbox.content.SourceNeeds;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The secrets of the channels. Nothing is sent on them.
 *
 * @param lacking why a secret cannot be sent to its place from here, if so
 */
public record ChannelLook(SourceNeeds channels, BiFunction<String, String, Optional<String>> lacking) implements Look {
    @Override
    public String area() {
        return "notices";
    }

    @Override
    public List<Finding> look() {
        List<Finding> bad = channels.secrets().entrySet().stream()
                .flatMap(secret ->
                        secret.getValue().stream().flatMap(origin -> lacking.apply(secret.getKey(), origin).stream()))
                .map(why -> Finding.bad(area(), why, "then run this again; until then nobody is told on its channel"))
                .toList();
        return bad.isEmpty() ? List.of(Finding.good(area(), "the secrets of the channels are set")) : bad;
    }
}
