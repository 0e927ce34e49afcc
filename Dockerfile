# The command line in an image: docker run --rm -v "$PWD:/work" taskdef check .
FROM node:22-alpine AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts && node esbuild.mjs --production

FROM node:22-alpine
WORKDIR /taskdef
COPY --from=build /build/LICENSE LICENSE
COPY --from=build /build/schemas schemas
COPY --from=build /build/dist/THIRD_PARTY_NOTICES.txt dist/THIRD_PARTY_NOTICES.txt
COPY --from=build /build/dist/server dist/server
COPY --from=build /build/dist/cli.js dist/cli.js
COPY --from=build /build/dist/command-line.js dist/command-line.js
USER node
WORKDIR /work
ENTRYPOINT ["node", "/taskdef/dist/cli.js"]
