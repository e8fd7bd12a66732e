package dev.tickbox.content.reader;

import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.Shape;
import java.util.Optional;

/**
 * A value that a condition looks at. A value of another type satisfies nothing, so that a condition for another type would never hold.
 *
 * @param name as the content names it
 * @param asNumber how it becomes a number, where it is a text
 */
record ComparedValue(String name, Shape shape, String asNumber) {
    private static final String NEVER = ", so this condition never holds; ";

    static ComparedValue unknown() {
        return new ComparedValue("?", new Shape.Unknown(), "");
    }

    /** Why a condition can hold for no such value, with the mend; empty where it can. */
    Optional<String> mistake(Condition condition) {
        return switch (shape) {
            case Shape.Unknown _ -> Optional.empty();
            case Shape.Fields _ -> Optional.of(name + " is an object" + NEVER + "name one of its values");
            case Shape.Items(Shape item) -> ofList(condition, item);
            case Shape.Plain(Shape.Type type) ->
                type == Shape.Type.ANY || fits(type, condition)
                        ? Optional.empty()
                        : Optional.of(name + " is " + words(type) + NEVER + mend(type, condition));
        };
    }

    private Optional<String> ofList(Condition condition, Shape item) {
        if (condition.comparison() == Comparison.CONTAINS
                && (item instanceof Shape.Unknown
                        || (item instanceof Shape.Plain(Shape.Type type) && fits(type, condition)))) {
            return Optional.empty();
        }
        boolean isTable = name.matches("steps\\.[^.]+\\.rows");
        return Optional.of(name + " is a list" + NEVER
                + (isTable
                        ? "for the number of its rows write " + name.replaceFirst("rows$", "count")
                        : "a list of texts has only contains"));
    }

    private static boolean fits(Shape.Type type, Condition condition) {
        return type == Shape.Type.ANY
                || switch (condition.comparison()) {
                    case IS, NOT -> type == typeOf(condition.operand());
                    case AT_LEAST, AT_MOST -> type == Shape.Type.NUMBER;
                    case CONTAINS, NEWER_THAN, OLDER_THAN -> type == Shape.Type.TEXT;
                };
    }

    private static Shape.Type typeOf(Object operand) {
        return operand instanceof Number
                ? Shape.Type.NUMBER
                : operand instanceof Boolean ? Shape.Type.FLAG : Shape.Type.TEXT;
    }

    private String mend(Shape.Type type, Condition condition) {
        boolean isSame = condition.comparison() == Comparison.IS || condition.comparison() == Comparison.NOT;
        return switch (type) {
            case TEXT ->
                (isSame ? "write \"" + condition.operand() + "\" with quotes" : "")
                        + (isSame && typeOf(condition.operand()) == Shape.Type.NUMBER ? ", or: " : "")
                        + (isSame && typeOf(condition.operand()) == Shape.Type.FLAG ? "" : asNumber);
            case NUMBER ->
                isSame && ConditionReader.isNumber(condition.operand().toString())
                        ? "write " + condition.operand() + " without quotes"
                        : "a number has a bare number, not, atLeast and atMost";
            case FLAG -> "write true or false, without quotes";
            case ANY -> "";
        };
    }

    private static String words(Shape.Type type) {
        return switch (type) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
            case ANY -> "a value";
        };
    }
}
