/** The commands and builds that deploy, run with the real Terraform against a fake of Cloud Storage. */
@NullMarked
package dev.tickbox.deploy;

import org.jspecify.annotations.NullMarked;
