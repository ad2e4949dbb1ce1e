/** The few things that all modules share: errors, YAML with line numbers, problems, versions of tables, run ids, JSON. */
package io.penstock.base;
