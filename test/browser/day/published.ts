import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from '../../setup/scratch';

/** A closed session as the API answers it, as far as the test of the day reads it. */
export interface Session {
  readonly status: string;
  readonly closesAt: string;
  readonly closedAt?: string;
  readonly extended: boolean;
  readonly turnout: readonly { readonly person: string; readonly voted: boolean }[] | null;
  readonly result?: {
    readonly members: number;
    readonly ballots: number;
    readonly quorate: boolean;
    readonly bundle: string;
    readonly receiptCodes: readonly string[];
    readonly lines: readonly {
      readonly tally: { readonly yes: number; readonly recused: number; readonly passed: boolean };
    }[];
  };
}

const program = path.join(__dirname, '../../../cli/recount.mjs');
const said =
  /^(?<no>\d+)\. .*: đồng ý (?<yes>\d+), không đồng ý (?<against>\d+), .* không tham gia (?<recused>\d+);.*: (?<outcome>ĐẠT|KHÔNG ĐẠT)$/gm;

/** Counts a bundle again by the program that does this for everybody; what it says of every line. */
export async function recounted(bundle: unknown, hash: string) {
  const file = path.join(scratchFolder('recount'), 'bundle.json');
  writeFileSync(file, JSON.stringify(bundle));
  const { code, out } = await new Promise<{ readonly code: number; readonly out: string }>((resolve) => {
    execFile(process.execPath, [program, file, '--hash', hash], (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout });
    });
  });
  const lines = [...out.matchAll(said)].map(({ groups }) => ({
    no: Number(groups!['no']),
    yes: Number(groups!['yes']),
    against: Number(groups!['against']),
    recused: Number(groups!['recused']),
    passed: groups!['outcome'] === 'ĐẠT',
  }));
  return { code, out, lines };
}
