import type { PdfFault } from './shapes';

/** A PDF that is not taken, by the reason. */
export class PdfRefused extends Error {
  constructor(readonly fault: PdfFault) {
    super(fault);
    this.name = 'PdfRefused';
  }
}
