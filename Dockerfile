# The command line with its server, on Alpine, without a shell's rights: docker build -t digits . && docker run -p 8080:8080 digits
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish src/Digits.Cli -c Release --os linux-musl -a $TARGETARCH --no-self-contained -o /app \
    -p:UseAppHost=false -p:DebugType=none -p:PublishDocumentationFiles=false -p:SatelliteResourceLanguages=en

FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine
COPY --from=build /app /app
# The image's own user, by number, so that Kubernetes can see that it is not root.
USER 1654
WORKDIR /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=2s --start-period=10s CMD wget -q -O /dev/null http://127.0.0.1:8080/v2/health/ready
ENTRYPOINT ["dotnet", "/app/Digits.Cli.dll"]
CMD ["serve", "--address", "any"]
