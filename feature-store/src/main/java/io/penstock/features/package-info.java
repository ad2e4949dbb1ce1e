/** Feeds become sources, sources become features at a moment, features become frozen training sets. */
package io.penstock.features;
