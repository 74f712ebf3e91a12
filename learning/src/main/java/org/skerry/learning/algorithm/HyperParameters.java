package org.skerry.learning.algorithm;

import io.soabase.recordbuilder.core.RecordBuilder;

/// Marks the record of an algorithm: the compiler writes a method `with…` for each of its
/// components, which returns the same algorithm with that one changed. The generated class holds
/// nothing else that is meant for use.
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            addClassRetainedGenerated = true,
            addStaticBuilder = false,
            enableGetters = false))
@interface HyperParameters {}
