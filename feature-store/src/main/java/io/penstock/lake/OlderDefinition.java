package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A view's table as it was under another definition. When the first day under a changed definition is built, the table
 * begins anew; what it held lives on in its earlier versions, under the name {@code features/<view>__<hash8>}, until
 * vacuum finds that nothing needs them.
 *
 * @param table the view's table
 * @param hash the definition's hash
 * @param days days that it held at the end
 */
public record OlderDefinition(String table, String hash, int days) {

    private static final int SHOWN = 8;
    private static final Pattern NAME = Pattern.compile("(features/.+)__([0-9a-f]{" + SHOWN + "})");

    public OlderDefinition {
        requireNonNull(table, "table");
        requireNonNull(hash, "hash");
    }

    /** The name that it is found by, such as {@code features/origin_congestion__1a2b3c4d}. */
    public String name() {
        return table + "__" + hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    /** The last version of a view's table under the definition that a name says; empty if it is no such name. */
    static Optional<TableVersion> find(Lake lake, String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? lake.history(parts.group(1)).stream()
                        .filter(commit -> commit.definitionHash().startsWith(parts.group(2)))
                        .map(CommitRecord::version)
                        .findFirst()
                : Optional.empty();
    }
}
