import { useEffect } from "react";
import { useDeeds } from "../officer/deeds.ts";
import { show } from "./outbox.ts";

/** Has what was entered be sent, on whatever page its owner is. Shows nothing: the strip counts it. */
export function EnteredWaiting({ owner }: { owner: string }) {
  const { waiting } = useDeeds(owner);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew when it is sent
  useEffect(() => void show(), [waiting]);
  return null;
}
