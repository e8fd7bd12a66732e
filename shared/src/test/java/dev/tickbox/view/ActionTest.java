package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ActionTest {
    @Test
    void a_purchase_that_a_class_decides_is_not_called_free() {
        Actions.Action unknown = new Actions.Action("retry x", "goes on", OptionalLong.empty());
        assertThat(unknown.price()).contains("known only while it runs");
        assertThat(unknown.toMap(words -> "tickbox " + words)).doesNotContainKey("mayCostMicroUsd");
        assertThat(Actions.Action.free("forget x", "removes it").price()).isEqualTo("buys nothing");
    }
}
