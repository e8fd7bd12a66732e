package dev.tickbox.functions.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WayTest {
    @Test
    void what_a_class_decides_is_not_said_to_cost_nothing() {
        Way unknown = new Way("retry x", "goes on", OptionalLong.empty());
        assertThat(unknown.price()).contains("its class decides");
        assertThat(unknown.toMap(words -> "tickbox " + words)).doesNotContainKey("mayCostMicroUsd");
        assertThat(Way.free("forget x", "removes it").price()).isEqualTo("buys nothing");
    }
}
