package dev.tickbox.page;

import dev.tickbox.Shortened;
import dev.tickbox.store.Store;
import dev.tickbox.view.KeptText;
import dev.tickbox.view.KeptText.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of a run: each once, an edited one beside the one that it replaces, and no more of them than a page holds. */
final class StoredTexts {
    private static final int ONE_BYTES = 24_000;
    private static final int ALL_BYTES = 72_000;

    private final List<Pair> pairs = new ArrayList<>();
    private int leftOut;
    private int bytesLeft = ALL_BYTES;

    /** @param edited what a person put in its place */
    record Pair(Shown first, Optional<Shown> edited) {
        PageModel model() {
            return new PageModel()
                    .part("first", first.model())
                    .list("edited", edited.stream().map(Shown::model));
        }
    }

    /** @param isCut whether only its beginning is shown */
    record Shown(String title, String text, boolean isCut) {
        PageModel model() {
            return new PageModel().text("title", title).text("text", text).flag("isCut", isCut);
        }
    }

    StoredTexts(Store store, List<KeptText> all) {
        Map<String, KeptText> edited = new HashMap<>();
        KeptText asked = null;
        for (KeptText each : all) {
            if (each.origin() == Origin.EDITED && asked != null && asked.step().equals(each.step())) {
                edited.put(asked.body(), each);
            }
            asked = each;
        }
        Set<String> seen =
                new HashSet<>(edited.values().stream().map(KeptText::body).toList());
        for (KeptText each : all) {
            if (!seen.add(each.body())) {
                continue;
            }
            if (bytesLeft <= 0) {
                leftOut++;
                continue;
            }
            pairs.add(new Pair(
                    shown(store, each),
                    Optional.ofNullable(edited.get(each.body())).map(text -> shown(store, text))));
        }
    }

    List<Pair> pairs() {
        return pairs;
    }

    int leftOut() {
        return leftOut;
    }

    private Shown shown(Store store, KeptText text) {
        String whole = KeptText.readable(text.load(store));
        String part = beginning(whole, Math.min(ONE_BYTES, Math.max(0, bytesLeft)));
        bytesLeft -= weight(part);
        String about = text.about().isEmpty() ? "" : " (" + text.about() + ")";
        return new Shown(text.step() + ", " + text.origin().words() + about, part, part.length() < whole.length());
    }

    /** What is escaped is up to six times as long on the page. */
    private static int weight(String text) {
        int escaped =
                (int) text.chars().filter(unit -> "&<>\"'`=".indexOf(unit) >= 0).count();
        return text.getBytes(StandardCharsets.UTF_8).length + 5 * escaped;
    }

    private static String beginning(String text, int bytes) {
        String part = Shortened.start(text, bytes);
        while (weight(part) > bytes) {
            part = Shortened.start(part, part.length() * 3 / 4);
        }
        return part;
    }
}
