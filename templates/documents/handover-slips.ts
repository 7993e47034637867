import { printedName } from './wording';
import type { Day } from '../../domain/time';
import type { NomineeKind } from './index';

/** Phiếu nhận hiện vật khen thưởng: a page for each award, to be signed by who receives it. */
export interface HandoverSlips {
  /** Title of the file. */
  readonly title: string;
  /** Who hands over, and the body above it where there is one. */
  readonly superior?: string;
  readonly body: string;
  readonly authority: string;
  readonly decision: { readonly number: string; readonly date: Day };
  readonly slips: readonly HandoverSlip[];
}

export interface HandoverSlip {
  /** Number in the list of the decision. */
  readonly no: number;
  readonly kind: NomineeKind;
  readonly name: string;
  readonly detail?: string;
  readonly posthumous: boolean;
  readonly award: string;
  /** "01 Bằng khen, số sổ vàng 12" */
  readonly object?: string;
  /** "3.510.000 đồng", and in words. */
  readonly money?: { readonly sum: string; readonly words: string };
  /** The check of the certificate: address and code as people type them, and the modules of the QR code. */
  readonly check?: { readonly address: string; readonly code: string; readonly modules: readonly string[] };
}

export const slipsTitle = (decision: string): string => `Phiếu nhận hiện vật khen thưởng, Quyết định số ${decision}`;

/** "01 Bằng khen, số sổ vàng 12": what is handed over. */
export const slipObject = (award: string, goldBook?: number): string =>
  `01 ${printedName(award)}${goldBook === undefined ? '' : `, số sổ vàng ${goldBook}`}`;
