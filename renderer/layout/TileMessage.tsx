import { useEffect } from "react";
import type { TileState } from "../panels/panel.ts";
import { Mark } from "../ui/Mark.tsx";

type Props = {
  text: string;
  action?: { word: string; run: () => void };
  /** Given where nothing else reports the tile as failed. */
  report?: (state: TileState) => void;
};

/** A sentence in the place of a panel. */
export function TileMessage({ text, action, report }: Props) {
  useEffect(() => report?.("error"), [report]);
  return (
    <div className="tile-message">
      <p>
        <span className="tone-attention">
          <Mark shape="up" />
        </span>
        {text}
      </p>
      {action !== undefined && (
        <button type="button" onClick={action.run}>
          {action.word}
        </button>
      )}
    </div>
  );
}
