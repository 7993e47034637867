import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What was measured, a line each, said as soon as it is known. */
export class Report {
  private readonly rows: { readonly what: string; readonly figure: string }[] = [];

  say(what: string, figure: string): void {
    this.rows.push({ what, figure });
    process.stdout.write(`${what.padEnd(64)} ${figure}\n`);
  }

  /** Writes `bench/NAME.md`. */
  write(name: string, intro: readonly string[]): void {
    const widths = [
      Math.max(...this.rows.map((r) => r.what.length)),
      Math.max(...this.rows.map((r) => r.figure.length)),
    ];
    const line = (what: string, figure: string): string =>
      `| ${what.padEnd(widths[0]!)} | ${figure.padEnd(widths[1]!)} |`;
    const table = [
      line('what', 'figure'),
      `| ${'-'.repeat(widths[0]!)} | ${'-'.repeat(widths[1]!)} |`,
      ...this.rows.map(({ what, figure }) => line(what, figure)),
    ];
    writeFileSync(path.join(__dirname, `${name}.md`), [...intro, '', ...table, ''].join('\n'));
  }
}

/** Where it was measured: times are of this machine, ratios and counts of any. */
export const machine = (): string => {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0]!.toFixed(1);
  return `Node ${process.version}, ${os.cpus().length} cores (${cpu?.model ?? 'unknown'}), load ${load}`;
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
export const ms = (value: number): string =>
  value < 1_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(1)} s`;
export const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} KB`;
export const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`;
