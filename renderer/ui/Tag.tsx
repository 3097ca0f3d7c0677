/** The status of a figure in an outlined tag; a simulated one is dashed and hatched, so that it is never taken for real. */
export function Tag({ kind, word }: { kind: "official" | "preliminary" | "estimated" | "simulated"; word: string }) {
  return <span className={`tag tag-${kind}`}>{word}</span>;
}
