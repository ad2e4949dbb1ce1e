/** Values of two origins go in, pair by pair; out comes how many agree, how far the others differ, and which are worst. */
package io.penstock.validation.consistency;
