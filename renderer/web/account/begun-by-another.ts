import { lineCount } from "../../state/connection.ts";
import { toldAtStore } from "../app/LineState.tsx";
import { whoStore } from "../app/who.ts";

/**
 * Whether this document has been somebody's, and holds what he was told: figures, what he follows, his line to the core. Whoever signs in then is given a
 * document of his own.
 */
export const isBegunByAnother = (): boolean =>
  whoStore.getState().phase === "known" || toldAtStore.getState() !== null || lineCount.getState() > 0;
