import { ask, type Question } from "../live/api.ts";
import type { Form, Told } from "../live/form.ts";

/** Asks the core that served this page, as whoever has this browser. Fails like `ask`. */
export const askHere = <Of extends Form>(path: string, form: Of, question?: Question): Promise<Told<Of>> =>
  ask({ origin: window.location.origin }, path, form, question);

/** A small screen in a hand is locked sooner. */
export const deviceKind = (): "phone" | "computer" =>
  Math.min(window.screen.width, window.screen.height) < 600 ? "phone" : "computer";
