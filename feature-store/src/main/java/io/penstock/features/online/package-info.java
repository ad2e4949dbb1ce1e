/** A row is packed with its tick, sent to the store, which keeps the newer one, and unpacked for whoever asks. */
package io.penstock.features.online;
