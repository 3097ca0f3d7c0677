import { makeStore } from "../../../state/store.ts";
import { openView } from "../../registry/navigation.ts";
import type { Wizard } from "./wizard.ts";

/** The wizard that is open with what was entered; it outlasts the page, so that a look at the wall loses nothing. */
export type Opened = {
  // biome-ignore lint/suspicious/noExplicitAny: each wizard has a draft of its own, which only its own parts look into
  wizard: Wizard<any>;
  draft: unknown;
  /** As it was begun: the same object means that nothing was entered. */
  begun: unknown;
  /** The id of the step that is open. */
  step: string;
};

export const openedWizard = makeStore<Opened | null>(null);

/** Opens a wizard over the desk. @param draft what it begins with */
export function openWizard<Draft>(wizard: Wizard<Draft>, draft: Draft, step?: string): void {
  const [first] = wizard.steps.filter((one) => one.isLeftOut?.(draft) !== true);
  openedWizard.setState({ wizard, draft, begun: draft, step: step ?? first?.id ?? "" }, true);
  openView("wizards");
}

export const closeWizard = (): void => openedWizard.setState(null, true);

/** Changes what was entered in the wizard that is open. */
export function changeDraft(part: object | ((draft: never) => object)): void {
  const opened = openedWizard.getState();
  if (opened === null) return;
  const given = typeof part === "function" ? part(opened.draft as never) : part;
  openedWizard.setState({ ...opened, draft: { ...(opened.draft as object), ...given } }, true);
}

export function openStep(step: string): void {
  const opened = openedWizard.getState();
  if (opened !== null) openedWizard.setState({ ...opened, step }, true);
}
