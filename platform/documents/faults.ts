/** Why a file is not taken as a template. */
export type TemplateFaultCode =
  // the file itself
  | 'tooLarge'
  | 'notDocx'
  | 'oldOrLocked'
  | 'corrupted'
  | 'unpacksTooLarge'
  // what it would do besides being read
  | 'macros'
  | 'embedded'
  | 'externalLink'
  | 'field'
  | 'doctype'
  // what would get into every paper
  | 'trackedChanges'
  | 'comments'
  // its placeholders
  | 'unknownName'
  | 'listAsText'
  | 'rawTag'
  | 'openBrace'
  | 'closeBrace'
  | 'doubledBrace'
  | 'listNotClosed'
  | 'listNotOpened'
  | 'listsCross'
  | 'notFilledInHere'
  | 'cannotBeFilledIn';

/** One thing that is wrong with a template: what, and the text around it. Both are words of the template, never data. */
export interface TemplateFault {
  readonly code: TemplateFaultCode;
  /** Name of a placeholder, kind of a field, target of a link. */
  readonly what?: string;
  /** Text of the paragraph, or name of the part of the file. */
  readonly where?: string;
}

export class TemplateRefused extends Error {
  readonly faults: readonly TemplateFault[];
  constructor(...faults: readonly TemplateFault[]) {
    super(faults.map(({ code, what }) => (what === undefined ? code : `${code} ${what}`)).join('; '));
    this.name = 'TemplateRefused';
    this.faults = faults;
  }
}
