/** Made-up sources for hosts that end in {@code .example}, so that samples run without the Internet. All other hosts are fetched from. */
@NullMarked
package dev.tickbox.source.simulated;

import org.jspecify.annotations.NullMarked;
