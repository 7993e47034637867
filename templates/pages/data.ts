import type { AppPages } from './data/app';
import type { UnitAppPages } from './data/app-unit';
import type { FormPages } from './data/form';
import type { IssuedPages } from './data/issued';
import type { MailPages } from './data/mails';
import type { OfficePages } from './data/office';
import type { BlankPages } from './data/blank';
import type { BallotPages } from './data/ballot';
import type { ProposalPages } from './data/proposal';
import type { RegistrationPages } from './data/registration';
import type { PublicPages } from './data/public';
import type { RecordPages } from './data/records';
import type { UnitPages } from './data/unit';

export * from './data/app';
export type * from './data/app-unit';
export type * from './data/ballot';
export type * from './data/blank';
export type * from './data/form';
export type * from './data/frame';
export type * from './data/issued';
export type * from './data/mails';
export type * from './data/office';
export type * from './data/proposal';
export type * from './data/public';
export type * from './data/records';
export type * from './data/registration';
export type * from './data/unit';
export type * from './data/workbook';

/**
 * What each page is made of, by its name: plain JSON. Times are instants, days are days; the template layer words them. Texts that come
 * from records are given in the language of the page.
 *
 * All forms post `application/x-www-form-urlencoded`, except `correction` with files and the upload of `verify`
 * (`multipart/form-data`). Field names stand at each page; `<id>` is the id of a line. A form of a sheet has up to three
 * fields a line, so the parser's limit of fields must allow for that. `submission` is the fresh id of the rendered form:
 * a read-back hands on the one of the form before it, so that a double click is one act.
 */
export type PageData = BallotPages &
  ProposalPages &
  RegistrationPages &
  UnitPages &
  PublicPages &
  BlankPages &
  AppPages &
  UnitAppPages &
  MailPages &
  FormPages &
  OfficePages &
  IssuedPages &
  RecordPages;

export type PageName = keyof PageData;
