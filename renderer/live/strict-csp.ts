declare global {
  /** Read by zod when it is first loaded. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// zod compiles schemas by `new Function` where it may; a strict content security policy forbids that and reports each
// attempt. Set before zod is loaded: a chunk of its own, which every page imports first.
globalThis.__zod_globalConfig = { jitless: true };

export {};
