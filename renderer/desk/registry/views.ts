import { accountsView } from "../accounts/view.ts";
import { auditView } from "../audit/view.ts";
import { automationView } from "../automation/view.ts";
import { editorView } from "../editor/view.ts";
import { eventsView } from "../events/view.ts";
import { mapView } from "../map/view.ts";
import { outagesView } from "../outages/view.ts";
import { statusView } from "../status/view.ts";
import { trialView } from "../trial/view.ts";
import { usageView } from "../usage/view.ts";
import { wallView } from "../wall/view.ts";
import { wizardsView } from "../wizards/view.ts";
import type { DeskView } from "./desk-view.ts";

/** Every page of the desk; a new one is a folder with a view.ts, and a line here. The first is where a desk begins. */
export const views: readonly DeskView[] = [
  wallView,
  editorView,
  statusView,
  trialView,
  outagesView,
  mapView,
  automationView,
  eventsView,
  accountsView,
  auditView,
  usageView,
  wizardsView,
].sort((a, b) => a.order - b.order);
