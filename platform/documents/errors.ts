export type DocumentErrorCode =
  | 'DOCUMENT_TEMPLATE_UNKNOWN'
  | 'DOCUMENT_TEMPLATE_FAILED'
  | 'DOCUMENT_PLACEHOLDER_UNKNOWN'
  | 'DOCUMENT_FACTS_MISSING'
  | 'DOCUMENT_TEXT_REFUSED'
  | 'DOCUMENT_TOO_LONG'
  | 'DOCUMENT_FONT_REFUSED';

/** A document that cannot be made, by code. The detail names fields and characters, never what a field says. */
export class DocumentError extends Error {
  constructor(
    readonly code: DocumentErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'DocumentError';
  }
}
