import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";

/** A page of slides as an office makes them. */
export type Slide = { title: string; text: string; colour: string };

const { resolve } = createRequire(import.meta.url);
/** Of the wall's own: what a machine has for fonts is nothing a test may count on. */
const faces = ["vietnamese", "latin"].map((part) => {
  const file = resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-400-normal.woff2`);
  const range = part === "latin" ? "U+0-FF" : "U+100-1EFF";
  const data = readFileSync(file, "base64");
  return `@font-face { font-family: Slides; src: url("data:font/woff2;base64,${data}"); unicode-range: ${range} }`;
});

/** A PDF of 16:9 pages with its fonts in it, as a browser prints it. */
export async function printedSlides(slides: readonly Slide[]): Promise<Buffer> {
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const page = await browser.newPage();
    const sheets = slides.map(
      ({ title, text, colour }) => `<section style="background:${colour}"><h1>${title}</h1><p>${text}</p></section>`,
    );
    await page.setContent(
      `<style>${faces.join("")} @page { size: 1280px 720px; margin: 0 } * { margin: 0 } body { font-family: Slides; color: #fff }
       section { box-sizing: border-box; width: 1280px; height: 720px; padding: 60px 80px; break-after: page }
       section:last-child { break-after: auto } h1 { font-size: 72px } p { margin-top: 340px; font-size: 44px }</style>${sheets.join("")}`,
    );
    await page.evaluate(() => document.fonts.ready);
    return await page.pdf({ preferCSSPageSize: true, printBackground: true });
  } finally {
    await browser.close();
  }
}

/** The head of a PDF that asks for a password nobody has; a reader gets no further. */
export function protectedPdf(): Buffer {
  const hex = "5a".repeat(32);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${hex}> /U <${hex}> >>`,
  ];
  return writtenPdf(objects, `/Encrypt 4 0 R /ID [<${"01".repeat(16)}> <${"01".repeat(16)}>]`);
}

/** Empty pages, as many as wanted. */
export function emptyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, at) => `${3 + at} 0 R`).join(" ");
  const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>";
  return writtenPdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    ...Array.from({ length: count }, () => page),
  ]);
}

function writtenPdf(objects: readonly string[], trailer = ""): Buffer {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Root 1 0 R /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}
