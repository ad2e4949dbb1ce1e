package io.penstock.training;

/** What the promotion gate says of a registered model; the reason is a sentence for people. */
public sealed interface Decision {
    String reason();

    /** It becomes champion. */
    record Promoted(String reason) implements Decision {}

    /** A person must look first: it is too good to be true. */
    record Held(String reason) implements Decision {}

    /** It is not better than what it must beat. */
    record Rejected(String reason, Against against) implements Decision {}

    /** Good enough, but not approved by enough persons yet. */
    record Waiting(String reason) implements Decision {}

    /** What a rejected model was compared with; a model that lost to a champion stays on as challenger. */
    enum Against {
        BASELINE,
        CHAMPION
    }
}
