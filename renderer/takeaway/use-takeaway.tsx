import { type ReactNode, useState } from "react";
import type { Site } from "../state/site.ts";
import { PrintSheets } from "./PrintSheets.tsx";
import { TakeawayDialog } from "./TakeawayDialog.tsx";

export type Takeaway = {
  /** Opens the dialog. @param tile chosen at first; absent: the whole scene */
  open(tile?: string): void;
  isOpen: boolean;
  /** To be rendered once on the page. */
  parts: ReactNode;
};

/**
 * Taking figures of a scene away from a page.
 * @param site the scene on its site; null: nothing is known yet
 * @param rootOf where the page draws that scene
 */
export function useTakeaway(site: Site | null, rootOf: () => ParentNode): Takeaway {
  const [first, setFirst] = useState<string | null>();
  const [only, setOnly] = useState<string>();
  const parts = site !== null && (
    <>
      <PrintSheets site={site} only={only} rootOf={rootOf} onPrinted={() => setOnly(undefined)} />
      {first !== undefined && (
        <TakeawayDialog
          site={site}
          first={first}
          rootOf={rootOf}
          onClose={() => setFirst(undefined)}
          onPrint={(tile) => {
            setOnly(tile);
            // When the dialog is gone and it is known what is to be printed.
            setTimeout(() => window.print());
          }}
        />
      )}
    </>
  );
  return { open: (tile) => setFirst(tile ?? null), isOpen: first !== undefined, parts };
}
