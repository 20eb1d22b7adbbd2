# One image for all processes: the command chooses the service (docker-compose.yml, k8s/) or the operator's program. The last stage is the one for
# people; `--target development` has the development issuer, the demo institutions and the test programs beside it.

FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Install scripts fetch a Node and a PostgreSQL for development; the image needs neither.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY .swcrc tsconfig.json ./
COPY apps ./apps
COPY libs ./libs
COPY scripts ./scripts
RUN node scripts/build.mjs && node scripts/build-web.mjs

FROM build AS product
# `npm run check` holds this list against what the manifests start and what the rest imports.
RUN rm -rf dist/test dist/scripts dist/apps/dev-idp dist/libs/testing dist/apps/*/test dist/apps/*/bench dist/libs/*/test \
  dist/libs/*/bench dist/libs/*/gate dist/libs/*/testing

FROM node:24-trixie-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM gcr.io/distroless/nodejs24-debian13:nonroot AS runtime
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS="--enable-source-maps --disable-warning=TimeoutNegativeWarning"
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE THIRD-PARTY-NOTICES.txt ./
# A number: the kubelet does not take a name's word for not being root.
USER 65532:65532
CMD ["dist/apps/gateway/src/main.js"]

FROM runtime AS development
ENV NODE_ENV=development
COPY --from=build /app/dist ./dist

FROM runtime
COPY --from=product /app/dist ./dist
