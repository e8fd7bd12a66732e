package dev.tickbox.source.form;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.filter.Filters;

/** Reads XML feeds whose work is bounded: the library tries every date in forty formats, and takes a time that is the square of its length. */
final class BoundedFeedInput extends WireFeedInput {
    private static final Set<String> ENTRIES = Set.of("item", "entry");
    private static final int LONGEST_DATE = 100;

    /** More entries than a source may have. */
    static final class TooMany extends FeedException {
        TooMany(String message) {
            super(message);
        }
    }

    @Override
    public WireFeed build(Document document) throws FeedException {
        int entries = 0;
        List<Element> noDates = new ArrayList<>();
        for (Element element : document.getRootElement().getDescendants(Filters.element())) {
            entries += ENTRIES.contains(element.getName()) ? 1 : 0;
            if (isDate(element.getName()) && element.getText().length() > LONGEST_DATE) {
                noDates.add(element);
            }
        }
        if (entries > ParsedSource.ROWS_AT_MOST) {
            throw new TooMany("it has " + entries + " rows, more than " + ParsedSource.ROWS_AT_MOST);
        }
        noDates.forEach(element -> element.setText(""));
        return super.build(document);
    }

    private static boolean isDate(String name) {
        return switch (name) {
            case "modified", "issued", "created", "published", "updated", "updateBase" -> true;
            default -> name.endsWith("Date") || name.equals("date");
        };
    }
}
