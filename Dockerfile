# One image, two roles: the command says which (dist/server.js or dist/worker.js).
# glibc only: Temporal's native part does not run on Alpine.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/var/lib/vinh-danh/data \
    BALLOT_KEY_DIR=/var/lib/vinh-danh/ballot-keys
WORKDIR /app
# volumes mounted here take over this owner
RUN install -d -o node -g node -m 0700 /var/lib/vinh-danh /var/lib/vinh-danh/data /var/lib/vinh-danh/ballot-keys
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY samples ./samples
COPY scripts/worker-health.mjs ./scripts/
USER node
EXPOSE 3000
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/server.js"]
