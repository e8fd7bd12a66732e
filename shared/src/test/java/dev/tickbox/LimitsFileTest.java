package dev.tickbox;

import dev.tickbox.transition.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Terraform fits its timeouts and deadlines between these, and refuses to plan where they do not fit. */
class LimitsFileTest {
    @Test
    void terraform_knows_how_long_work_may_take_and_when_a_lease_ends() throws IOException {
        Limits limits = Limits.STANDARD;
        String text = """
                {
                  "tickBudgetSeconds": %d,
                  "driveLeaseSeconds": %d,
                  "publishTimeoutSeconds": %d,
                  "publishLeaseSeconds": %d
                }
                """.formatted(
                        limits.tick().budget().toSeconds(),
                        limits.run().lease().toSeconds(),
                        limits.publish().timeout().toSeconds(),
                        limits.publish().lease().toSeconds());
        Golden.whole("../terraform/limits.json", text, LimitsFileTest.class);
    }
}
