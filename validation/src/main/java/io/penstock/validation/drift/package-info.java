/** Whether later data still look like a reference: scores on frozen bins, judged by the reference's own unrest. */
package io.penstock.validation.drift;
