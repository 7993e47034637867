import { createOffice, createRenderer, type TemplateSources } from '../../platform/documents';
import { createDocuments, documentTemplates, officeTemplates } from '../../templates/documents';

/** Renderer, templates and documents as the service has them, without any template of an agency's own; with `more` to render. */
export function testPapers(more: Readonly<Record<string, TemplateSources>> = {}) {
  const renderer = createRenderer({ templates: { ...documentTemplates, ...more } });
  const office = createOffice({ shipped: officeTemplates, docx: renderer });
  return { renderer, office, documents: createDocuments(renderer, office) };
}

/** A paper of the province by the template that comes with the service. */
export const SHIPPED = { version: 0 } as const;
