/** Google Cloud at a desk: its emulators and our functions as processes of this machine, wired as Terraform wires them there. */
@NullMarked
package dev.tickbox.localcloud;

import org.jspecify.annotations.NullMarked;
