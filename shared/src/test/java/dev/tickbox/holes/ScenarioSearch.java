package dev.tickbox.holes;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A process that plays one test. */
public final class ScenarioSearch {
    private ScenarioSearch() {}

    /** @param args the name of a test's class, and perhaps {@code #} and the name of one of its methods */
    public static void main(String[] args) {
        String[] test = args[0].split("#", 2);
        PostDiscoveryFilter wanted = each -> FilterResult.includedIf(test.length == 1 || isOf(each, test[1]));
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test[0]))
                                .filters(wanted)
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTestsStartedCount() == 0) {
            System.out.println(args[0] + " was not played");
            System.exit(1);
        }
        summary.getFailures().stream()
                .findFirst()
                .ifPresentOrElse(
                        failure -> System.out.println("FOUND 1 "
                                + failure.getTestIdentifier().getDisplayName() + ": "
                                + failure.getException().toString().replaceAll("\\s+", " ")),
                        () -> System.out.println("NOT FOUND by " + args[0]));
        System.exit(0);
    }

    private static boolean isOf(TestDescriptor test, String method) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .filter(source -> !source.getMethodName().equals(method))
                .isEmpty();
    }
}
