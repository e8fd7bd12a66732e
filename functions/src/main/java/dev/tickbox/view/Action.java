package dev.tickbox.view;

import dev.tickbox.money.Usd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What a person can do.
 *
 * @param words the command, without the program's name and without where
 * @param mayCostMicroUsd at most; empty where a class in Java decides it while it runs, or no price is known
 */
public record Action(String words, String effect, OptionalLong mayCostMicroUsd) {
    /** What buys nothing. */
    static Action free(String words, String effect) {
        return new Action(words, effect, OptionalLong.of(0));
    }

    public String price() {
        return price(mayCostMicroUsd, "buys nothing", "at most about ");
    }

    public static String price(OptionalLong microUsd, String nothing, String atMost) {
        if (microUsd.isEmpty()) {
            return "what it costs is known only while it runs";
        }
        return microUsd.getAsLong() == 0 ? nothing : atMost + Usd.of(microUsd.getAsLong());
    }

    /** @param again makes whole commands of words, with the store and the content that they are for */
    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("command", again.apply(words));
        map.put("effect", effect);
        mayCostMicroUsd.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        return map;
    }
}
