package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.TableVersion;
import io.penstock.validation.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One publication: which of the passed slices are new, one commit for these, nothing for the others. */
final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Lake.class);

    private final Lake lake;
    private final Validated validated;
    private final Commit commit;
    private final Staged staged;
    private final DeltaTransaction transaction;
    private final Map<String, SliceRecord> standing;

    Publication(Lake lake, Validated validated, Commit commit) {
        this.lake = lake;
        this.validated = validated;
        this.commit = commit;
        this.staged = staged(lake, validated);
        this.transaction = staged.transaction();
        this.standing = standing();
    }

    Published publish() {
        List<String> unchanged = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (String slice : validated.slices()) {
            if (isUnchanged(slice)) {
                unchanged.add(slice);
                continue;
            }
            changed.add(slice);
            if (!hasEqualContent(slice)) {
                contents.add(slice);
            }
        }
        long version = changed.isEmpty() ? leave() : commit(changed, contents);
        LOG.info("{}@{}: {} slices changed, {} unchanged", staged.table(), version, changed.size(), unchanged.size());
        return new Published(new TableVersion(staged.table(), version), changed, unchanged);
    }

    private static Staged staged(Lake lake, Validated validated) {
        if (validated.candidate() instanceof Staged staged && staged.isOf(lake)) {
            return staged;
        }
        throw new Fault(validated.candidate().table() + ": only what this lake staged can be published, not a "
                + validated.candidate().getClass().getSimpleName());
    }

    private Map<String, SliceRecord> standing() {
        if (staged.layout().otherSlices() == Layout.OtherSlices.GO) {
            return Map.of();
        }
        CommitLog log = lake.log(staged.table());
        return SliceFold.only(validated.slices(), log, log.list(), transaction.readVersion());
    }

    private boolean hasEqualContent(String slice) {
        SliceRecord record = standing.get(slice);
        return record != null && record.hash().equals(validated.content(slice).hash());
    }

    private boolean isUnchanged(String slice) {
        SliceRecord record = standing.get(slice);
        return hasEqualContent(slice)
                && record.pins().equals(commit.pins(slice))
                && record.suite().equals(validated.suiteFingerprint())
                && record.definitionHash().equals(commit.definitionHash());
    }

    private String base() {
        return transaction.readVersion() < 0 ? "no version" : "version " + transaction.readVersion();
    }

    private long leave() {
        staged.close();
        return transaction.readVersion();
    }

    private long commit(List<String> changed, List<String> contents) {
        String metadata = CommitJson.write(commit, validated, changed, transaction.addedColumns(), staged.layout());
        staged.handOver();
        try {
            long version = transaction.replace(contents, Optional.of(metadata));
            transaction.drop(contents);
            return version;
        } catch (DeltaTransaction.LostRace e) {
            transaction.drop(List.of());
            throw Fault.worthRetrying(
                    staged.table() + ": another writer committed while these slices were built on " + base() + ": "
                            + changed + "; nothing was published, run it again",
                    e);
        } catch (RuntimeException e) {
            throw Fault.worthRetrying(
                    staged.table() + ": the commit did not return, its outcome is unknown; run it again, equal content"
                            + " is not committed twice",
                    e);
        }
    }
}
