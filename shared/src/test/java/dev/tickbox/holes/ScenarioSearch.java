package dev.tickbox.holes;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A process that plays one test. */
public final class ScenarioSearch {
    private ScenarioSearch() {}

    /** @param args the name of a test's class, and perhaps of its method with the types of its parameters */
    public static void main(String[] args) {
        DiscoverySelector test = args[0].contains("#") ? selectMethod(args[0]) : selectClass(args[0]);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(test)
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
}
