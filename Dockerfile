# The command line with its server as a native program, without a shell's rights: docker build -t digits . && docker run -p 8080:8080 digits
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
RUN apt-get update && apt-get install -y --no-install-recommends clang zlib1g-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# Directory.Build.props says the version where this does not.
ARG VERSION
RUN dotnet publish src/Digits.Cli -c Release --os linux -a $TARGETARCH -o /app ${VERSION:+-p:Version=$VERSION}

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble
# For the health check. The base image already has certificates and time zones.
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# tools/release.cs puts the licenses of what is brought along beside LICENSE.
COPY LICENSE THIRD-PARTY-NOTICES* /app/
# The image's own user, by number, so that Kubernetes can see that it is not root.
USER 1654
WORKDIR /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=2s --start-period=10s CMD wget -q -O /dev/null http://127.0.0.1:8080/v2/health/ready
ENTRYPOINT ["/app/digits"]
CMD ["serve", "--address", "any"]
