import { type DossierList, DossiersOverview } from "#contract/dossiers/http.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { askFirst, type FirstMachine } from "./asking.ts";

/**
 * What the register of the first machine says at a joined one, asked whenever a page here asks: platforms speak to the first machine
 * alone. Rejects as `askFirst` does.
 */
export function createFirstDossiers(machine: FirstMachine) {
  return {
    async overview(unit: string | undefined, isNamed: boolean): Promise<DossiersOverview> {
      const query = unit === undefined ? "" : `?${new URLSearchParams({ unit })}`;
      const told = await askFirst(machine, `${routes.dossiersOverview}${query}`, DossiersOverview);
      if (isNamed) return told;
      const unnamed = <Item extends { code: string | null }>(items: readonly Item[]) =>
        items.map((one) => ({ ...one, code: null }));
      return {
        ...told,
        raises: unnamed(told.raises),
        moved: { ...told.moved, dossiers: unnamed(told.moved.dossiers) },
      };
    },
    /** The dossiers themselves are for the first machine's desk. @throws CodedError join.follows */
    behind: async (): Promise<DossierList> => {
      throw new CodedError("join.follows", { host: machine.first.host });
    },
  };
}
