package org.skerry.studies.study;

import java.util.Map;
import org.skerry.learning.Policy;

/// What was learnt, one policy for each role.
///
/// @param byRole the policies by the names of their roles
public record Policies(Map<String, Policy> byRole) {
  public Policies {
    byRole = Map.copyOf(byRole);
  }

  /// The policy of a role.
  ///
  /// @throws IllegalArgumentException if none was learnt for it
  public Policy of(String role) {
    Policy policy = byRole.get(role);
    if (policy == null) {
      throw new IllegalArgumentException(
          "Nothing was learnt for role '" + role + "', only for " + byRole.keySet() + ".");
    }
    return policy;
  }
}
