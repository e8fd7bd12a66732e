package dev.tickbox.functions.telling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person can do.
 *
 * @param words the command, without the program's name and without where
 * @param mayCostMicroUsd at most; 0 for what costs nothing
 */
public record Way(String words, String effect, long mayCostMicroUsd) {
    public String price() {
        return mayCostMicroUsd == 0 ? "buys nothing" : "at most about " + Usd.of(mayCostMicroUsd);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("command", "tickbox " + words);
        map.put("effect", effect);
        map.put("mayCostMicroUsd", mayCostMicroUsd);
        return map;
    }
}
