package dev.tickbox.publisher;

import dev.tickbox.outbox.Delivery;

/**
 * What an article file says of itself.
 *
 * @param untouched nobody changed a byte since we wrote it
 */
record Stamp(String key, String site, String run, String step, int edition, boolean untouched) {
    boolean sameItem(Delivery delivery) {
        return site.equals(delivery.site()) && run.equals(delivery.run()) && step.equals(delivery.step());
    }
}
