import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A machine with these fonts and no others, as programs on Linux see it: what to give them in their environment. The way in which
 * letters are drawn (hinting, smoothing) is the same in all, whatever this machine is set to.
 * @param folder where its files are kept @param fonts bytes by the name of a file; one at least: Chromium itself needs a font, and ends without
 */
export async function fontSetUp(
  folder: string,
  fonts: Readonly<Record<string, Buffer>>,
): Promise<Record<string, string>> {
  const [held, cache] = [join(folder, "held"), join(folder, "cache")];
  await Promise.all([held, cache].map((one) => mkdir(one, { recursive: true })));
  for (const [name, bytes] of Object.entries(fonts)) await writeFile(join(held, name), bytes);
  const file = join(folder, "fonts.conf");
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<match target="pattern">
  <edit name="antialias" mode="append"><bool>true</bool></edit>
  <edit name="hintstyle" mode="append"><const>hintslight</const></edit>
  <edit name="lcdfilter" mode="append"><const>lcddefault</const></edit>
</match>
<dir>${held}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
