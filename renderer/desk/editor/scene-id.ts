import { folded } from "../search/search.ts";

/** An id made of a name, which no other scene has: "Giao ban sáng" is giao-ban-sang. */
export function sceneIdOf(name: string, known: ReadonlySet<string>): string {
  const plain = folded(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  const id = plain === "" ? "canh" : plain;
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? id : `${id}-${number}`;
    if (!known.has(wanted)) return wanted;
  }
}
