package io.penstock.features.engine;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import java.util.List;

/** Features of a view by name. */
final class Features {
    private Features() {}

    static Feature named(FeatureView view, String name) {
        return view.features().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(view, name));
    }

    private static UserError unknown(FeatureView view, String name) {
        List<String> names = view.featureNames();
        return new UserError("view " + view.name() + " has no feature " + name + Nearest.hint(name, names));
    }
}
