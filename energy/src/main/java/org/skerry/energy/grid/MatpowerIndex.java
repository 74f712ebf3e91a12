package org.skerry.energy.grid;

import java.util.List;
import java.util.Set;

/// What the functions `idx_bus`, `idx_brch` and `idx_gen` of MATPOWER return: the numbers of the
/// columns, in this order whatever the names on the left are.
final class MatpowerIndex {
  private static final String BUS =
      "PQ 1 PV 2 REF 3 NONE 4 BUS_I 1 BUS_TYPE 2 PD 3 QD 4 GS 5 BS 6 BUS_AREA 7 VM 8 VA 9 BASE_KV 10 "
          + "ZONE 11 VMAX 12 VMIN 13 LAM_P 14 LAM_Q 15 MU_VMAX 16 MU_VMIN 17";
  private static final String BRANCH =
      "F_BUS 1 T_BUS 2 BR_R 3 BR_X 4 BR_B 5 RATE_A 6 RATE_B 7 RATE_C 8 TAP 9 SHIFT 10 BR_STATUS 11 "
          + "PF 14 QF 15 PT 16 QT 17 MU_SF 18 MU_ST 19 ANGMIN 12 ANGMAX 13 MU_ANGMIN 20 MU_ANGMAX 21";
  private static final String GEN =
      "GEN_BUS 1 PG 2 QG 3 QMAX 4 QMIN 5 VG 6 MBASE 7 GEN_STATUS 8 PMAX 9 PMIN 10 MU_PMAX 22 "
          + "MU_PMIN 23 MU_QMAX 24 MU_QMIN 25 PC1 11 PC2 12 QC1MIN 13 QC1MAX 14 QC2MIN 15 QC2MAX 16 "
          + "RAMP_AGC 17 RAMP_10 18 RAMP_30 19 RAMP_Q 20 APF 21";

  private MatpowerIndex() {}

  static boolean knows(String function) {
    return Set.of("idx_bus", "idx_brch", "idx_gen").contains(function);
  }

  /// Assigns what a function returns to the names on the left, by position.
  static void assign(String function, List<String> left, MatpowerNames names) {
    var words = words(function);
    for (int i = 0; i < left.size() && 2 * i + 1 < words.length; i++) {
      names.assign(left.get(i), Double.parseDouble(words[2 * i + 1]));
    }
  }

  /// Assigns all names, as `define_constants` does.
  static void assignAll(MatpowerNames names) {
    for (var function : List.of("idx_bus", "idx_brch", "idx_gen")) {
      var words = words(function);
      for (int i = 0; i < words.length; i += 2) {
        names.assign(words[i], Double.parseDouble(words[i + 1]));
      }
    }
  }

  private static String[] words(String function) {
    return switch (function) {
      case "idx_bus" -> BUS.split(" ", -1);
      case "idx_brch" -> BRANCH.split(" ", -1);
      default -> GEN.split(" ", -1);
    };
  }
}
