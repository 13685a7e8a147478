# Builds MFA Manager and serves it with nginx. DOCKER.md says how to run it, and how to renew the pins.

FROM node:20.20.2-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0 AS build
WORKDIR /build

# Apart from the sources, so that a change of those does not install anew.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

COPY . .
# The history stays outside, so the commit that the app shows comes in by name.
ARG SOURCE_COMMIT=unknown
ENV SOURCE_COMMIT=$SOURCE_COMMIT
# Readable for everybody, whatever the modes were in the checkout: nginx does not run as root.
RUN npm run build && chmod -R a+rX dist dist-serving nginx.conf

FROM nginxinc/nginx-unprivileged:1.28.3-alpine3.23
LABEL org.opencontainers.image.title="MFA Manager" \
      org.opencontainers.image.description="A local-first authenticator: two-factor codes in your own browser, encrypted, offline." \
      org.opencontainers.image.licenses="MIT"

# Where compose.yaml mounts the tls extra.
WORKDIR /srv/mfa-manager/nginx.d
WORKDIR /srv/mfa-manager
# Owned by root: the server can read its files and change none.
COPY --from=build /build/nginx.conf ./
COPY --from=build /build/dist-serving ./dist-serving
COPY --from=build /build/dist ./dist

USER 101:101
EXPOSE 5000
HEALTHCHECK --interval=30s --timeout=3s --start-period=3s --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:5000/healthz"]
# In place of the image's own entry point, which edits files at start: here the file system is read-only.
ENTRYPOINT ["nginx", "-e", "stderr", "-p", "/srv/mfa-manager", "-c", "nginx.conf", "-g", "daemon off;"]
