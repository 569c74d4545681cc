# One image for the proxy, the demo's origins and clients, and the lab.
#
#   docker build -t clearhop .
#   docker run --rm -p 127.0.0.1:8080:8080 clearhop
#
# docs/deployment.md tells how it is run.

# What it runs on: any image with a Java runtime, 17 or newer, and a shell.
ARG BASE=eclipse-temurin:25-jre
# What builds the jar: an image with Maven and a JDK. Without Maven in it, the jar that was built outside is taken.
ARG BUILDER=maven:3-eclipse-temurin-25

FROM ${BUILDER} AS jar
WORKDIR /src
COPY . .
RUN if command -v mvn >/dev/null; then mvn -B -q -Dstyle.color=never -Dquick -pl proxy package; fi \
    && test -f proxy/target/clearhop.jar

FROM ${BASE}
COPY --from=jar /src/proxy/target/clearhop.jar /opt/clearhop/
COPY config/image/clearhop /usr/local/bin/
# What the JVM loads for a proxy, kept in a file: with it a start takes half the time.
RUN chmod 755 /usr/local/bin/clearhop && clearhop --make-archive

USER 10001:10001
WORKDIR /tmp
# Containers and machines of private networks may use it, through a port that is published; the console is for the
# container itself until CLEARHOP_CONSOLE says otherwise.
ENV CLEARHOP_LISTEN=0.0.0.0:8080 \
    CLEARHOP_ALLOW_CLIENT=10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s CMD ["clearhop", "ready"]
ENTRYPOINT ["clearhop"]
