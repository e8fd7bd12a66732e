package dev.tickbox.demo;

/** Between two boundaries: where a process of this demo is killed. */
enum KillPoint {
    BEFORE_SUBMIT,
    AFTER_SUBMIT,
    BEFORE_SETTLING,
    BEFORE_PUBLISH,
    AFTER_PUBLISH
}
