/**
 * The few things all modules share: errors and problems with their place, YAML read with line numbers and checked
 * against one {@link io.penstock.base.Shape}, versions, runs, days, durations, digests and JSON.
 */
package io.penstock.base;
