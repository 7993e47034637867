export type { RenderedDocument, TemplateSources } from './compiler';
export {
  createDocxRenderer,
  withOwn,
  type DocxRenderer,
  type DocxTemplate,
  type Placeholders,
  type RenderedDocx,
} from './docx';
export { DocumentError, type DocumentErrorCode } from './errors';
export { fontSet, loadFonts, VIETNAMESE_LETTERS, type FontSet } from './fonts';
export { qrModules } from './qr';
export { createRenderer, type Renderer } from './renderer';
export { legible, printable } from './text';
