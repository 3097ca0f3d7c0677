import { createContext, useContext } from "react";

/** Whether somebody sits in front of the page with a mouse or a finger: on the desk and in a browser, never on the wall. */
export const InteractionContext = createContext(false);

export const useIsInteractive = (): boolean => useContext(InteractionContext);
