import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { drawn } from './papers';
import { withPalette } from './png';

/** How a picture is framed. */
export interface Framing {
  /** CSS pixels. */
  readonly width: number;
  /** Height of the window; without it the whole page is on the picture. */
  readonly height?: number;
  readonly dark?: boolean;
  /** Who looks; nobody in particular unless he has signed in. */
  readonly as?: BrowserContextOptions['storageState'];
  /** What a person does on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

/** Takes pictures of what people see, each as a small PNG file. */
export class Camera {
  readonly taken: string[] = [];

  constructor(
    private readonly browser: Browser,
    /** Folder of the pictures. */
    private readonly out: string,
    /** The pictures that are asked for; all of them when none is named. */
    private readonly asked: readonly string[] = [],
  ) {}

  /** Those that were asked for and have not been taken. */
  get missing(): readonly string[] {
    return this.asked.filter((name) => !this.taken.includes(name));
  }

  /** A page of the service, as a browser shows it. */
  page(name: string, url: string, framing: Framing): Promise<void> {
    return this.show(name, framing, async (page) => {
      await page.goto(url, { waitUntil: 'load' });
    });
  }

  /** A mail, as a mail program shows its HTML part. */
  mail(name: string, html: string, framing: Framing): Promise<void> {
    return this.show(name, framing, (page) => page.setContent(html));
  }

  /** A page of a PDF, so many pixels wide; the first one unless said otherwise. */
  async paper(name: string, pdf: Buffer, width: number, page = 1): Promise<void> {
    if (this.wants(name)) this.keep(name, await drawn(pdf, width, page));
  }

  /** A page of a PDF as it comes out of a printer that has this blank in its tray. */
  async printed(name: string, print: Buffer, blank: Buffer, width: number, page = 1): Promise<void> {
    if (!this.wants(name)) return;
    const [under, over] = [await drawn(blank, width), await drawn(print, width, page)].map(
      (png) => `data:image/png;base64,${png.toString('base64')}`,
    );
    const sheets = `<body style="margin:0"><img style="display:block" src="${under ?? ''}"><img style="position:absolute;inset:0;mix-blend-mode:multiply" src="${over ?? ''}">`;
    await this.show(name, { width }, (shown) => shown.setContent(sheets));
  }

  private async show(name: string, framing: Framing, open: (page: Page) => Promise<void>): Promise<void> {
    if (!this.wants(name)) return;
    const { width, height, dark = false, as, act } = framing;
    const context = await this.browser.newContext({
      viewport: { width, height: height ?? 800 },
      deviceScaleFactor: width < 600 ? 2 : 1,
      colorScheme: dark ? 'dark' : 'light',
      locale: 'vi-VN',
      reducedMotion: 'reduce',
      ...(as === undefined ? {} : { storageState: as }),
    });
    try {
      const page = await context.newPage();
      await open(page);
      await act?.(page);
      await page.evaluate('document.fonts.ready');
      this.keep(name, await page.screenshot({ fullPage: height === undefined }));
    } finally {
      await context.close();
    }
  }

  private wants = (name: string): boolean => this.asked.length === 0 || this.asked.includes(name);

  private keep(name: string, png: Buffer): void {
    writeFileSync(path.join(this.out, `${name}.png`), withPalette(png));
    this.taken.push(name);
  }
}
