package dev.tickbox.content;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON value by names with dots between them. */
public final class ValuePath {
    private ValuePath() {}

    /** Null where it is absent. A name may itself have dots in it; the longest that is there counts. */
    public static @Nullable Object in(@Nullable Object object, String path) {
        if (!(object instanceof Map<?, ?> map)) {
            return null;
        }
        for (String name = path; !name.isEmpty(); name = shorter(name)) {
            if (map.containsKey(name)) {
                return name.equals(path) ? map.get(name) : in(map.get(name), path.substring(name.length() + 1));
            }
        }
        return null;
    }

    /** Without what is after its last dot. */
    static String shorter(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
