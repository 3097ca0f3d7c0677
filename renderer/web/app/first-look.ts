/*
 * What a person has opened the app for comes first, over a line that may be slow: everything else waits until that is on the screen. Where it does
 * not come, because the core is silent or there is no way to it, the rest waits no longer than this.
 */
const atLatestMs = 3_000;

let say: () => void = () => undefined;
/** Settles once the page that was opened stands there with what it shows, or it has been waited for long enough. */
export const firstLook = new Promise<void>((resolve) => {
  say = resolve;
});
setTimeout(say, atLatestMs);

/** The page stands there. Two frames later it is on the screen. */
export const noteFirstLook = (): void => void requestAnimationFrame(() => requestAnimationFrame(say));

/** What need not be there with the first look is loaded after it. @param load an `import()` */
export const afterFirst = <Part>(load: () => Promise<Part>): Promise<Part> => firstLook.then(load);
