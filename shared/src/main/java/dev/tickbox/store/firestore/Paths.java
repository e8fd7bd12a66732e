package dev.tickbox.store.firestore;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.Firestore;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Ref;

/**
 * Ids as Firestore allows them: without a slash, not {@code .}, {@code ..} or {@code __x__}. Most stay as they are. The encoding
 * keeps the order of bytes, because Firestore orders by what it sees:
 *
 * <ul>
 *   <li>a slash is {@code .~1}, just above every other text that begins with a dot, for which a dot before {@code ~} or anything
 *       higher is {@code .~0};
 *   <li>a first dot is {@code .!}, so that no id is only dots;
 *   <li>a first {@code __} is {@code _^~1}, and a first {@code _^} before {@code ~} or anything higher is {@code _^~0}.
 * </ul>
 */
final class Paths {
    private Paths() {}

    static DocumentReference document(Firestore firestore, Ref ref) {
        return collection(firestore, ref.in()).document(encode(ref.id()));
    }

    static CollectionReference collection(Firestore firestore, Collection in) {
        String name = encode(in.name());
        return in.parent()
                .map(parent -> document(firestore, parent).collection(name))
                .orElseGet(() -> firestore.collection(name));
    }

    static String encode(String id) {
        StringBuilder out = new StringBuilder(id.length() + 8);
        int at = 0;
        if (id.startsWith(".")) {
            out.append(".!");
            at = 1;
        } else if (id.startsWith("__")) {
            out.append("_^~1");
            at = 2;
        } else if (id.startsWith("_^") && isHigh(id, 2)) {
            out.append("_^~0");
            at = 2;
        }
        for (; at < id.length(); at++) {
            char here = id.charAt(at);
            switch (here) {
                case '/' -> out.append(".~1");
                case '.' -> out.append(isHigh(id, at + 1) ? ".~0" : ".");
                default -> out.append(here);
            }
        }
        return out.toString();
    }

    static String decode(String encoded) {
        String start = "";
        String rest = encoded;
        if (encoded.startsWith(".!")) {
            start = ".";
            rest = encoded.substring(2);
        } else if (encoded.startsWith("_^~")) {
            start = encoded.startsWith("_^~1") ? "__" : "_^";
            rest = encoded.substring(4);
        }
        return start + rest.replace(".~1", "/").replace(".~0", ".");
    }

    private static boolean isHigh(String id, int at) {
        return at < id.length() && id.charAt(at) >= '~';
    }
}
