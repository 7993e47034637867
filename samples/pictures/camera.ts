import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { drawn } from './papers';
import { withPalette } from './png';

/** How a picture is framed. */
export interface Framing {
  /** CSS pixels. */
  readonly width: number;
  /** Height of the window; without it the whole page is on the picture. */
  readonly height?: number;
  readonly dark?: boolean;
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
  ) {}

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

  /** The first page of a PDF, so many pixels wide. */
  async paper(name: string, pdf: Buffer, width: number): Promise<void> {
    this.keep(name, await drawn(pdf, width));
  }

  private async show(name: string, framing: Framing, open: (page: Page) => Promise<void>): Promise<void> {
    const { width, height, dark = false, act } = framing;
    const context = await this.browser.newContext({
      viewport: { width, height: height ?? 800 },
      deviceScaleFactor: width < 600 ? 2 : 1,
      colorScheme: dark ? 'dark' : 'light',
      locale: 'vi-VN',
      reducedMotion: 'reduce',
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

  private keep(name: string, png: Buffer): void {
    writeFileSync(path.join(this.out, `${name}.png`), withPalette(png));
    this.taken.push(name);
  }
}
