/**
 * What a PDF may count on without bringing it: metrics-compatible fonts for the fourteen standard ones, and tables of East Asian
 * encodings. They are files of our own beside the page; nothing is fetched from the net.
 */
const addresses = import.meta.glob<string>(
  ["../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", "../../../node_modules/pdfjs-dist/cmaps/*.bcmap"],
  { query: "?url", import: "default", eager: true },
);
const addressOf = new Map(
  Object.entries(addresses).map(([path, address]) => [path.slice(path.lastIndexOf("/") + 1), address]),
);

async function dataNamed(name: string): Promise<Uint8Array> {
  const address = addressOf.get(name);
  if (address === undefined) throw new Error(`no such data: ${name}`);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** As the library asks for them. */
export class StandardFonts {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return dataNamed(filename);
  }
}

export class CharacterMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await dataNamed(`${name}.bcmap`), isCompressed: true };
  }
}
