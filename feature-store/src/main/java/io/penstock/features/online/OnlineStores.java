package io.penstock.features.online;

import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import java.nio.file.Path;

/** Which class serves which setting. */
public final class OnlineStores {

    private OnlineStores() {}

    /** The store that a setting names; see {@link OnlineStore#open}. */
    public static OnlineStore open(OnlineSetting setting) {
        return packed(setting);
    }

    static PackedStore packed(OnlineSetting setting) {
        if (setting instanceof OnlineSetting.Sqlite sqlite) {
            return SqliteStore.open(Path.of(sqlite.path()));
        }
        return new RedisStore(((OnlineSetting.Redis) setting).url());
    }
}
