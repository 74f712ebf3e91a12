package org.skerry.learning.algorithm;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Marks the record of an algorithm: the compiler writes a method `with…` for each of its
/// components, which returns the same algorithm with that one changed. The generated class holds
/// nothing else that is meant for use. It is not kept in class files, so that users of an algorithm
/// need not have what writes them.
@Retention(RetentionPolicy.SOURCE)
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            addClassRetainedGenerated = true,
            addStaticBuilder = false,
            enableGetters = false))
@interface HyperParameters {}
