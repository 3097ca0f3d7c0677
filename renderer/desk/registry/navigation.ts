import { makeStore, useStoreValue } from "../../state/store.ts";

const inAddress = (): string => decodeURIComponent(window.location.hash.slice(1));

/** The view that is asked for, by its id; there may be none of that name: see views.ts. */
const wantedView = makeStore("");

export const useWantedView = (): string => useStoreValue(wantedView);

/** Goes to a view, and writes it into the page's address: whoever loads the page again comes back, and "back" leads to the former one. */
export function openView(id: string): void {
  if (wantedView.getState() === id) return;
  if (inAddress() !== id) window.history.pushState(null, "", `#${encodeURIComponent(id)}`);
  wantedView.setState(id, true);
}

/** Follows the page's address from now on. @returns its undo */
export function followAddress(): () => void {
  const read = () => {
    try {
      wantedView.setState(inAddress(), true);
    } catch {
      // Not an address of ours: the first view.
      wantedView.setState("", true);
    }
  };
  read();
  window.addEventListener("popstate", read);
  return () => window.removeEventListener("popstate", read);
}
