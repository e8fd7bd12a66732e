/** What is deployed on Google Cloud, read through Google's REST APIs: each look names the right that it needs. Made by the command alone. */
@NullMarked
package dev.tickbox.doctor.cloud;

import org.jspecify.annotations.NullMarked;
