export { createPdfReader, type PdfReader } from './reader';
export { PdfRefused } from './refused';
export { rootsIn } from './roots';
export type { PdfFault, SignedPdf } from './shapes';
