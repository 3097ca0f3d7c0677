import { createContext, useContext } from "react";

/**
 * Who says that figures are simulated. "no": each tile of its own · "elsewhere": all that its monitor shows is, which is said there
 * once · "here": the tile that asks says it for its monitor.
 */
export type SimulationSaid = "no" | "elsewhere" | "here";

export const SimulationContext = createContext<SimulationSaid>("no");
export const useIsSimulationSaid = (): SimulationSaid => useContext(SimulationContext);
