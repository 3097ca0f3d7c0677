import { createContext, useContext } from "react";

/**
 * Whether somebody sits in front of the page with a mouse or a finger: on the desk and in a browser, never on the wall.
 * in-page: the page is scrolled by wheel and finger, so what stands in it must not keep these to itself.
 */
export type Interaction = false | "whole" | "in-page";
export const InteractionContext = createContext<Interaction>(false);

export const useIsInteractive = (): boolean => useContext(InteractionContext) !== false;
export const useIsInScrolledPage = (): boolean => useContext(InteractionContext) === "in-page";
