import { useEffect, useRef, useState } from "react";
import { type Refusal, refusalOf } from "../../../state/asking.ts";

export type Sending<Report> = {
  /** What is on its way: 0 to 1 of it is sent; at 1 it is looked into. */
  sent: number | undefined;
  file: File | undefined;
  report: Report | undefined;
  refusal: Refusal | undefined;
  /** Sends a file; a former one that is still on its way is given up. */
  send(
    file: File,
    how: (options: { onSent(part: number): void; signal: AbortSignal }) => Promise<Report>,
  ): Promise<void>;
  /** Forgets file and report, and stops what is on its way. */
  drop(): void;
};

type State<Report> = Pick<Sending<Report>, "sent" | "file" | "report" | "refusal">;
const nothing = { sent: undefined, file: undefined, report: undefined, refusal: undefined };

/** One file on its way to the core, and what the core said of it. */
export function useSending<Report>(): Sending<Report> {
  const [state, setState] = useState<State<Report>>(nothing);
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  return {
    ...state,
    async send(file, how) {
      current.current?.abort();
      const own = new AbortController();
      current.current = own;
      const tell = (next: Partial<State<Report>>) => {
        if (!own.signal.aborted) setState({ ...nothing, file, ...next });
      };
      tell({ sent: 0 });
      try {
        tell({ report: await how({ onSent: (sent) => tell({ sent }), signal: own.signal }) });
      } catch (error) {
        tell({ refusal: refusalOf(error) });
      }
    },
    drop() {
      current.current?.abort();
      setState(nothing);
    },
  };
}
