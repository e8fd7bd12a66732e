package dev.tickbox.source.form;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tickbox.Shortened;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import dev.tickbox.source.form.ParsedSource.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180); semicolons and tabs, too, if the first line has them instead of commas. Values are texts, but in columns of numbers. */
public final class CsvForm {
    private static final Pattern NUMBER = Pattern.compile("-?(?=[0-9.]{1,16}$)[0-9]{1,15}([.][0-9]{1,14})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

    private CsvForm() {}

    static Rows read(Csv form, String text) throws NotInForm {
        if (text.stripLeading().toLowerCase(Locale.ROOT).startsWith("<")) {
            throw new NotInForm("it is HTML or XML, not CSV");
        }
        List<String> names = new ArrayList<>(form.header());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try {
            for (CsvRecord line : lines(text)) {
                if (names.isEmpty()) {
                    names.addAll(header(line.getFields()));
                    for (String number : form.numbers()) {
                        if (!names.contains(number)) {
                            throw new NotInForm("its first line has no column " + number + ", which numbers: names");
                        }
                    }
                } else if (line.getFieldCount() != names.size()) {
                    throw new NotInForm("line " + line.getStartingLineNumber() + " has " + line.getFieldCount()
                            + (line.getFieldCount() == 1 ? " field" : " fields") + ", and there are " + names.size()
                            + " columns");
                } else {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        String name = names.get(i);
                        row.put(name, form.numbers().contains(name) ? number(name, line, i) : line.getField(i));
                    }
                    rows.add(row);
                }
                if (rows.size() > ParsedSource.ROWS_AT_MOST) {
                    throw new NotInForm("it has more than " + ParsedSource.ROWS_AT_MOST + " rows");
                }
            }
        } catch (CsvParseException e) {
            throw notCsv(e);
        }
        if (names.isEmpty()) {
            throw new NotInForm("it is empty");
        }
        return new Rows(rows);
    }

    /** Null where there is nothing. What is no number is a mistake of the whole: a row that is left out for it would never be missed. */
    private static @Nullable Object number(String column, CsvRecord line, int field) throws NotInForm {
        String text = line.getField(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new NotInForm(
                    "line " + line.getStartingLineNumber() + " has \"" + Shortened.words(text, 40) + "\" in the column "
                            + column + ", and numbers are written like 7, -3 or 0.5, with at most 15 digits");
        }
        // 3.00 is 3, wherever it is recorded and read again.
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() > 0 ? (Object) number.doubleValue() : number.longValueExact();
    }

    /**
     * The names in the first line; {@code Unit price} becomes {@code Unit_price}, as templates need it.
     *
     * @throws NotInForm if they cannot be names
     */
    public static List<String> header(String text) throws NotInForm {
        try {
            for (CsvRecord line : lines(text)) {
                return header(line.getFields());
            }
        } catch (CsvParseException e) {
            throw notCsv(e);
        }
        throw new NotInForm("it is empty");
    }

    /** The reason is that of the cause, where there is one. */
    private static NotInForm notCsv(CsvParseException e) {
        return new NotInForm(
                "it is not CSV: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }

    private static List<String> header(List<String> fields) throws NotInForm {
        List<String> names = fields.stream()
                .map(field -> field.strip().replaceAll("[ ./()%-]+", "_").replaceAll("^_|_$", ""))
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new NotInForm("\"" + Shortened.words(name, 60)
                        + "\" in its first line cannot be the name of a column (a letter, then at"
                        + " most 39 letters, digits, _ and -); name them all under columns:");
            }
            if (!seen.add(name)) {
                throw new NotInForm("its first line has the column " + name + " twice");
            }
        }
        return names;
    }

    private static CsvReader<CsvRecord> lines(String text) {
        return CsvReader.builder()
                .fieldSeparator(separator(text.lines().findFirst().orElse("")))
                .skipEmptyLines(true)
                .allowExtraFields(true) // Counted here, so that the message can name the columns.
                .allowMissingFields(true)
                .ofCsvRecord(text);
    }

    private static char separator(String line) {
        return line.indexOf(',') >= 0 ? ',' : line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    }
}
