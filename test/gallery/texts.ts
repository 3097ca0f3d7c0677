import type { Page } from "@playwright/test";

/** What stands in pictures as text, to be compared as a whole: a digit that is another one is less than a picture is forgiven. */
export type Texts = {
  /** Reads what a page shows now, under the name of its picture. */
  read(page: Page, name: string): Promise<void>;
  /** All that was read, by names, a line each. */
  whole(): string;
};

export function createTexts(): Texts {
  const texts = new Map<string, string>();
  return {
    async read(page, name) {
      texts.set(name, [`# ${name}`, ...(await shownLines(page)), ""].join("\n"));
    },
    whole: () =>
      [...texts.keys()]
        .sort()
        .map((name) => texts.get(name))
        .join("\n"),
  };
}

/** Those of the page, then what charts wrote. What is hidden in a picture because it depends on the machine (still.css) is left out. */
async function shownLines(page: Page): Promise<string[]> {
  const unsteady = page.locator('[data-situation="offline"] .camera-detail');
  await unsteady.evaluateAll((all) => {
    for (const one of all) if (one instanceof HTMLElement) one.style.visibility = "hidden";
  });
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not to count, and lines are to be lines.
  const lines = (await page.locator(".monitor").innerText()).split("\n");
  const drawn = await page
    .locator(".trend canvas")
    .evaluateAll((all) =>
      all.flatMap((one): string[] => JSON.parse((one instanceof HTMLElement && one.dataset.words) || "[]")),
    );
  return [...lines, ...drawn].map((line) => line.trim()).filter((line) => line !== "");
}
