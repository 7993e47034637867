import { MOST_PACKED, type TemplateFault, type TemplateFaultCode } from '../../../platform/documents';
import { refused } from '../../../templates/words';
import type { FieldProblem } from '../../schemas/parse';

const MOST_MB = MOST_PACKED / 1024 / 1024;

/** What is said of these is said of a placeholder, so it stands in its braces. */
const NAMES: ReadonlySet<TemplateFaultCode> = new Set(['unknownName', 'listAsText', 'rawTag', 'notFilledInHere']);

/** Who has mended so many uploads again. */
const MOST_TOLD = 20;

/** Each fault of an uploaded file as a sentence that says where, and what to do. */
export const faultsFound = (faults: readonly TemplateFault[]): FieldProblem[] =>
  faults.slice(0, MOST_TOLD).map(({ code, what = '', where = '' }) => {
    const fault = refused(`template.${code}`, { what: NAMES.has(code) ? `{${what}}` : what, most: MOST_MB });
    return { field: 'file', ...(where === '' ? fault : refused('template.at', { fault, where })) };
  });
