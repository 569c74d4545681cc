package io.clearhop.lab.stage;

import java.util.List;

/**
 * Something that has a name in lessons about connection management.
 *
 * @param name as lessons call it
 * @param scenarios the names of those that show it
 */
public record Phenomenon(Text name, List<String> scenarios) {}
