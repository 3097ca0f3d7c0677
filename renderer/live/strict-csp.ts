declare global {
  /** Read by zod when it is first loaded. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// zod compiles schemas by `new Function` where it may; a strict content security policy forbids that and reports each
// attempt. Set before zod is loaded, so a page's entry imports this and then loads the page itself.
globalThis.__zod_globalConfig = { jitless: true };

export {};
