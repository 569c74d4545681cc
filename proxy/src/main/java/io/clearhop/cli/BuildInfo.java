package io.clearhop.cli;

import io.clearhop.config.TransportKind;
import io.clearhop.server.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What {@code --version} says: which build this is, and what it runs on. */
final class BuildInfo {
    private static final String CLASS_FILE = "Main.class";

    private BuildInfo() {}

    static String[] lines() {
        Attributes manifest = manifest();
        return new String[] {
            "clearhop " + manifest.getOrDefault(Attributes.Name.IMPLEMENTATION_VERSION, "(development)"),
            "commit    " + manifest.getOrDefault(new Attributes.Name("Clearhop-Commit"), "unknown"),
            "JVM       " + System.getProperty("java.vm.name") + " " + Runtime.version(),
            "transport " + ProxyServer.transportName(TransportKind.AUTO),
        };
    }

    /** The manifest of the jar that this class is in, and not that of the first jar on the class path. */
    private static Attributes manifest() {
        URL self = BuildInfo.class.getResource(CLASS_FILE);
        if (self == null || !self.getProtocol().equals("jar")) {
            return new Attributes();
        }
        String jar = self.toString().substring(0, self.toString().indexOf('!') + 1);
        try (InputStream stream =
                URI.create(jar + "/META-INF/MANIFEST.MF").toURL().openStream()) {
            return new Manifest(stream).getMainAttributes();
        } catch (IOException none) {
            return new Attributes();
        }
    }
}
