/** Rows come in as a candidate, checks measure them, a gate decides, and only what passed goes out as validated. */
package io.penstock.validation;
