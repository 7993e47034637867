import path from 'node:path';
import { Router } from 'express';
import { openApi } from '../openapi';
import { otherMethods } from '../middleware/methods';

const assets = path.dirname(require.resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vinh Danh – API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  validatorUrl: null,
});
`;

const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** `/openapi.json`, and a page that shows it, served from here with no script of anybody else. */
export function docsRoutes(publicUrl: string): Router {
  const router = Router();
  let document: string | undefined;
  router.get('/openapi.json', (_req, res) => {
    // drawn up when somebody asks: no start waits for it
    document ??= JSON.stringify(openApi(publicUrl));
    res.type('application/json').set('Cache-Control', 'public, max-age=300').send(document);
  });
  router.get('/api/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(start);
  });
  for (const file of files) {
    router.get(`/api/docs/${file}`, (_req, res, next) => {
      res.sendFile(file, { root: assets, maxAge: '1d' }, (error) => error && next(error));
    });
  }
  router.use(otherMethods(router));
  return router;
}
