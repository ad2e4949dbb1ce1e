package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import java.util.List;
import java.util.Map;

/**
 * Proof that a gate has let a candidate pass. Only {@link Gate} makes it, and what publishes a product takes nothing
 * else, so publishing unchecked data does not compile.
 */
public final class Validated {
    private final Candidate candidate;
    private final Map<String, SliceContent> passed;
    private final List<String> slices;
    private final String suiteFingerprint;

    /** Slices in the candidate's order. */
    Validated(Candidate candidate, List<String> slices, Map<String, SliceContent> passed, String suiteFingerprint) {
        this.candidate = requireNonNull(candidate, "candidate");
        this.slices = List.copyOf(slices);
        this.passed = Map.copyOf(passed);
        this.suiteFingerprint = requireNonNull(suiteFingerprint, "suiteFingerprint");
    }

    /** The very candidate that was checked. */
    public Candidate candidate() {
        return candidate;
    }

    /** The slices that passed; never empty. */
    public List<String> slices() {
        return slices;
    }

    /** What a passed slice holds. */
    public SliceContent content(String slice) {
        SliceContent content = passed.get(slice);
        if (content == null) {
            throw new Fault(
                    "slice " + slice + " of " + candidate.table() + " did not pass the gate; these did: " + slices);
        }
        return content;
    }

    /** The suite it was checked with. */
    public String suiteFingerprint() {
        return suiteFingerprint;
    }
}
