/**
 * Where a sign-in leads back to: an address of ours alone, never one that a link brought from elsewhere.
 * @param search of the sign-in page's address; its `to`
 * @returns isOfApp: the app goes there without loading a document
 */
export function wayBack(search: string): { to: string; isOfApp: boolean } {
  const to = new URLSearchParams(search).get("to") ?? "";
  const isPlain = !to.includes("//") && !to.includes("\\") && !to.startsWith("/app/sign-in");
  if (isPlain && /^\/app(\/[\w.@%/-]*)?(\?[\w=&.@%+,:~*-]*)?(#main)?$/.test(to)) return { to, isOfApp: true };
  if (isPlain && /^\/(?:desk|wall)(\?[\w=&.@%-]*)?(#[\w-]{0,40})?$/.test(to)) return { to, isOfApp: false };
  return { to: "/app/", isOfApp: true };
}
