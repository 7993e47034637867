import { type DocumentErrorCode } from '../../../platform/documents';
import type { CertificateDocument } from '../../../templates/documents';
import { testPapers } from '../../setup/papers';
import { type PdfPage, readPdf, type TextRun } from './pdf-reader';
import { certificate } from './samples';

/** Documents as their tests make and read them. */

export const MM = 72 / 25.4;
export const { documents } = testPapers();

export const readCertificate = async (data: CertificateDocument) =>
  readPdf((await documents.renderCertificate(data)).pdf);
export const named = (nominee: Partial<CertificateDocument['nominee']>): CertificateDocument => ({
  ...certificate,
  nominee: { ...certificate.nominee, ...nominee },
});
/** A refusal by this code, for `rejects.toMatchObject`. */
export const refusal = (code: DocumentErrorCode, detail = /./) => ({
  name: 'DocumentError',
  code,
  message: expect.stringMatching(detail),
});

/** Runs that leave the margins of their page. */
export const outside = (
  { width, height, runs }: PdfPage,
  margin: { x: [number, number]; y: [number, number] },
): TextRun[] =>
  runs.filter(
    ({ left, right, baseline }) =>
      left < margin.x[0] * MM - 0.1 ||
      right > width - margin.x[1] * MM + 0.1 ||
      baseline < margin.y[0] * MM ||
      baseline > height - margin.y[1] * MM,
  );

/** Runs of one line that lie over one another. */
export const overlapping = ({ runs }: PdfPage): TextRun[] =>
  runs.filter((run) =>
    runs.some(
      (other) =>
        other !== run &&
        Math.abs(other.baseline - run.baseline) < 1 &&
        other.left <= run.left &&
        other.right > run.left + 0.2,
    ),
  );
